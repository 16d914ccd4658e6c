package ateliers.labs.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class RepositoryHandlerTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-3:123456789012:depot";
    private static final String COMMIT = "9b2d6c1e7f3a48d5a0c4e8b7d1f2a3b4c5d6e7f8";

    private final FakeRepository repository = new FakeRepository();
    private final FakeTopic topic = new FakeTopic();
    private final RepositoryHandler handler = new RepositoryHandler(repository, topic, TOPIC);

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 1 : un événement, une notification sur le bon sujet")
    void publishesOneNotification() throws IOException {
        repository.add(COMMIT, "Zoé Müller", "Ajoute le panier");

        handle(Events.PUSH);

        assertThat(topic.published())
                .singleElement()
                .extracting(PublishRequest::topicArn)
                .isEqualTo(TOPIC);
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 2 : un push nomme le dépôt, la branche, le commit, son auteur et son titre")
    void tellsAPush() throws IOException {
        repository.add(COMMIT, "Zoé Müller", "Répare l'été\n\nEt l'automne.");

        handle(Events.PUSH);

        PublishRequest sent = topic.published().get(0);
        assertThat(sent.message()).contains("depot-exemple", "main", "9b2d6c1", "Zoé Müller", "Répare l'été");
        assertThat(attributes(sent))
                .isEqualTo(Map.of("repository", "depot-exemple", "reference", "main", "evenement", "push"));
        assertThat(sent.messageAttributes().values())
                .extracting(MessageAttributeValue::dataType)
                .containsOnly("String");
        assertThat(sent.subject()).isNotBlank();
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : une suppression nomme le dépôt et la branche, sans chercher de commit")
    void tellsADeletion() throws IOException {
        handle(Events.DELETION);

        PublishRequest sent = topic.published().get(0);
        assertThat(sent.message()).contains("depot-exemple", "feature/panier");
        assertThat(attributes(sent))
                .isEqualTo(Map.of(
                        "repository", "depot-exemple", "reference", "feature/panier", "evenement", "suppression"));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 4 : une étiquette nomme aussi le commit sur lequel elle est posée")
    void tellsATag() throws IOException {
        repository.add(COMMIT, "Zoé Müller", "Ajoute le panier");

        handle(Events.TAG);

        PublishRequest sent = topic.published().get(0);
        assertThat(sent.message()).contains("depot-exemple", "v1.4.0", "9b2d6c1", "Zoé Müller", "Ajoute le panier");
        assertThat(attributes(sent))
                .isEqualTo(Map.of("repository", "depot-exemple", "reference", "v1.4.0", "evenement", "tag"));
    }

    @Test
    @Tag("a-faire")
    @DisplayName("Tâche 7 : un refus de SNS sort de la fonction")
    void letsTheRefusalOfTheTopicOutSoThatLambdaRetries() {
        repository.add(COMMIT, "Zoé Müller", "Ajoute le panier");
        topic.refuse();

        assertThatExceptionOfType(AuthorizationErrorException.class).isThrownBy(() -> handle(Events.PUSH));
    }

    private void handle(String event) throws IOException {
        try (InputStream input = Events.open(event)) {
            handler.handleRequest(input, OutputStream.nullOutputStream(), new QuietContext());
        }
    }

    private static Map<String, String> attributes(PublishRequest request) {
        return request.messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stringValue()));
    }
}
