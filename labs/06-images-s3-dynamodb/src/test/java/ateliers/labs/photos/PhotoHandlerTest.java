package ateliers.labs.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PhotoHandlerTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:15:42Z");

    private final FakeBuckets buckets = new FakeBuckets();
    private final FakeTable table = new FakeTable();
    private final PhotoHandler handler = new PhotoHandler(
            buckets, "miniatures", new Journal(table, "journal", Clock.fixed(NOW, ZoneOffset.UTC)));

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : la miniature est dans le second bucket, sous la même clé, avec son Content-Type")
    void writesTheThumbnailUnderTheSameKey() {
        drop("chat.jpg", Pictures.jpeg(400, 300));

        handle("chat.jpg");

        assertThat(buckets.objects()).containsOnlyKeys("miniatures/chat.jpg", "photos/chat.jpg");
        assertThat(buckets.contentType("miniatures/chat.jpg")).isEqualTo("image/jpeg");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : la ligne du journal a tous ses champs, avec leur type")
    void writesTheLine() {
        byte[] photo = Pictures.jpeg(401, 299);
        drop("chat.jpg", photo);

        handle("chat.jpg");

        assertThat(table.lines())
                .containsOnly(Map.entry(
                        "chat.jpg",
                        Map.of(
                                "photo", AttributeValue.fromS("chat.jpg"),
                                "statut", AttributeValue.fromS("REUSSI"),
                                "miniature", AttributeValue.fromS("chat.jpg"),
                                "largeur", AttributeValue.fromN("401"),
                                "hauteur", AttributeValue.fromN("299"),
                                "octets", AttributeValue.fromN(Integer.toString(photo.length)),
                                "date", AttributeValue.fromS("2026-03-02T09:15:42Z"))));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : chaque Record de l'événement est traité")
    void treatsEveryRecordOfAnEvent() {
        drop("a.jpg", Pictures.jpeg(400, 300));
        drop("b.png", Pictures.transparentPng(400, 300));

        handle("a.jpg", "b.png");

        assertThat(table.lines()).containsOnlyKeys("a.jpg", "b.png");
        assertThat(buckets.contentType("miniatures/b.png")).isEqualTo("image/png");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : un autre fichier est ignoré")
    void ignoresOtherFiles() {
        drop("notes.txt", "bonjour".getBytes(StandardCharsets.UTF_8));

        handle("notes.txt");

        assertThat(buckets.objects()).containsOnlyKeys("photos/notes.txt");
        assertThat(table.lines()).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 5 : un fichier illisible est refusé, avec un motif, et sans panne")
    void refusesWhatCannotBeRead() {
        drop("faux.jpg", "bonjour".getBytes(StandardCharsets.UTF_8));

        handle("faux.jpg");

        assertThat(buckets.objects()).containsOnlyKeys("photos/faux.jpg");
        assertThat(table.lines().get("faux.jpg"))
                .containsEntry("statut", AttributeValue.fromS("REFUSE"))
                .containsEntry("octets", AttributeValue.fromN("7"))
                .containsKeys("motif", "date")
                .doesNotContainKey("miniature");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : un refus de S3 sort de la fonction, et la photo n'est pas notée")
    void letsTheRefusalOfTheBucketOut() {
        drop("a.jpg", Pictures.jpeg(400, 300));
        buckets.refuse("a.jpg");

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> handle("a.jpg"));
        assertThat(table.lines()).isEmpty();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 6 : la panne d'une photo n'empêche pas de traiter les autres")
    void treatsTheOtherPhotosWhenOneFails() {
        drop("a.jpg", Pictures.jpeg(400, 300));
        drop("b.jpg", Pictures.jpeg(400, 300));
        buckets.refuse("a.jpg");

        assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> handle("a.jpg", "b.jpg"));
        assertThat(table.lines()).containsOnlyKeys("b.jpg");
    }

    private void drop(String key, byte[] file) {
        buckets.objects().put("photos/" + key, file);
    }

    private void handle(String... keys) {
        handler.handleRequest(Events.uploads("photos", keys), new QuietContext());
    }
}
