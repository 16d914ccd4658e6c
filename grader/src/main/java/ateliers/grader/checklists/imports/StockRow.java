package ateliers.grader.checklists.imports;

import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A product as a file tells it; nobody knows it beforehand. */
record StockRow(String sku, String name, String category, BigDecimal price, int quantity, LocalDate updatedOn) {
    static final List<String> COLUMNS = List.of("sku", "nom", "categorie", "prix", "quantite", "date_maj");

    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 13);

    /** A row that every reader of numbers can read; its name has accents. */
    static StockRow random() {
        return new StockRow(
                Variety.word().toUpperCase(Locale.ROOT) + "-" + Variety.digits(Variety.between(5, 8)),
                Variety.accented() + " " + Variety.word(),
                Variety.properName(),
                Variety.amount(BigDecimal.ONE, new BigDecimal(999)),
                Variety.between(1, 5_000),
                Variety.day(FIRST, FIRST.plusDays(400)));
    }

    /** A product of this {@code sku}, to look whether it is stored. */
    static StockRow named(String sku) {
        return new StockRow(sku, "", "", BigDecimal.ZERO, 0, LocalDate.EPOCH);
    }

    static List<StockRow> random(int count) {
        return Stream.generate(StockRow::random).limit(count).toList();
    }

    StockRow withName(String other) {
        return new StockRow(sku, other, category, price, quantity, updatedOn);
    }

    StockRow withPrice(String other) {
        return new StockRow(sku, name, category, new BigDecimal(other), quantity, updatedOn);
    }

    StockRow withQuantity(int other) {
        return new StockRow(sku, name, category, price, other, updatedOn);
    }

    StockRow withDate(LocalDate other) {
        return new StockRow(sku, name, category, price, quantity, other);
    }

    /** The same product, told of again later. */
    StockRow again() {
        return new StockRow(
                sku,
                name + " " + Variety.word(),
                category,
                price.add(BigDecimal.ONE),
                quantity + 1,
                updatedOn.plusDays(1));
    }

    /** The fields of a file with commas. */
    List<String> fields() {
        return List.of(sku, name, category, price.toPlainString(), Integer.toString(quantity), updatedOn.toString());
    }

    /** The fields, one of them replaced: what is wrong with a row is often one field. */
    List<String> fieldsBut(String column, String text) {
        return Stream.iterate(0, i -> i + 1)
                .limit(COLUMNS.size())
                .map(i -> COLUMNS.get(i).equals(column) ? text : fields().get(i))
                .toList();
    }

    /** The fields as a French Excel writes them. */
    List<String> excelFields(String thousands) {
        String plain = price.toPlainString().replace('.', ',');
        String whole = plain.contains(",") ? plain.substring(0, plain.indexOf(',')) : plain;
        String grouped = whole.replaceAll("(?<=[0-9])(?=([0-9]{3})+$)", thousands);
        return List.of(
                sku,
                name,
                category,
                grouped + plain.substring(whole.length()),
                Integer.toString(quantity),
                FRENCH.format(updatedOn));
    }

    /** The item that it should become. */
    private Map<String, AttributeValue> item(String file) {
        return Map.of(
                "sku", AttributeValue.fromS(sku),
                "nom", AttributeValue.fromS(name),
                "categorie", AttributeValue.fromS(category),
                "prix", AttributeValue.fromN(price.toPlainString()),
                "quantite", AttributeValue.fromN(Integer.toString(quantity)),
                "date_maj", AttributeValue.fromS(updatedOn.toString()),
                "fichier", AttributeValue.fromS(file));
    }

    /**
     * What is wrong with what is stored, attribute by attribute; empty when all is right.
     *
     * @param names the attributes that count
     */
    List<String> differences(Map<String, AttributeValue> stored, String file, List<String> names) {
        Map<String, AttributeValue> expected = item(file);
        return names.stream()
                .filter(attribute -> !same(expected.get(attribute), stored.get(attribute)))
                .map(attribute -> "%s attendu %s, vu %s"
                        .formatted(attribute, said(expected.get(attribute)), said(stored.get(attribute))))
                .toList();
    }

    /** Numbers are the same when their values are: DynamoDB drops trailing zeros. */
    private static boolean same(AttributeValue expected, AttributeValue seen) {
        if (seen == null) {
            return false;
        }
        return expected.n() == null
                ? expected.equals(seen)
                : seen.n() != null && new BigDecimal(expected.n()).compareTo(new BigDecimal(seen.n())) == 0;
    }

    private static String said(AttributeValue value) {
        if (value == null) {
            return "(absent)";
        }
        return value.n() != null
                ? value.n() + " (N)"
                : value.s() != null ? "« %s » (S)".formatted(value.s()) : value.toString();
    }
}
