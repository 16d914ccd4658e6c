package ateliers.cloud.services.ses;

import static ateliers.cloud.services.TestServices.refusal;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntry;
import software.amazon.awssdk.services.sesv2.model.BulkEmailEntryResult;
import software.amazon.awssdk.services.sesv2.model.BulkEmailStatus;
import software.amazon.awssdk.services.sesv2.model.CreateEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.DkimStatus;
import software.amazon.awssdk.services.sesv2.model.EmailContent;
import software.amazon.awssdk.services.sesv2.model.EmailTemplateMetadata;
import software.amazon.awssdk.services.sesv2.model.EventType;
import software.amazon.awssdk.services.sesv2.model.IdentityType;
import software.amazon.awssdk.services.sesv2.model.MailType;
import software.amazon.awssdk.services.sesv2.model.Tag;
import software.amazon.awssdk.services.sesv2.model.VerificationStatus;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The newer API of SES over HTTP, on the same state as the older. */
class SesV2Test {
    private static final String SENDER = "boutique@example.com";
    private static final String ANNA = "anna@example.com";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SesV2Client ses;

    @BeforeEach
    void connect() {
        ses = cloud.client(SesV2Client.builder());
    }

    @Test
    void anIdentityIsVerifiedByItsLinkForBothApis() throws Exception {
        CreateEmailIdentityResponse made =
                ses.createEmailIdentity(r -> r.emailIdentity(SENDER).tags(tag("equipe", "boutique")));
        assertThat(made.identityType()).isEqualTo(IdentityType.EMAIL_ADDRESS);
        assertThat(made.verifiedForSendingStatus()).isFalse();
        assertThat(refusal(() -> ses.createEmailIdentity(r -> r.emailIdentity(SENDER))))
                .isEqualTo("AlreadyExistsException: Email identity " + SENDER + " already exist.");

        follow(SENDER);

        var shown = ses.getEmailIdentity(r -> r.emailIdentity(SENDER));
        assertThat(shown.verificationStatus()).isEqualTo(VerificationStatus.SUCCESS);
        assertThat(shown.verifiedForSendingStatus()).isTrue();
        assertThat(shown.tags()).containsExactly(tag("equipe", "boutique"));
        assertThat(cloud.client(SesClient.builder()).listIdentities().identities())
                .containsExactly(SENDER);
        assertThat(ses.listEmailIdentities(r -> {}).emailIdentities())
                .singleElement()
                .satisfies(listed -> assertThat(listed.sendingEnabled()).isTrue());
        ses.deleteEmailIdentity(r -> r.emailIdentity(SENDER));
        assertThat(refusal(() -> ses.deleteEmailIdentity(r -> r.emailIdentity(SENDER))))
                .isEqualTo("NotFoundException: Email identity " + SENDER + " does not exist.");
    }

    @Test
    void aDomainShowsItsRecords() {
        CreateEmailIdentityResponse made = ses.createEmailIdentity(r -> r.emailIdentity("example.com"));

        assertThat(made.identityType()).isEqualTo(IdentityType.DOMAIN);
        assertThat(made.dkimAttributes().status()).isEqualTo(DkimStatus.PENDING);
        assertThat(made.dkimAttributes().tokens()).hasSize(3).allMatch(token -> token.matches("[0-9a-z]{32}"));
    }

    @Test
    void theSandboxEndsOnRequest() throws Exception {
        verify(SENDER);
        assertThat(refusal(() -> send(simple("Bonjour"))))
                .isEqualTo(
                        "MessageRejected: Email address is not verified. The following identities failed the check in"
                                + " region " + cloud.cloud().place().region().toUpperCase(Locale.ROOT) + ": " + ANNA);
        assertThat(ses.getAccount(r -> {}).productionAccessEnabled()).isFalse();

        ses.putAccountDetails(r -> r.mailType(MailType.TRANSACTIONAL)
                .websiteURL("https://example.com")
                .productionAccessEnabled(true));

        send(simple("Bonjour"));
        assertThat(ses.getAccount(r -> {}).productionAccessEnabled()).isTrue();
        assertThat(ses.getAccount(r -> {}).sendQuota().sentLast24Hours()).isEqualTo(1);
        assertThat(last(ANNA).text()).isEqualTo("Bonjour");
        ses.putAccountSendingAttributes(r -> r.sendingEnabled(false));
        assertThat(refusal(() -> send(simple("x")))).startsWith("SendingPausedException");
    }

    @Test
    void templatesAreNamedOrStandInTheRequest() throws Exception {
        verify(SENDER);
        verify(ANNA);
        ses.createEmailTemplate(r -> r.templateName("hello")
                .templateContent(c -> c.subject("Bonjour {{name}}").html("<p>{{name}}</p>")));
        assertThat(ses.listEmailTemplates(r -> {}).templatesMetadata())
                .extracting(EmailTemplateMetadata::templateName)
                .containsExactly("hello");

        send(c -> c.template(t -> t.templateName("hello").templateData("{\"name\":\"Anna\"}")));
        assertThat(last(ANNA).subject()).isEqualTo("Bonjour Anna");
        assertThat(last(ANNA).body()).isEqualTo("<p>Anna</p>");
        send(c -> c.template(
                t -> t.templateContent(inline -> inline.subject("Salut").text("{{x}}"))
                        .templateData("{\"x\":1}")));
        assertThat(last(ANNA).text()).isEqualTo("1");
        assertThat(refusal(
                        () -> send(c -> c.template(t -> t.templateName("absent").templateData("{}")))))
                .isEqualTo("NotFoundException: Template absent does not exist.");
        assertThat(refusal(() -> send(c -> {})))
                .isEqualTo("BadRequestException: Content must have exactly one of Simple, Raw and Template.");
        assertThat(refusal(() ->
                        ses.testRenderEmailTemplate(r -> r.templateName("hello").templateData("{}"))))
                .isEqualTo("BadRequestException: Attribute 'name' is not present in the rendering data.");
        ses.updateEmailTemplate(r -> r.templateName("hello").templateContent(c -> c.subject("Salut")));
        assertThat(ses.getEmailTemplate(r -> r.templateName("hello"))
                        .templateContent()
                        .subject())
                .isEqualTo("Salut");
        ses.deleteEmailTemplate(r -> r.templateName("hello"));
        assertThat(refusal(() -> ses.deleteEmailTemplate(r -> r.templateName("hello"))))
                .startsWith("NotFoundException");
    }

    @Test
    void rawMailsAreSent() throws Exception {
        verify(SENDER);
        ses.sendEmail(r -> r.content(c -> c.raw(m -> m.data(SdkBytes.fromUtf8String(
                "From: boutique@example.com\r\nTo: success@simulator.amazonses.com\r\nSubject: S\r\n\r\nx")))));

        assertThat(last("success@simulator.amazonses.com").subject()).isEqualTo("S");
    }

    @Test
    void eachEntryOfABulkHasItsAnswer() throws Exception {
        verify(SENDER);
        ses.createEmailTemplate(r -> r.templateName("hello")
                .templateContent(c -> c.subject("Bonjour {{name}}").text("x")));

        List<BulkEmailEntryResult> results = ses.sendBulkEmail(r -> r.fromEmailAddress(SENDER)
                        .defaultContent(
                                c -> c.template(t -> t.templateName("hello").templateData("{\"name\":\"ami\"}")))
                        .bulkEmailEntries(
                                entry(SENDER, "{\"name\":\"Anna\"}"),
                                entry("success@simulator.amazonses.com", "{}"),
                                entry(ANNA, "{}")))
                .bulkEmailEntryResults();

        assertThat(results)
                .extracting(BulkEmailEntryResult::status)
                .containsExactly(BulkEmailStatus.SUCCESS, BulkEmailStatus.SUCCESS, BulkEmailStatus.MESSAGE_REJECTED);
        assertThat(last(SENDER).subject()).isEqualTo("Bonjour Anna");
        assertThat(last("success@simulator.amazonses.com").subject()).isEqualTo("Bonjour ami");
    }

    @Test
    void eventsReachTheDefaultBus() throws Exception {
        verify(SENDER);
        ses.createConfigurationSet(r -> r.configurationSetName("suivi").tags(tag("a", "b")));
        assertThat(ses.getConfigurationSet(r -> r.configurationSetName("suivi")).tags())
                .containsExactly(tag("a", "b"));
        String bus = cloud.cloud().place().arn("events", "event-bus/default");
        assertThat(refusal(() -> ses.createConfigurationSetEventDestination(r -> r.configurationSetName("suivi")
                        .eventDestinationName("bus")
                        .eventDestination(d -> d.matchingEventTypes(EventType.SEND)))))
                .isEqualTo("BadRequestException: You must specify exactly one destination.");
        ses.createConfigurationSetEventDestination(r -> r.configurationSetName("suivi")
                .eventDestinationName("bus")
                .eventDestination(d -> d.enabled(true)
                        .matchingEventTypes(EventType.SEND, EventType.DELIVERY)
                        .eventBridgeDestination(b -> b.eventBusArn(bus))));
        assertThat(ses.getConfigurationSetEventDestinations(r -> r.configurationSetName("suivi"))
                        .eventDestinations())
                .singleElement()
                .satisfies(d ->
                        assertThat(d.eventBridgeDestination().eventBusArn()).isEqualTo(bus));
        SqsClient sqs = cloud.client(SqsClient.builder());
        String queue = queueOfRule(sqs, "{\"source\":[\"aws.ses\"],\"detail-type\":[\"Email Delivered\"]}");

        String id = ses.sendEmail(r -> r.fromEmailAddress(SENDER)
                        .destination(d -> d.toAddresses(SENDER))
                        .configurationSetName("suivi")
                        .content(simple("x")))
                .messageId();

        idle();
        List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
        assertThat(messages).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(messages.get(0).body());
        assertThat(event.get("detail-type").asText()).isEqualTo("Email Delivered");
        assertThat(event.at("/detail/eventType").asText()).isEqualTo("Delivery");
        assertThat(event.at("/detail/mail/messageId").asText()).isEqualTo(id);
        assertThat(event.at("/resources/0").asText())
                .isEqualTo(cloud.cloud().place().arn("ses", "configuration-set/suivi"));
        ses.deleteConfigurationSetEventDestination(
                r -> r.configurationSetName("suivi").eventDestinationName("bus"));
        ses.deleteConfigurationSet(r -> r.configurationSetName("suivi"));
        assertThat(ses.listConfigurationSets(r -> {}).configurationSets()).isEmpty();
    }

    @Test
    void tagsAreSetByArn() throws Exception {
        verify(SENDER);
        String arn = cloud.cloud().place().arn("ses", "identity/" + SENDER);

        ses.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("b", "2")));
        ses.untagResource(r -> r.resourceArn(arn).tagKeys("a"));

        assertThat(ses.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(tag("b", "2"));
        assertThat(refusal(() -> ses.listTagsForResource(r -> r.resourceArn(arn + "x"))))
                .startsWith("NotFoundException");
    }

    @Test
    void theSuppressionListIsLacking() {
        assertThat(refusal(() ->
                        ses.putSuppressedDestination(r -> r.emailAddress(ANNA).reason("BOUNCE"))))
                .startsWith("Unsupported");
    }

    private String queueOfRule(SqsClient sqs, String pattern) {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        String queue = sqs.createQueue(r -> r.queueName("events")).queueUrl();
        String arn = cloud.cloud().place().arn("sqs", "events");
        sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, """
                {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(arn))));
        events.putRule(r -> r.name("ses").eventPattern(pattern));
        events.putTargets(
                r -> r.rule("ses").targets(Target.builder().id("queue").arn(arn).build()));
        return queue;
    }

    private static BulkEmailEntry entry(String to, String data) {
        return BulkEmailEntry.builder()
                .destination(d -> d.toAddresses(to))
                .replacementEmailContent(c -> c.replacementTemplate(t -> t.replacementTemplateData(data)))
                .build();
    }

    private static Consumer<EmailContent.Builder> simple(String text) {
        return content -> content.simple(m -> m.subject(s -> s.data("Votre commande"))
                .body(b -> b.text(t -> t.data(text).charset("UTF-8"))));
    }

    private void send(Consumer<EmailContent.Builder> content) {
        ses.sendEmail(r ->
                r.fromEmailAddress(SENDER).destination(d -> d.toAddresses(ANNA)).content(content));
        idle();
    }

    private void verify(String address) throws Exception {
        ses.createEmailIdentity(r -> r.emailIdentity(address));
        follow(address);
    }

    private void follow(String address) throws Exception {
        Matcher link = Pattern.compile("https://\\S+").matcher(last(address).text());
        assertThat(link.find()).isTrue();
        URI there = URI.create(link.group());
        URI here = URI.create(cloud.cloud().endpoint() + there.getRawPath() + "?" + there.getRawQuery());
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(here).build(), HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private Mail last(String address) {
        idle();
        List<Mail> mails = cloud.cloud().mailbox().to(address);
        return mails.get(mails.size() - 1);
    }

    private void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
