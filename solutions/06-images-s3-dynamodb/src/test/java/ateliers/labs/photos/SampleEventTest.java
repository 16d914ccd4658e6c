package ateliers.labs.photos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SampleEventTest {

    @Test
    @DisplayName("L'événement d'exemple annonce une photo du bucket photos-exemple")
    void announcesOnePhoto() {
        assertThat(Events.read("s3-put.json").getRecords()).singleElement().satisfies(record -> {
            assertThat(record.getEventName()).isEqualTo("ObjectCreated:Put");
            assertThat(record.getS3().getBucket().getName()).isEqualTo("photos-exemple");
            assertThat(record.getS3().getObject().getKey()).isEqualTo("sorties/%C3%A9t%C3%A9+2026+%2B+amis.JPG");
        });
    }
}
