package ateliers.grader.checklists.imports;

import ateliers.grader.checklist.Expectation;
import ateliers.grader.checklist.Stack;
import ateliers.grader.variety.Variety;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a French Excel exports: a byte order mark, semicolons, its numbers and dates, and all that a cell may hold. */
final class ExcelExport {
    private final Imports imports;

    ExcelExport(Stack stack) {
        this.imports = new Imports(stack);
    }

    void check() {
        Map<StockRow, List<String>> rows = new LinkedHashMap<>();
        List<StockRow> plain =
                List.of(StockRow.random().withPrice("7.50"), StockRow.random().withPrice(large()));
        plain.forEach(row -> rows.put(row, row.excelFields("")));
        List<StockRow> prices = new ArrayList<>();
        for (String space : List.of(" ", "\u00A0", "\u202F")) {
            StockRow row = StockRow.random().withPrice(large());
            prices.add(row);
            rows.put(row, row.excelFields(space));
        }
        StockRow french =
                StockRow.random().withDate(LocalDate.of(Variety.between(2020, 2027), 2, Variety.between(3, 12)));
        rows.put(french, french.excelFields(" "));
        StockRow iso = StockRow.random();
        List<String> isoFields = new ArrayList<>(iso.excelFields(" "));
        isoFields.set(5, iso.updatedOn().toString());
        rows.put(iso, isoFields);
        List<StockRow> quoted = new ArrayList<>();
        for (String name : List.of(
                Variety.word() + "; " + Variety.word(),
                Variety.accented() + " 24\" \"" + Variety.word() + "\"",
                Variety.word() + ", " + Variety.word(),
                Variety.word() + "\n" + Variety.word() + " \"" + Variety.accented() + "\";\n" + Variety.words(2))) {
            StockRow row = StockRow.random().withName(name);
            quoted.add(row);
            rows.put(row, row.excelFields(" "));
        }
        StockFile file = StockFile.ofExcel();
        rows.values().forEach(file::add);
        String key = imports.drop(Imports.name() + ".csv", file);
        imports.awaitItems(rows.keySet(), Imports.SOON);

        require(
                plain,
                key,
                "prix",
                "Un export d'Excel a un BOM, des points-virgules et des virgules décimales.",
                "saute le caractère U+FEFF au début du fichier, et choisis le séparateur d'après l'en-tête");
        require(
                prices,
                key,
                "prix",
                "Les prix d'Excel ont une espace pour les milliers, de trois sortes.",
                "retire l'espace, U+00A0 et U+202F, et fais de la virgule un point");
        require(
                List.of(french, iso),
                key,
                "date_maj",
                "Dans un fichier d'Excel, le jour vient d'abord ; dans la table, l'année.",
                "lis JJ/MM/AAAA et AAAA-MM-JJ, et écris AAAA-MM-JJ");
        require(
                quoted,
                key,
                "nom",
                "Entre guillemets, un champ peut tout contenir : séparateurs, guillemets, retours à la ligne.",
                "ne coupe le fichier ni aux retours à la ligne ni aux séparateurs : un lecteur de CSV"
                        + " connaît les guillemets");
    }

    private static String large() {
        return Variety.amount(new BigDecimal(1_000_000), new BigDecimal(9_999_999))
                .toPlainString();
    }

    private void require(List<StockRow> rows, String key, String attribute, String message, String hint) {
        List<String> wrong = imports.wrong(rows, key, List.of(attribute));
        Expectation.that(message)
                .expected("%d produits dont %s est celui du fichier".formatted(rows.size(), attribute))
                .seen(Imports.told(wrong))
                .hint(hint + ".")
                .holdsIf(wrong.isEmpty());
    }
}
