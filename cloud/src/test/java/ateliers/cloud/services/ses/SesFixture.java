package ateliers.cloud.services.ses;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.mail.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.BulkEmailDestination;
import software.amazon.awssdk.services.ses.model.EventType;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.VerificationStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A cloud with SES, its mailbox, and topics with queues that are told of events. */
abstract class SesFixture {
    static final String SENDER = "boutique@example.com";
    static final String ANNA = "anna@example.com";
    static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    SesClient ses;

    @BeforeEach
    void connect() {
        ses = cloud.client(SesClient.builder());
    }

    static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    static BulkEmailDestination bulk(String to, String data) {
        return BulkEmailDestination.builder()
                .destination(d -> d.toAddresses(to))
                .replacementTemplateData(data)
                .build();
    }

    void create(String name, String subject, String text, String html) {
        ses.createTemplate(r -> r.template(
                t -> t.templateName(name).subjectPart(subject).textPart(text).htmlPart(html)));
    }

    void destination(String set, String name, String topic, EventType... types) {
        ses.createConfigurationSetEventDestination(r -> r.configurationSetName(set)
                .eventDestination(d ->
                        d.name(name).enabled(true).matchingEventTypes(types).snsDestination(s -> s.topicARN(topic))));
    }

    /** A queue that hears the events of a new configuration set. */
    String eventsOf(String set, EventType... types) {
        SnsClient sns = cloud.client(SnsClient.builder());
        SqsClient sqs = cloud.client(SqsClient.builder());
        String topic = sns.createTopic(r -> r.name("events")).topicArn();
        String queue = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "events");
        sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},
                "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(arn))));
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(arn));
        ses.createConfigurationSet(r -> r.configurationSet(s -> s.name(set)));
        destination(set, "queue", topic, types);
        idle();
        assertThat(received(queue))
                .singleElement()
                .satisfies(first -> assertThat(first.body())
                        .contains("Successfully validated SNS topic for Amazon SES event publishing."));
        return queue;
    }

    List<JsonNode> events(String queue) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (Message message : received(queue)) {
            JsonNode envelope = JSON.readTree(message.body());
            assertThat(envelope.get("Subject").asText()).isEqualTo("Amazon SES Email Event Notification");
            events.add(JSON.readTree(envelope.get("Message").asText()));
        }
        return events;
    }

    List<Message> received(String queue) {
        SqsClient sqs = cloud.client(SqsClient.builder());
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(message -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages;
    }

    SendEmailRequest.Builder mail(String source) {
        return SendEmailRequest.builder()
                .source(source)
                .message(m -> m.subject(s -> s.data("Votre commande").charset("UTF-8"))
                        .body(b -> b.text(t -> t.data("Bonjour")).html(h -> h.data("<p>Bonjour</p>"))));
    }

    String send(String source, String to) {
        return ses.sendEmail(mail(source).destination(d -> d.toAddresses(to)).build())
                .messageId();
    }

    void verify(String address) throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(address));
        assertThat(visit(link(cloud.cloud().mailbox().to(address).get(0))).statusCode())
                .isEqualTo(200);
    }

    VerificationStatus status(String identity) {
        return ses.getIdentityVerificationAttributes(r -> r.identities(identity, "absent@example.com"))
                .verificationAttributes()
                .get(identity)
                .verificationStatus();
    }

    String region() {
        return cloud.cloud().place().region();
    }

    void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    static URI link(Mail mail) {
        Matcher link = Pattern.compile("https://\\S+").matcher(mail.text());
        assertThat(link.find()).isTrue();
        return URI.create(link.group());
    }

    HttpResponse<String> visit(URI link) throws Exception {
        URI here = URI.create(cloud.cloud().endpoint() + link.getRawPath() + "?" + link.getRawQuery());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofString());
    }
}
