package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class FileImportTest {

    private static final String HEADER = "sku,nom,categorie,prix,quantite,date_maj\n";
    private static final DroppedFile FILE = new DroppedFile("stocks", "imports/nuit/stock.csv");
    private static final String REPORT = "rapports/nuit/stock.csv.json";
    private static final String REJECTS = "rejets/nuit/stock.csv";

    private final FakeBucket bucket = new FakeBucket();
    private final FakeTable table = new FakeTable();
    private final FileImport imports = new FileImport(bucket, table, "produits", pause -> {});

    @Test
    void importsTheSampleFile() {
        drop(Events.file("stock.csv"));

        assertThat(table.items()).containsOnlyKeys("STY-001", "CAF-017", "TAB-300");
        assertThat(table.items().get("CAF-017").get("fichier").s()).isEqualTo("imports/nuit/stock.csv");
    }

    @Test
    void rejectsTheWrongRowOfTheSampleOfExcel() {
        Report report = drop(Events.file("stock-excel.csv"));

        assertThat(report).isEqualTo(new Report(3, 1, ""));
        assertThat(bucket.written().get(REPORT)).contains("\"lues\":4", "\"importees\":3", "\"rejetees\":1");
        assertThat(bucket.written().get(REJECTS).lines())
                .hasSize(2)
                .startsWith("sku,nom,categorie,prix,quantite,date_maj,ligne,motif")
                .last()
                .asString()
                .startsWith("LAM-042,Lampe de bureau,luminaire,gratuite,12,02/03/2026,6,");
    }

    @Test
    void leavesNoRejectsOfAnEarlierImport() {
        drop((HEADER + "A,b,c,gratuit,1,2026-03-02\n").getBytes(StandardCharsets.UTF_8));
        assertThat(bucket.written()).containsKey(REJECTS);

        drop((HEADER + "A,b,c,1,1,2026-03-02\n").getBytes(StandardCharsets.UTF_8));

        assertThat(bucket.written()).containsOnlyKeys(REPORT);
    }

    @Test
    void reportsZerosForAnEmptyFile() {
        assertThat(drop(new byte[0])).isEqualTo(new Report(0, 0, ""));
        assertThat(bucket.written().get(REPORT)).contains("\"lues\":0").doesNotContain("erreur");
    }

    @Test
    void refusesAFileWithAnotherHeader() {
        Report report = drop("code;prix\nA;1\n".getBytes(StandardCharsets.UTF_8));

        assertThat(report.error()).isNotBlank();
        assertThat(bucket.written().get(REPORT)).contains("\"erreur\":\"", "\"importees\":0");
        assertThat(table.items()).isEmpty();
    }

    @Test
    void writesNoReportWhenTheTableRefuses() {
        table.takeOnly(Collections.nCopies(100, 0).toArray(Integer[]::new));

        assertThatThrownBy(() -> drop(Events.file("stock.csv"))).isInstanceOf(RuntimeException.class);
        assertThat(bucket.written()).isEmpty();
    }

    @Test
    void readsWindows1252OrRefusesTheWholeFile() {
        Report report =
                drop((HEADER + "A,Crème brûlée 2 €,œufs,1,1,2026-03-02\n").getBytes(Charset.forName("windows-1252")));

        if (report.error().isEmpty()) {
            assertThat(table.items().get("A").get("nom").s()).isEqualTo("Crème brûlée 2 €");
            assertThat(table.items().get("A").get("categorie").s()).isEqualTo("œufs");
        } else {
            assertThat(table.items()).isEmpty();
        }
    }

    @Test
    void writesTheFirstRowsLongBeforeTheFileIsRead() {
        StockOf50Megabytes content = new StockOf50Megabytes(() -> !table.items().isEmpty());
        bucket.hold(FILE.key(), content);

        assertThatThrownBy(
                        () -> imports.run(FILE),
                        "la lecture a été interrompue avant la fin : cette panne doit sortir de run, même enveloppée par FastCSV")
                .hasStackTraceContaining("Stopped");
        assertThat(content.given()).isLessThan(1_000_000);
    }

    private Report drop(byte[] content) {
        bucket.hold(FILE.key(), content(content));
        return imports.run(FILE);
    }

    private static InputStream content(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
