package ateliers.labs.annexe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class UploadHandlerTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-3:123456789012:nouveaux-fichiers";

    private final FakeTopic topic = new FakeTopic();
    private final UploadHandler handler = new UploadHandler(topic, TOPIC);

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : un événement, une notification sur le bon sujet")
    void publishesOneNotificationForTheSampleEvent() {
        handler.handleRequest(Events.read("s3-put.json"), new QuietContext());

        assertThat(topic.published())
                .singleElement()
                .extracting(PublishRequest::topicArn)
                .isEqualTo(TOPIC);
        assertThat(topic.published().get(0).message()).contains("depots-exemple", "photos/été 2026 + amis.jpg");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 3 : chaque Record de l'événement donne une notification")
    void publishesOneNotificationForEveryRecordOfAnEvent() {
        handler.handleRequest(Events.uploads("depots", "a.txt", "b.txt", "c.txt"), new QuietContext());

        assertThat(topic.published())
                .extracting(request -> request.messageAttributes().get("cle").stringValue())
                .containsExactly("a.txt", "b.txt", "c.txt");
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : un refus de SNS sort de la fonction")
    void letsTheRefusalOfTheTopicOutSoThatLambdaRetries() {
        topic.refuse("a.txt");

        assertThatExceptionOfType(AuthorizationErrorException.class)
                .isThrownBy(() -> handler.handleRequest(Events.uploads("depots", "a.txt"), new QuietContext()));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : un refus n'empêche pas de prévenir des autres fichiers")
    void publishesTheOtherRecordsWhenOneIsRefused() {
        topic.refuse("a.txt");

        assertThatExceptionOfType(AuthorizationErrorException.class)
                .isThrownBy(
                        () -> handler.handleRequest(Events.uploads("depots", "a.txt", "b.txt"), new QuietContext()));
        assertThat(topic.published())
                .extracting(request -> request.messageAttributes().get("cle").stringValue())
                .containsExactly("b.txt");
    }
}
