package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.mail.Mail;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Subscriptions by mail over HTTP: who subscribes is asked, who follows a link answers. */
class SnsMailTest {
    private static final String ANNA = "anna+news@example.com";
    private static final Pattern LINK = Pattern.compile("https://sns\\.\\S+");

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SnsClient sns;
    private String topic;
    private HttpClient browser;

    @BeforeEach
    void connect() {
        sns = cloud.client(SnsClient.builder());
        topic = sns.createTopic(r -> r.name("news")).topicArn();
        // as AWS's host names are led to a cloud: the listener is the proxy
        URI endpoint = cloud.cloud().endpoint();
        browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress(endpoint.getHost(), endpoint.getPort())))
                .build();
    }

    @Test
    void anAddressIsAskedAndPendingInEachAnswer() {
        assertThat(subscribe("email")).isEqualTo("pending confirmation");
        assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions())
                .singleElement()
                .satisfies(listed -> {
                    assertThat(listed.subscriptionArn()).isEqualTo("PendingConfirmation");
                    assertThat(listed.endpoint()).isEqualTo(ANNA);
                });
        String arn = subscribeReturningArn();
        assertThat(arn).startsWith(topic + ":");
        assertThat(attributes(arn))
                .containsEntry("PendingConfirmation", "true")
                .containsEntry("ConfirmationWasAuthenticated", "false");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsConfirmed", "0");

        // who subscribes again is asked again
        assertThat(mails()).hasSize(2);
        Mail question = mails().get(0);
        assertThat(question.from()).isEqualTo("AWS Notifications <no-reply@sns.amazonaws.com>");
        assertThat(question.to()).containsExactly(ANNA);
        assertThat(question.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
        assertThat(question.text()).startsWith("""
                        You have chosen to subscribe to the topic:
                        %s

                        To confirm this subscription, click or visit the link below \
                        (If this was in error no action is necessary):
                        """.formatted(topic));
        assertThat(link(question).toString())
                .startsWith("https://sns.%s.amazonaws.com/confirmation.html?TopicArn=%s&Token="
                        .formatted(cloud.cloud().place().region(), topic))
                .endsWith("&Endpoint=anna%2Bnews@example.com");
    }

    @Test
    void aVisitOfTheLinkConfirmsAndMailsCome() throws Exception {
        String arn = subscribeReturningArn();
        publish("too early", null);

        HttpResponse<String> page = visit(link(mails().get(0)));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body()).contains("<h1 id=\"status\">Subscription confirmed!</h1>", arn);
        assertThat(attributes(arn))
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("ConfirmationWasAuthenticated", "false");
        publish("hello", "Greeting");
        publish("again", null);
        assertThat(mails())
                .extracting(Mail::subject)
                .containsExactly(
                        "AWS Notification - Subscription Confirmation", "Greeting", "AWS Notification Message");
        assertThat(mails().get(1).text())
                .isEqualTo("""
                        hello

                        --
                        If you wish to stop receiving notifications from this topic, please click or visit the link \
                        below to unsubscribe:
                        https://sns.%s.amazonaws.com/unsubscribe.html?SubscriptionArn=%s&Endpoint=anna%%2Bnews@example.com

                        Please do not reply directly to this email. If you have any questions or comments regarding \
                        this email, please contact us at https://aws.amazon.com/support
                        """.formatted(cloud.cloud().place().region(), arn));
    }

    @Test
    void theLinkWorksOnTheListenersOwnAddressAndTwice() throws Exception {
        String arn = subscribeReturningArn();
        URI link = link(mails().get(0));
        URI here = cloud.cloud().endpoint().resolve(link.getRawPath() + "?" + link.getRawQuery());

        assertThat(visit(here).statusCode()).isEqualTo(200);
        assertThat(visit(here).body()).contains("Subscription confirmed!");
        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "false");
    }

    @Test
    void aLinkThatIsWrongSaysSo() throws Exception {
        subscribe("email");
        String link = link(mails().get(0)).toString();

        HttpResponse<String> page = visit(URI.create(link.replaceAll("Token=[0-9a-f]+", "Token=" + "ab".repeat(100))));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains("Subscription not confirmed", "<code>InvalidParameter</code>: Invalid parameter: Token");
        HttpResponse<String> hostile = visit(URI.create(link.replaceAll("TopicArn=[^&]+", "TopicArn=%3Cb%3E")));
        assertThat(hostile.statusCode()).isEqualTo(400);
        assertThat(hostile.body()).doesNotContain("<b>");
    }

    @Test
    void tokensAreCheckedAsAwsDoes() {
        subscribe("email");
        String token = token(mails().get(0));

        assertThat(refusal(() -> confirm("randomtoken", "false"))).isEqualTo("InvalidParameter: Invalid token");
        assertThat(refusal(() -> confirm("ab".repeat(100), "false")))
                .isEqualTo("InvalidParameter: Invalid parameter: Token");
        assertThat(confirm(token, "false")).startsWith(topic + ":");
    }

    @Test
    void whoConfirmedWithASignatureMayAskForOneToEndIt() throws Exception {
        subscribe("email");
        String arn = confirm(token(mails().get(0)), "true");
        assertThat(attributes(arn)).containsEntry("ConfirmationWasAuthenticated", "true");
        publish("hello", null);

        HttpResponse<String> page = visit(link(mails().get(1)));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Subscription not removed", "anonymous is not authorized", "SNS:Unsubscribe");
        assertThat(attributes(arn)).isNotEmpty();
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        assertThat(mails()).hasSize(2);
    }

    @Test
    void theLinkOfANotificationEndsTheSubscriptionAndTheLastMailBringsItBack() throws Exception {
        String arn = subscribeReturningArn();
        visit(link(mails().get(0)));
        publish("one", null);

        HttpResponse<String> page = visit(link(mails().get(1)));

        assertThat(page.body()).contains("<h1 id=\"status\">Subscription removed!</h1>", arn);
        assertThat(refusal(() -> attributes(arn))).isEqualTo("NotFound: Subscription does not exist");
        publish("two", null);
        assertThat(mails()).hasSize(3);
        Mail end = mails().get(2);
        assertThat(end.subject()).isEqualTo("AWS Notification - Unsubscribe Confirmation");
        assertThat(end.text()).startsWith("Your subscription to the topic below has been deactivated:\n" + topic);
        assertThat(visit(link(end)).statusCode()).isEqualTo(200);
        publish("three", null);
        assertThat(mails()).hasSize(4);
        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "false");
    }

    @Test
    void emailJsonIsTheEnvelope() throws Exception {
        subscribe("email-json");
        JsonNode question = new ObjectMapper().readTree(mails().get(0).text());
        assertThat(question.get("Type").asText()).isEqualTo("SubscriptionConfirmation");
        assertThat(question.get("Message").asText())
                .isEqualTo("You have chosen to subscribe to the topic " + topic
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.");
        assertThat(visit(URI.create(question.get("SubscribeURL").asText())).statusCode())
                .isEqualTo(200);
        publish("hello", "Greeting");

        Mail mail = mails().get(1);
        JsonNode envelope = new ObjectMapper().readTree(mail.text());
        assertThat(mail.subject()).isEqualTo("Greeting");
        assertThat(envelope.get("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.get("Message").asText()).isEqualTo("hello");
        assertThat(envelope.get("Subject").asText()).isEqualTo("Greeting");
        assertThat(visit(URI.create(envelope.get("UnsubscribeURL").asText())).statusCode())
                .isEqualTo(200);
        JsonNode end = new ObjectMapper().readTree(mails().get(2).text());
        assertThat(end.get("Type").asText()).isEqualTo("UnsubscribeConfirmation");
        assertThat(end.get("Message").asText()).startsWith("You have chosen to deactivate subscription " + topic);
    }

    @Test
    void aFilterPolicyKeepsMailsAway() throws Exception {
        sns.subscribe(r -> r.topicArn(topic)
                .protocol("email")
                .endpoint(ANNA)
                .attributes(Map.of("FilterPolicy", "{\"kind\":[\"urgent\"]}")));
        visit(link(mails().get(0)));

        for (String kind : List.of("calm", "urgent")) {
            sns.publish(r -> r.topicArn(topic)
                    .message(kind)
                    .messageAttributes(Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                    .dataType("String")
                                    .stringValue(kind)
                                    .build())));
        }
        idle();

        assertThat(mails().subList(1, mails().size()))
                .singleElement()
                .satisfies(mail -> assertThat(mail.text()).startsWith("urgent\n"));
    }

    @Test
    void whatNobodyConfirmsIsGoneAfterTwoDays() throws Exception {
        String arn = subscribeReturningArn();
        cloud.cloud().clock().advance(Duration.ofDays(2).minusMinutes(1));
        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "true");

        cloud.cloud().clock().advance(Duration.ofMinutes(2));

        assertThat(refusal(() -> attributes(arn))).isEqualTo("NotFound: Subscription does not exist");
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
        assertThat(visit(link(mails().get(0))).statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsConfirmedStays() throws Exception {
        String arn = subscribeReturningArn();
        visit(link(mails().get(0)));

        cloud.cloud().clock().advance(Duration.ofDays(3));

        assertThat(attributes(arn)).containsEntry("PendingConfirmation", "false");
    }

    @Test
    void whatIsPendingCannotBeEnded() {
        String arn = subscribeReturningArn();

        assertThat(refusal(() -> sns.unsubscribe(r -> r.subscriptionArn(arn))))
                .isEqualTo("InvalidParameter: Invalid parameter: SubscriptionArn Reason: Cannot unsubscribe a"
                        + " subscription that is pending confirmation");
    }

    @Test
    void aDeletedTopicTakesItsQuestionsAlong() throws Exception {
        subscribe("email");
        sns.deleteTopic(r -> r.topicArn(topic));

        HttpResponse<String> page = visit(link(mails().get(0)));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Invalid parameter: Token");
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void theTopicsDisplayNameIsTheSenders() throws Exception {
        sns.setTopicAttributes(
                r -> r.topicArn(topic).attributeName("DisplayName").attributeValue("Boutique"));
        subscribe("email");

        assertThat(mails().get(0).from()).isEqualTo("Boutique <no-reply@sns.amazonaws.com>");
    }

    @Test
    void theJournalTellsOfMails() throws Exception {
        subscribe("email");
        visit(link(mails().get(0)));
        publish("hello", "Greeting");

        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.MAIL)
                .hasSize(2)
                .last()
                .satisfies(entry -> {
                    assertThat(entry.resource()).isEqualTo(ANNA);
                    assertThat(entry.message()).isEqualTo("Greeting");
                    assertThat(entry.principal()).isEqualTo("sns.amazonaws.com");
                    assertThat(operation(entry.requestId())).isEqualTo("Publish");
                });
    }

    private String operation(String requestId) {
        return cloud.cloud().journal().entries().stream()
                .filter(entry ->
                        entry.kind() == Entry.Kind.CALL && entry.requestId().equals(requestId))
                .findFirst()
                .orElseThrow()
                .operation();
    }

    private List<Mail> mails() {
        return cloud.cloud().mailbox().all();
    }

    private static URI link(Mail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).as(mail.text()).isTrue();
        return URI.create(link.group());
    }

    private static String token(Mail mail) {
        return link(mail).getQuery().replaceFirst(".*Token=([^&]+).*", "$1");
    }

    /** The listener speaks no TLS. */
    private HttpResponse<String> visit(URI link) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(link.toString().replaceFirst("^https:", "http:")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String confirm(String token, String authenticate) {
        return sns.confirmSubscription(r -> r.topicArn(topic).token(token).authenticateOnUnsubscribe(authenticate))
                .subscriptionArn();
    }

    private void publish(String message, String subject) {
        sns.publish(r -> r.topicArn(topic).message(message).subject(subject));
        idle();
    }

    private void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private String subscribe(String protocol) {
        return sns.subscribe(r -> r.topicArn(topic).protocol(protocol).endpoint(ANNA))
                .subscriptionArn();
    }

    private String subscribeReturningArn() {
        return sns.subscribe(
                        r -> r.topicArn(topic).protocol("email").endpoint(ANNA).returnSubscriptionArn(true))
                .subscriptionArn();
    }

    private Map<String, String> attributes(String arn) {
        return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
    }
}
