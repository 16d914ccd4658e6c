package ateliers.labs.annexe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class UploadedFileTest {

    @ParameterizedTest
    @DisplayName("Tâche 2 : la clé est décodée")
    @CsvSource({
        "rapport.pdf, rapport.pdf",
        "mon+rapport.pdf, mon rapport.pdf",
        "1%2B1.txt, 1+1.txt",
        "dossier/caf%C3%A9+cr%C3%A8me.txt, dossier/café crème.txt",
        "100%25.txt, 100%.txt"
    })
    void decodesTheKeyThatS3Encoded(String encoded, String key) {
        assertThat(uploaded(encoded)).isEqualTo(new UploadedFile("depots", key));
    }

    @Test
    @DisplayName("Tâche 2 : une clé de 900 caractères est gardée entière")
    void keepsAKeyOf900Characters() {
        String key = uploaded("%C3%A9".repeat(450) + "x".repeat(450)).key();

        assertThat(key.length()).as("la longueur de la clé").isEqualTo(900);
        assertThat(key).isEqualTo("é".repeat(450) + "x".repeat(450));
    }

    @Test
    @DisplayName("Tâche 3 : le texte et les attributs nomment le bucket et la clé")
    void namesBucketAndKeyInTextAndAttributes() {
        PublishRequest notification = new UploadedFile("depots", "été 2026.jpg").toNotification("arn:sujet");

        assertThat(notification.topicArn()).isEqualTo("arn:sujet");
        assertThat(notification.message()).contains("depots").contains("été 2026.jpg");
        assertThat(notification.messageAttributes()).containsOnlyKeys("bucket", "cle");
        assertThat(notification.messageAttributes().get("bucket").stringValue()).isEqualTo("depots");
        assertThat(notification.messageAttributes().get("cle").stringValue()).isEqualTo("été 2026.jpg");
        assertThat(notification.messageAttributes().values())
                .allSatisfy(value -> assertThat(value.dataType()).isEqualTo("String"));
    }

    @Test
    @DisplayName("Tâche 3 : le sujet est celui du contrat")
    void hasTheAgreedSubject() {
        assertThat(new UploadedFile("depots", "a.txt")
                        .toNotification("arn:sujet")
                        .subject())
                .isEqualTo("Nouveau fichier dans S3");
    }

    private static UploadedFile uploaded(String encodedKey) {
        return UploadedFile.of(Events.uploads("depots", encodedKey).getRecords().get(0));
    }
}
