package ateliers.cloud.services.ses;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.mail.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.BulkEmailDestination;
import software.amazon.awssdk.services.ses.model.BulkEmailDestinationStatus;
import software.amazon.awssdk.services.ses.model.BulkEmailStatus;
import software.amazon.awssdk.services.ses.model.ConfigurationSetAttribute;
import software.amazon.awssdk.services.ses.model.EventType;
import software.amazon.awssdk.services.ses.model.IdentityType;
import software.amazon.awssdk.services.ses.model.MessageTag;
import software.amazon.awssdk.services.ses.model.SendBulkTemplatedEmailResponse;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.TemplateMetadata;
import software.amazon.awssdk.services.ses.model.VerificationStatus;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The older API of SES over HTTP. */
class SesTest {
    private static final String SENDER = "boutique@example.com";
    private static final String ANNA = "anna@example.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SesClient ses;

    @BeforeEach
    void connect() {
        ses = cloud.client(SesClient.builder());
    }

    @Test
    void anAddressIsVerifiedByTheLinkInItsMail() throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(SENDER));
        assertThat(status(SENDER)).isEqualTo(VerificationStatus.PENDING);
        Mail mail = cloud.cloud().mailbox().to(SENDER).get(0);
        assertThat(mail.from()).isEqualTo("Amazon Web Services <no-reply-aws@amazon.com>");
        assertThat(mail.subject()).contains("Email Address Verification Request in region " + region());
        URI link = link(mail);
        assertThat(link.getHost()).isEqualTo("email-verification." + region() + ".amazonaws.com");

        assertThat(visit(URI.create(link.toString().replaceAll("Signature=.*", "Signature=00")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(visit(link).body()).contains("You have successfully verified an email address.");

        assertThat(status(SENDER)).isEqualTo(VerificationStatus.SUCCESS);
        assertThat(ses.listIdentities().identities()).containsExactly(SENDER);
        ses.deleteIdentity(r -> r.identity(SENDER));
        assertThat(ses.listIdentities().identities()).isEmpty();
    }

    @Test
    void theLinkWorksForADay() throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(SENDER));
        URI link = link(cloud.cloud().mailbox().to(SENDER).get(0));

        cloud.cloud().clock().advance(Duration.ofHours(25));

        assertThat(visit(link).statusCode()).isEqualTo(400);
        assertThat(status(SENDER)).isEqualTo(VerificationStatus.PENDING);
    }

    @Test
    void aDomainStaysPending() {
        assertThat(ses.verifyDomainIdentity(r -> r.domain("Example.com")).verificationToken())
                .isNotEmpty();
        assertThat(ses.listIdentities(r -> r.identityType(IdentityType.DOMAIN)).identities())
                .containsExactly("example.com");
        assertThat(status("example.com")).isEqualTo(VerificationStatus.PENDING);
    }

    @Test
    void whoIsNotVerifiedIsRejected() throws Exception {
        assertThat(refusal(() -> send(SENDER, ANNA)))
                .isEqualTo(
                        "MessageRejected: Email address is not verified. The following identities failed the check in"
                                + " region " + region().toUpperCase(Locale.ROOT) + ": " + SENDER + ", " + ANNA);
        verify(SENDER);
        assertThat(refusal(() -> send(SENDER, ANNA))).endsWith(": " + ANNA);
        assertThat(cloud.cloud().mailbox().to(ANNA)).isEmpty();
        verify(ANNA);

        assertThat(send("Boutique <" + SENDER + ">", ANNA)).matches("[0-9a-f]{16}-[0-9a-f-]{36}-000000");

        idle();
        Mail mail = cloud.cloud().mailbox().to(ANNA).get(1);
        assertThat(mail.from()).isEqualTo("Boutique <" + SENDER + ">");
        assertThat(mail.subject()).isEqualTo("Votre commande");
        assertThat(mail.text()).isEqualTo("Bonjour");
        assertThat(mail.html()).isEqualTo("<p>Bonjour</p>");
        assertThat(ses.getSendQuota().sentLast24Hours()).isEqualTo(1);
        assertThat(ses.getSendQuota().max24HourSend()).isEqualTo(200);
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry -> entry.kind() == Entry.Kind.MAIL
                        && entry.resource().equals(ANNA)
                        && entry.principal().equals("ses.amazonaws.com")
                        && entry.message().equals("Votre commande"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody       | InvalidParameterValue: Missing final '@domain'
                    a b@c.d      | InvalidParameterValue: Local address contains control or whitespace
                    a@b.c, d@e.f | InvalidParameterValue: Illegal address
                    """)
    void anAddressMustBeOne(String source, String words) {
        assertThat(refusal(() -> send(source, ANNA))).startsWith(words);
    }

    @Test
    void aMailNeedsRecipientsAndTagsInOrder() throws Exception {
        verify(SENDER);
        assertThat(refusal(() -> ses.sendRawEmail(
                        r -> r.source(SENDER).rawMessage(m -> m.data(SdkBytes.fromUtf8String("Subject: x\r\n\r\nx"))))))
                .isEqualTo("InvalidParameterValue: Missing required header 'To'.");
        assertThat(refusal(() -> ses.sendEmail(mail(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .tags(tag("a:b", "c"))
                        .build())))
                .isEqualTo(
                        "InvalidParameterValue: Invalid tag name <a:b>: only alphanumeric ASCII characters, '_',  '-'"
                                + " are allowed.");
        assertThat(refusal(() -> ses.sendEmail(mail(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .configurationSetName("absent")
                        .build())))
                .isEqualTo("ConfigurationSetDoesNotExist: Configuration set <absent> does not exist.");
        ses.updateAccountSendingEnabled(r -> r.enabled(false));
        assertThat(refusal(() -> send(SENDER, SENDER))).startsWith("AccountSendingPausedException");
    }

    @Test
    void rawMailsAreReadAsPeopleSeeThem() throws Exception {
        verify(SENDER);
        String raw = """
                From: "Boutique" <boutique@example.com>
                To: success@simulator.amazonses.com
                Subject: =?UTF-8?Q?Re=C3=A7u?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="c"

                --c
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                Re=C3=A7u n=C2=B0 1
                --c
                Content-Type: text/html; charset=UTF-8

                <p>1</p>
                --c--
                --b
                Content-Type: text/plain; name="a.txt"
                Content-Disposition: attachment; filename="a.txt"

                joint
                --b--
                """.replace("\n", "\r\n");

        ses.sendRawEmail(r -> r.rawMessage(m -> m.data(SdkBytes.fromString(raw, StandardCharsets.UTF_8))));

        idle();
        Mail mail =
                cloud.cloud().mailbox().to("success@simulator.amazonses.com").get(0);
        assertThat(mail.subject()).isEqualTo("Reçu");
        assertThat(mail.text().strip()).isEqualTo("Reçu n° 1");
        assertThat(mail.html().strip()).isEqualTo("<p>1</p>");
        assertThat(refusal(() -> ses.sendRawEmail(
                        r -> r.rawMessage(m -> m.data(SdkBytes.fromUtf8String("To: a@b.cd\r\n\r\nx"))))))
                .isEqualTo("InvalidParameterValue: Missing required header 'From'.");
    }

    @Test
    void templatesAreKeptAndRendered() {
        create("hello", "Bonjour {{name}}", "Chère {{name}},", "<p>Chère {{name}},</p>");
        assertThat(refusal(() -> create("hello", "x", null, null)))
                .isEqualTo("AlreadyExists: Template hello already exists.");
        assertThat(refusal(() -> create("broken", "{{#if x}}", null, null))).startsWith("InvalidTemplate");
        assertThat(ses.getTemplate(r -> r.templateName("hello")).template().htmlPart())
                .isEqualTo("<p>Chère {{name}},</p>");
        assertThat(ses.listTemplates().templatesMetadata())
                .extracting(TemplateMetadata::name)
                .containsExactly("hello");

        String rendered = ses.testRenderTemplate(r -> r.templateName("hello").templateData("{\"name\":\"Anna\"}"))
                .renderedTemplate();
        assertThat(rendered)
                .contains("Subject: Bonjour Anna", "multipart/alternative", "text/plain; charset=UTF-8")
                .doesNotContain("Message-ID");
        assertThat(refusal(() ->
                        ses.testRenderTemplate(r -> r.templateName("hello").templateData("{}"))))
                .isEqualTo("MissingRenderingAttribute: Attribute 'name' is not present in the rendering data.");
        assertThat(refusal(() ->
                        ses.testRenderTemplate(r -> r.templateName("hello").templateData("{"))))
                .isEqualTo("InvalidRenderingParameter: Template rendering data is invalid");
        ses.updateTemplate(r -> r.template(t -> t.templateName("hello").subjectPart("Salut {{name}}")));
        assertThat(ses.getTemplate(r -> r.templateName("hello")).template().textPart())
                .isNull();
        ses.deleteTemplate(r -> r.templateName("hello"));
        assertThat(refusal(() -> ses.getTemplate(r -> r.templateName("hello"))))
                .isEqualTo("TemplateDoesNotExist: Template hello does not exist.");
        assertThat(refusal(() -> ses.updateTemplate(
                        r -> r.template(t -> t.templateName("hello").subjectPart("x")))))
                .startsWith("TemplateDoesNotExist");
    }

    @Test
    void aMissingVariableIsAcceptedAndOnlyAnEventTells() throws Exception {
        verify(SENDER);
        create("hello", "Bonjour {{name}}", "Chère {{name}},", null);
        String queue = eventsOf("suivi", EventType.SEND, EventType.DELIVERY, EventType.RENDERING_FAILURE);

        String id = ses.sendTemplatedEmail(r -> r.source(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .template("hello")
                        .templateData("{\"nom\":\"Anna\"}")
                        .configurationSetName("suivi"))
                .messageId();

        idle();
        assertThat(id).isNotEmpty();
        assertThat(cloud.cloud().mailbox().to(SENDER)).hasSize(1);
        List<JsonNode> events = events(queue);
        assertThat(events)
                .extracting(event -> event.get("eventType").asText())
                .containsExactlyInAnyOrder("Send", "Rendering Failure");
        JsonNode failure = events.stream()
                .filter(event -> event.has("failure"))
                .findFirst()
                .orElseThrow();
        assertThat(failure.at("/failure/errorMessage").asText())
                .isEqualTo("Attribute 'name' is not present in the rendering data.");
        assertThat(failure.at("/failure/templateName").asText()).isEqualTo("hello");
        assertThat(failure.at("/mail/messageId").asText()).isEqualTo(id);
        assertThat(cloud.cloud().journal().entries())
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DROPPED && entry.message().contains("Attribute 'name'"));
    }

    @Test
    void eventsTellOfSendsDeliveriesBouncesAndComplaints() throws Exception {
        verify(SENDER);
        String queue = eventsOf("suivi", EventType.SEND, EventType.DELIVERY, EventType.BOUNCE, EventType.COMPLAINT);

        ses.sendEmail(mail(SENDER)
                .destination(d -> d.toAddresses("bounce+1@simulator.amazonses.com")
                        .ccAddresses("complaint@simulator.amazonses.com"))
                .configurationSetName("suivi")
                .tags(tag("campagne", "ete"))
                .build());

        idle();
        List<JsonNode> events = events(queue);
        assertThat(events)
                .extracting(event -> event.get("eventType").asText())
                .containsExactlyInAnyOrder("Send", "Delivery", "Bounce", "Complaint");
        JsonNode send =
                events.stream().filter(event -> event.has("send")).findFirst().orElseThrow();
        assertThat(send.at("/mail/source").asText()).isEqualTo(SENDER);
        assertThat(send.at("/mail/tags/campagne/0").asText()).isEqualTo("ete");
        assertThat(send.at("/mail/tags/ses:operation/0").asText()).isEqualTo("SendEmail");
        assertThat(send.at("/mail/tags/ses:configuration-set/0").asText()).isEqualTo("suivi");
        assertThat(events)
                .anyMatch(event -> event.at("/bounce/bouncedRecipients/0/emailAddress")
                        .asText()
                        .equals("bounce+1@simulator.amazonses.com"))
                .anyMatch(event -> event.at("/complaint/complainedRecipients/0/emailAddress")
                        .asText()
                        .equals("complaint@simulator.amazonses.com"));
        assertThat(cloud.cloud().mailbox().to("bounce+1@simulator.amazonses.com"))
                .isEmpty();
        assertThat(cloud.cloud().mailbox().to("complaint@simulator.amazonses.com"))
                .hasSize(1);
    }

    @Test
    void eachDestinationOfABulkHasItsAnswer() throws Exception {
        verify(SENDER);
        create("hello", "Bonjour {{name}}", "Chère {{name}},", null);

        SendBulkTemplatedEmailResponse answer = ses.sendBulkTemplatedEmail(r -> r.source(SENDER)
                .template("hello")
                .defaultTemplateData("{\"name\":\"ami\"}")
                .destinations(
                        bulk(SENDER, "{\"name\":\"Anna\"}"),
                        bulk("success@simulator.amazonses.com", "{}"),
                        bulk(ANNA, null)));

        idle();
        assertThat(answer.status())
                .extracting(BulkEmailDestinationStatus::status)
                .containsExactly(BulkEmailStatus.SUCCESS, BulkEmailStatus.SUCCESS, BulkEmailStatus.MESSAGE_REJECTED);
        assertThat(cloud.cloud().mailbox().to(SENDER))
                .last()
                .satisfies(mail -> assertThat(mail.text()).isEqualTo("Chère Anna,"));
        assertThat(cloud.cloud().mailbox().to("success@simulator.amazonses.com"))
                .singleElement()
                .satisfies(mail -> assertThat(mail.subject()).isEqualTo("Bonjour ami"));
    }

    @Test
    void configurationSetsAreKept() {
        ses.createConfigurationSet(r -> r.configurationSet(s -> s.name("suivi")));
        assertThat(refusal(() -> ses.createConfigurationSet(r -> r.configurationSet(s -> s.name("suivi")))))
                .isEqualTo("ConfigurationSetAlreadyExists: Configuration set <suivi> already exists.");
        String nowhere = cloud.cloud().place().arn("sns", "nowhere");
        assertThat(refusal(() -> destination("suivi", "d", nowhere, EventType.SEND)))
                .isEqualTo("InvalidSNSDestination: SNS topic <" + nowhere + "> not found.");
        String topic = cloud.client(SnsClient.builder())
                .createTopic(r -> r.name("events"))
                .topicArn();
        destination("suivi", "d", topic, EventType.SEND);
        cloud.client(SnsClient.builder())
                .setTopicAttributes(
                        r -> r.topicArn(topic).attributeName("Policy").attributeValue("""
                        {"Statement":[{"Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},
                        "Action":"sns:Publish","Resource":"%s"}]}""".formatted(topic)));
        assertThat(refusal(() -> destination("suivi", "other", topic, EventType.SEND)))
                .startsWith("InvalidSNSDestination");
        assertThat(ses.describeConfigurationSet(r -> r.configurationSetName("suivi")
                                .configurationSetAttributeNames(ConfigurationSetAttribute.EVENT_DESTINATIONS))
                        .eventDestinations())
                .singleElement()
                .satisfies(shown -> {
                    assertThat(shown.snsDestination().topicARN()).isEqualTo(topic);
                    assertThat(shown.matchingEventTypes()).containsExactly(EventType.SEND);
                    assertThat(shown.enabled()).isTrue();
                });
        assertThat(refusal(() -> ses.deleteConfigurationSetEventDestination(
                        r -> r.configurationSetName("suivi").eventDestinationName("x"))))
                .isEqualTo("EventDestinationDoesNotExist: No EventDestination found for suivi");
        ses.deleteConfigurationSetEventDestination(
                r -> r.configurationSetName("suivi").eventDestinationName("d"));
        assertThat(ses.listConfigurationSets().configurationSets()).hasSize(1);
        ses.deleteConfigurationSet(r -> r.configurationSetName("suivi"));
        assertThat(refusal(() -> ses.deleteConfigurationSet(r -> r.configurationSetName("suivi"))))
                .isEqualTo("ConfigurationSetDoesNotExist: Configuration set <suivi> does not exist.");
    }

    @Test
    void policiesJudgeTheIdentityTheTemplateAndTheConfigurationSet() throws Exception {
        verify(SENDER);
        Principal nobody = new Principal.User(
                cloud.cloud().place().account(),
                "nobody",
                cloud.cloud().place().globalArn("iam", "user/nobody"),
                "AIDANOBODY");
        SesClient theirs = cloud.clientAs(nobody, SesClient.builder());

        assertThat(refusal(() -> theirs.sendEmail(
                        mail(SENDER).destination(d -> d.toAddresses(SENDER)).build())))
                .isEqualTo("AccessDenied: User `" + nobody.arn() + "' is not authorized to perform `ses:SendEmail' on"
                        + " resource `" + cloud.cloud().place().arn("ses", "identity/" + SENDER) + "'");
    }

    private static MessageTag tag(String name, String value) {
        return MessageTag.builder().name(name).value(value).build();
    }

    private static BulkEmailDestination bulk(String to, String data) {
        return BulkEmailDestination.builder()
                .destination(d -> d.toAddresses(to))
                .replacementTemplateData(data)
                .build();
    }

    private void create(String name, String subject, String text, String html) {
        ses.createTemplate(r -> r.template(
                t -> t.templateName(name).subjectPart(subject).textPart(text).htmlPart(html)));
    }

    private void destination(String set, String name, String topic, EventType... types) {
        ses.createConfigurationSetEventDestination(r -> r.configurationSetName(set)
                .eventDestination(d ->
                        d.name(name).enabled(true).matchingEventTypes(types).snsDestination(s -> s.topicARN(topic))));
    }

    /** A queue that hears the events of a new configuration set. */
    private String eventsOf(String set, EventType... types) {
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

    private List<JsonNode> events(String queue) throws Exception {
        List<JsonNode> events = new ArrayList<>();
        for (Message message : received(queue)) {
            JsonNode envelope = JSON.readTree(message.body());
            assertThat(envelope.get("Subject").asText()).isEqualTo("Amazon SES Email Event Notification");
            events.add(JSON.readTree(envelope.get("Message").asText()));
        }
        return events;
    }

    private List<Message> received(String queue) {
        SqsClient sqs = cloud.client(SqsClient.builder());
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        messages.forEach(message -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle())));
        return messages;
    }

    private SendEmailRequest.Builder mail(String source) {
        return SendEmailRequest.builder()
                .source(source)
                .message(m -> m.subject(s -> s.data("Votre commande").charset("UTF-8"))
                        .body(b -> b.text(t -> t.data("Bonjour")).html(h -> h.data("<p>Bonjour</p>"))));
    }

    private String send(String source, String to) {
        return ses.sendEmail(mail(source).destination(d -> d.toAddresses(to)).build())
                .messageId();
    }

    private void verify(String address) throws Exception {
        ses.verifyEmailIdentity(r -> r.emailAddress(address));
        assertThat(visit(link(cloud.cloud().mailbox().to(address).get(0))).statusCode())
                .isEqualTo(200);
    }

    private VerificationStatus status(String identity) {
        return ses.getIdentityVerificationAttributes(r -> r.identities(identity, "absent@example.com"))
                .verificationAttributes()
                .get(identity)
                .verificationStatus();
    }

    private String region() {
        return cloud.cloud().place().region();
    }

    private void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private static URI link(Mail mail) {
        Matcher link = Pattern.compile("https://\\S+").matcher(mail.text());
        assertThat(link.find()).isTrue();
        return URI.create(link.group());
    }

    private HttpResponse<String> visit(URI link) throws Exception {
        URI here = URI.create(cloud.cloud().endpoint() + link.getRawPath() + "?" + link.getRawQuery());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofString());
    }
}
