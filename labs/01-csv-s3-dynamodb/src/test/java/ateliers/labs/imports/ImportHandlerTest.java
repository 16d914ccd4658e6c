package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ImportHandlerTest {

    private final FakeBucket bucket = new FakeBucket();
    private final FakeTable table = new FakeTable();
    private final ImportHandler handler = new ImportHandler(new FileImport(bucket, table, "produits", pause -> {}));
    private final RecordingContext context = new RecordingContext();

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : le fichier de l'événement d'exemple est importé")
    void importsTheFileOfTheSampleEvent() {
        bucket.hold("imports/magasin nord/stock été 2026.csv", new ByteArrayInputStream(Events.file("stock.csv")));

        handler.handleRequest(Events.read("s3-put.json"), context);

        assertThat(table.items()).hasSize(3);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : une ligne JSON par fichier")
    void logsOneLineOfJsonAFile() throws Exception {
        bucket.hold("imports/a.csv", new ByteArrayInputStream(Events.file("stock.csv")));
        bucket.hold("imports/b c.csv", new ByteArrayInputStream(Events.file("stock-excel.csv")));

        handler.handleRequest(Events.dropped("stocks", "imports/a.csv", "imports/b+c.csv"), context);

        assertThat(context.lines()).hasSize(2);
        JsonNode line = new ObjectMapper().readTree(context.lines().get(1));
        assertThat(line.path("fichier").textValue()).isEqualTo("imports/b c.csv");
        assertThat(line.path("lues").intValue()).isEqualTo(4);
        assertThat(line.path("importees").intValue()).isEqualTo(3);
        assertThat(line.path("rejetees").intValue()).isEqualTo(1);
    }

    @Test
    @DisplayName("Un fichier introuvable fait échouer la fonction")
    void letsFailuresOutSoThatLambdaRetries() {
        assertThatThrownBy(() -> handler.handleRequest(Events.dropped("stocks", "imports/absent.csv"), context))
                .isInstanceOf(RuntimeException.class);
    }
}
