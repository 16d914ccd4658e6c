package ateliers.labs.annexe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    @Test
    @DisplayName("L'événement d'exemple annonce un fichier du bucket depots-exemple")
    void announcesOneUpload() {
        assertThat(Events.read("s3-put.json").getRecords()).singleElement().satisfies(record -> {
            assertThat(record.getEventName()).isEqualTo("ObjectCreated:Put");
            assertThat(record.getS3().getBucket().getName()).isEqualTo("depots-exemple");
            assertThat(record.getS3().getObject().getKey()).isEqualTo("photos/%C3%A9t%C3%A9+2026+%2B+amis.jpg");
        });
    }
}
