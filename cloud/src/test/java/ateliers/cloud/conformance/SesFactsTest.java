package ateliers.cloud.conformance;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.EventType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;

class SesFactsTest extends ConformanceCase {
    private static final String SENDER = "boutique@example.com";

    private SesClient ses;

    @BeforeEach
    void connect() {
        ses = cloud.client(SesClient.builder());
    }

    @Test
    @Fact(52)
    @DisplayName("Fact 52: the event of a mail that is sent, and who may not send")
    void events() throws Exception {
        OpenQueue queue = eventsOf("suivi");
        assertThat(refusal(this::send)).startsWith("MessageRejected: Email address is not verified.");
        verify();

        send();

        List<JsonNode> told = told(queue);
        assertThat(told)
                .extracting(event -> event.get("Subject").asText())
                .containsOnly("Amazon SES Email Event Notification");
        assertThat(message(told.get(0)).get("eventType").asText()).isEqualTo("Send");
    }

    @Test
    @Fact(60)
    @DisplayName(
            "Fact 60: a template with a missing variable is accepted, and only an event tells that nothing was sent")
    void missingVariable() throws Exception {
        OpenQueue queue = eventsOf("suivi");
        verify();
        int before = cloud.cloud().mailbox().all().size();
        ses.createTemplate(r -> r.template(
                t -> t.templateName("hello").subjectPart("Bonjour {{name}}").textPart("x")));

        String id = ses.sendTemplatedEmail(r -> r.source(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .configurationSetName("suivi")
                        .template("hello")
                        .templateData("{}"))
                .messageId();

        assertThat(id).isNotEmpty();
        assertThat(told(queue))
                .extracting(event -> message(event).get("eventType").asText())
                .contains("Rendering Failure")
                .doesNotContain("Delivery");
        assertThat(cloud.cloud().mailbox().all()).hasSize(before);
    }

    private OpenQueue eventsOf(String set) {
        OpenQueue queue = new OpenQueue("events");
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("events")).topicArn();
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue.arn));
        ses.createConfigurationSet(r -> r.configurationSet(s -> s.name(set)));
        ses.createConfigurationSetEventDestination(r -> r.configurationSetName(set)
                .eventDestination(d -> d.name("topic")
                        .enabled(true)
                        .matchingEventTypes(EventType.SEND, EventType.DELIVERY, EventType.RENDERING_FAILURE)
                        .snsDestination(s -> s.topicARN(topic))));
        queue.take();
        return queue;
    }

    private static List<JsonNode> told(OpenQueue queue) throws JsonProcessingException {
        List<JsonNode> told = new ArrayList<>();
        for (Message message : queue.takeAll()) {
            told.add(new ObjectMapper().readTree(message.body()));
        }
        return told;
    }

    private static JsonNode message(JsonNode event) {
        try {
            return new ObjectMapper().readTree(event.get("Message").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void send() {
        ses.sendEmail(r -> r.source(SENDER)
                .destination(d -> d.toAddresses(SENDER))
                .configurationSetName("suivi")
                .message(m -> m.subject(s -> s.data("Bonjour")).body(b -> b.text(t -> t.data("x")))));
    }

    private void verify() throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(SENDER));
        String text = cloud.cloud().mailbox().to(SENDER).get(0).text();
        URI link = URI.create(text.replaceFirst("(?s).*(https://\\S+).*", "$1"));
        URI here = URI.create(cloud.cloud().endpoint() + link.getRawPath() + "?" + link.getRawQuery());
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }
}
