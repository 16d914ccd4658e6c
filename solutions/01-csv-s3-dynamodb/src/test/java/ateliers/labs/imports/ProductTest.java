package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ProductTest {

    private static final List<String> FIELDS =
            List.of("CAF-017", "Café moulu, 250 g", "épicerie", "4.95", "58", "2026-03-02");

    @Test
    void readsTheFieldsOfARow() throws Rejection {
        assertThat(Product.of(FIELDS, Dialect.COMMAS))
                .isEqualTo(new Product(
                        "CAF-017",
                        "Café moulu, 250 g",
                        "épicerie",
                        new BigDecimal("4.95"),
                        58,
                        LocalDate.of(2026, 3, 2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.10", "19.99", "999999999999999.99"})
    void keepsPricesExact(String price) throws Rejection {
        AttributeValue stored = Product.of(with(3, price), Dialect.COMMAS)
                .toItem("imports/a.csv")
                .get("prix");

        assertThat(stored.n()).isEqualTo(price);
    }

    @Test
    void becomesAnItem() throws Rejection {
        assertThat(Product.of(FIELDS, Dialect.COMMAS).toItem("imports/nuit/stock.csv"))
                .containsEntry("sku", AttributeValue.fromS("CAF-017"))
                .containsEntry("nom", AttributeValue.fromS("Café moulu, 250 g"))
                .containsEntry("categorie", AttributeValue.fromS("épicerie"))
                .containsEntry("prix", AttributeValue.fromN("4.95"))
                .containsEntry("quantite", AttributeValue.fromN("58"))
                .containsEntry("date_maj", AttributeValue.fromS("2026-03-02"))
                .containsEntry("fichier", AttributeValue.fromS("imports/nuit/stock.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4,95|4.95",
                "12|12",
                "1234,5|1234.5",
                "1 249,00|1249.00",
                "1\u00A0249,00|1249.00",
                "1\u202F249\u202F000,5|1249000.5"
            })
    void readsThePricesOfExcel(String text, BigDecimal price) throws Rejection {
        assertThat(Product.of(with(3, text), Dialect.EXCEL).price()).isEqualTo(price);
    }

    @ParameterizedTest
    @CsvSource({"02/03/2026, 2026-03-02", "2026-03-02, 2026-03-02", "29/02/2028, 2028-02-29"})
    void readsTheDatesOfExcel(String text, LocalDate date) throws Rejection {
        List<String> fields = new ArrayList<>(with(3, "4,95"));
        fields.set(5, text);

        assertThat(Product.of(fields, Dialect.EXCEL).updatedOn()).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "0, '   '",
        "3, gratuit",
        "3, ''",
        "3, -1",
        "3, '4,95'",
        "3, 1e3",
        "3, 4.955",
        "3, NaN",
        "4, -3",
        "4, 2.5",
        "4, ''",
        "4, 99999999999",
        "5, demain",
        "5, 2026-02-30",
        "5, 02/03/2026",
        "5, ''"
    })
    void rejectsAWrongField(int field, String text) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> Product.of(with(field, text), Dialect.COMMAS))
                .withMessageMatching(".{5,}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2026", "2026-02-30", "13/13/2026", "3/2/26"})
    void rejectsAnExcelDateThatDoesNotExist(String text) {
        List<String> fields = new ArrayList<>(with(3, "4,95"));
        fields.set(5, text);

        assertThatExceptionOfType(Rejection.class).isThrownBy(() -> Product.of(fields, Dialect.EXCEL));
    }

    @Test
    void rejectsTooFewAndTooManyFields() {
        List<String> seven = new ArrayList<>(FIELDS);
        seven.add("");

        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> Product.of(FIELDS.subList(0, 5), Dialect.COMMAS))
                .withMessageContaining("5");
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> Product.of(seven, Dialect.COMMAS))
                .withMessageContaining("7");
    }

    @Test
    void rejectsWhatDynamoDbCouldNotKeep() {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() ->
                        Product.of(with(1, "é".repeat(205_000)), Dialect.COMMAS).toItem("imports/a.csv"));
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() ->
                        Product.of(with(0, "é".repeat(1_025)), Dialect.COMMAS).toItem("imports/a.csv"));
    }

    private static List<String> with(int field, String text) {
        List<String> fields = new ArrayList<>(FIELDS);
        fields.set(field, text);
        return fields;
    }
}
