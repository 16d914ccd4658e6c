package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static final String HEADER = "sku,nom,categorie,prix,quantite,date_maj";

    @Test
    void readsTheRowsOfAFileWithCommas() throws Exception {
        assertThat(rows(HEADER + "\nA,Stylo,bureau,1.20,3,2026-03-02\nB,\"Thé, vert\",b,1,2,2026-03-02\n"))
                .extracting(CsvRecord::getFields)
                .containsExactly(
                        List.of("A", "Stylo", "bureau", "1.20", "3", "2026-03-02"),
                        List.of("B", "Thé, vert", "b", "1", "2", "2026-03-02"));
    }

    @Test
    void readsTheSampleOfExcel() throws Exception {
        CsvFile csv = CsvFile.open(new ByteArrayInputStream(Events.file("stock-excel.csv")));
        List<CsvRecord> rows = new ArrayList<>();
        csv.rows().forEachRemaining(rows::add);

        assertThat(csv.dialect()).isEqualTo(Dialect.EXCEL);
        assertThat(rows)
                .extracting(row -> row.getField(1))
                .containsExactly(
                        "Stylo bleu", "Café \"moka\"; 250 g", "Table de ferme\r\n(livrée montée)", "Lampe de bureau");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";"})
    void skipsTheByteOrderMark(String separator) throws Exception {
        assertThat(rows("\uFEFF" + HEADER.replace(",", separator) + "\r\nA;b,c;d,1;2;3\r\n"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void readsAllKindsOfLineEnds(String end) throws Exception {
        assertThat(rows(HEADER + end + "A,b,c,1,2,2026-03-02" + end + "B,b,c,1,2,2026-03-02"))
                .extracting(CsvRecord::getStartingLineNumber)
                .containsExactly(2L, 3L);
    }

    @Test
    void knowsTheLineOnWhichARecordBegins() throws Exception {
        assertThat(rows(HEADER + "\nA,\"sur\ndeux lignes\",c,1,2,2026-03-02\n\nB,b,c,1,2,2026-03-02\n"))
                .extracting(CsvRecord::getStartingLineNumber)
                .containsExactly(2L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\n\n", HEADER, HEADER + "\n", HEADER + "\r\n\r\n"})
    void hasNoRowsAndNoErrorInAnEmptyFile(String text) throws Exception {
        assertThat(rows(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sku,nom,categorie,quantite,prix,date_maj",
                "sku,nom,categorie,prix,quantite",
                HEADER + ",",
                "A,Stylo,bureau,1.20,3,2026-03-02",
                "<html>",
                "\u0000\u0001\u0002"
            })
    void refusesAnotherHeader(String header) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> rows(header + "\nA,b,c,1,2,2026-03-02\n"))
                .withMessageContaining("en-tête");
    }

    private static List<CsvRecord> rows(String text) throws IOException, Rejection {
        List<CsvRecord> rows = new ArrayList<>();
        CsvFile.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .rows()
                .forEachRemaining(rows::add);
        return rows;
    }
}
