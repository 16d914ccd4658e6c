package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.TestServices;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsSubscriptionsTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:inbox";

    private final TestServices services = new TestServices(new SnsService());
    private final SnsClient sns = services.client(SnsClient.class);
    private final String topic = sns.createTopic(r -> r.name("news")).topicArn();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aSubscriptionShowsAwssAttributes() {
        String arn = subscribe("sqs", QUEUE, Map.of("FilterPolicy", "{\"kind\":[\"a\"]}"));

        assertThat(arn).startsWith(topic + ":");
        assertThat(attributes(arn))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("ConfirmationWasAuthenticated", "true"),
                        Map.entry("Endpoint", QUEUE),
                        Map.entry("FilterPolicy", "{\"kind\":[\"a\"]}"),
                        Map.entry("FilterPolicyScope", "MessageAttributes"),
                        Map.entry("Owner", "123456789012"),
                        Map.entry("PendingConfirmation", "false"),
                        Map.entry("Protocol", "sqs"),
                        Map.entry("RawMessageDelivery", "false"),
                        Map.entry("SubscriptionArn", arn),
                        Map.entry("SubscriptionPrincipal", "arn:aws:iam::123456789012:root"),
                        Map.entry("TopicArn", topic)));
    }

    @Test
    void fact30AQueueUrlIsNoEndpoint() {
        assertThat(refusal(() -> subscribe("sqs", "http://127.0.0.1:4566/123456789012/inbox", Map.of())))
                .isEqualTo("InvalidParameter: Invalid parameter: SQS endpoint ARN");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    test-protocol | x           | Invalid parameter: Amazon SNS does not support this protocol string: test-protocol
                    lambda        | x           | Invalid parameter: Lambda endpoint ARN
                    email         | nobody      | Invalid parameter: Email address
                    sqs | arn:aws:sqs:eu-west-3:123456789012:q.fifo | Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics
                    """)
    void endpointsAreChecked(String protocol, String endpoint, String message) {
        assertThat(refusal(() -> subscribe(protocol, endpoint, Map.of()))).isEqualTo("InvalidParameter: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "sms", "application", "firehose"})
    void otherProtocolsAreUnsupported(String protocol) {
        assertThatThrownBy(() -> subscribe(protocol, "x", Map.of())).isInstanceOf(Unsupported.class);
    }

    @Test
    void subscribingAgainGivesTheSameSubscription() {
        String arn = subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true"));

        assertThat(subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "true")))
                .isEqualTo(arn);
        assertThat(subscribe("sqs", QUEUE, Map.of())).isEqualTo(arn);
        assertThat(refusal(() -> subscribe("sqs", QUEUE, Map.of("RawMessageDelivery", "false"))))
                .isEqualTo("InvalidParameter: Invalid parameter: Attributes Reason: Subscription already exists with"
                        + " different attributes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Colour             | red         | Invalid parameter: AttributeName
                    RawMessageDelivery | test-ValUe  | Invalid parameter: RawMessageDelivery: Invalid value [test-ValUe]. Must be true or false.
                    FilterPolicyScope  | RandomValue | Invalid parameter: FilterPolicyScope: Invalid value [RandomValue]. Please use either MessageBody or MessageAttributes
                    RedrivePolicy      | {"deadLetterTargetArn":"x"} | Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn
                    """)
    void attributesAreChecked(String name, String value, String message) {
        String arn = subscribe("sqs", QUEUE, Map.of());

        assertThat(refusal(() -> sns.setSubscriptionAttributes(
                        r -> r.subscriptionArn(arn).attributeName(name).attributeValue(value))))
                .isEqualTo("InvalidParameter: " + message);
    }

    @Test
    void unsubscribingTwiceIsNoErrorButNonsenseIs() {
        String arn = subscribe("sqs", QUEUE, Map.of());
        sns.unsubscribe(r -> r.subscriptionArn(arn));
        sns.unsubscribe(r -> r.subscriptionArn(arn));

        assertThat(refusal(() -> attributes(arn))).isEqualTo("NotFound: Subscription does not exist");
        assertThat(sns.getTopicAttributes(r -> r.topicArn(topic)).attributes())
                .containsEntry("SubscriptionsDeleted", "1");
        assertThat(refusal(() -> sns.unsubscribe(r -> r.subscriptionArn("randomstring"))))
                .isEqualTo("InvalidParameter: Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6"
                        + " elements, not 1");
        assertThat(refusal(() -> sns.unsubscribe(r -> r.subscriptionArn("arn:aws:sns:eu-west-3:1:random"))))
                .isEqualTo("InvalidParameter: Invalid parameter: SubscriptionId");
    }

    @Test
    void deletingATopicEndsItsSubscriptions() {
        String arn = subscribe("sqs", QUEUE, Map.of());

        sns.deleteTopic(r -> r.topicArn(topic));

        assertThat(refusal(() -> attributes(arn))).isEqualTo("NotFound: Subscription does not exist");
    }

    private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        return sns.subscribe(r ->
                        r.topicArn(topic).protocol(protocol).endpoint(endpoint).attributes(attributes))
                .subscriptionArn();
    }

    private Map<String, String> attributes(String arn) {
        return sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes();
    }
}
