package ateliers.labs.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    @Test
    @DisplayName("L'événement d'exemple annonce un fichier du bucket imports-exemple")
    void announcesOneFile() {
        assertThat(Events.read("s3-put.json").getRecords()).singleElement().satisfies(record -> {
            assertThat(record.getEventName()).isEqualTo("ObjectCreated:Put");
            assertThat(record.getS3().getBucket().getName()).isEqualTo("imports-exemple");
            assertThat(record.getS3().getObject().getKey())
                    .isEqualTo("imports/magasin+nord/stock+%C3%A9t%C3%A9+2026.csv");
        });
    }
}
