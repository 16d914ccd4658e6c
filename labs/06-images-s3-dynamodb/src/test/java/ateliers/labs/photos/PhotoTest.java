package ateliers.labs.photos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoTest {

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 4 : la clé est décodée")
    @CsvSource({
        "chat.jpg, chat.jpg",
        "mon+chat.jpg, mon chat.jpg",
        "1%2B1.png, 1+1.png",
        "sorties/%C3%A9t%C3%A9+2026.jpeg, sorties/été 2026.jpeg",
        "100%25.jpg, 100%.jpg"
    })
    void decodesTheKeyThatS3Encoded(String encoded, String key) {
        assertThat(Photo.of(Events.uploads("photos", encoded).getRecords().get(0)))
                .isEqualTo(new Photo("photos", key));
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 4 : le suffixe dit le format, en minuscules ou en majuscules")
    @CsvSource({"a.jpg, JPEG", "a.jpeg, JPEG", "a.png, PNG", "a.JPG, JPEG", "dossier/a.JpEg, JPEG", "a.b.PNG, PNG"})
    void knowsTheFormatByTheSuffix(String key, Format format) {
        assertThat(new Photo("photos", key).format()).contains(format);
    }

    @ParameterizedTest
    @Tag("a-faire")
    @DisplayName("Tâche 4 : les autres fichiers n'ont pas de format")
    @ValueSource(strings = {"a.gif", "a.txt", "a.jpg.bak", "jpg", "a-png", "dossier.jpg/a"})
    void leavesOtherFilesAlone(String key) {
        assertThat(new Photo("photos", key).format()).isEmpty();
    }
}
