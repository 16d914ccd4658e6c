package ateliers.cloud.services.sqs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Authorizer.Verdict;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SqsQueuesTest {
    private final TestServices services = new TestServices(new SqsService());
    private final SqsClient sqs = services.client(SqsClient.class);

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aQueueHasAnUrlAnArnAndDefaults() {
        String url = create("orders", Map.of());

        assertThat(url).isEqualTo("http://127.0.0.1:4566/123456789012/orders");
        assertThat(sqs.getQueueUrl(r -> r.queueName("orders")).queueUrl()).isEqualTo(url);
        assertThat(attributes(url))
                .containsEntry("QueueArn", "arn:aws:sqs:eu-west-3:123456789012:orders")
                .containsEntry("VisibilityTimeout", "30")
                .containsEntry("MaximumMessageSize", "1048576")
                .containsEntry("MessageRetentionPeriod", "345600")
                .containsEntry("ApproximateNumberOfMessages", "0")
                .doesNotContainKeys("FifoQueue", "Policy", "RedrivePolicy");
    }

    @Test
    void aQueueIsFoundUnderAwssOwnHostToo() {
        create("orders", Map.of());

        assertThat(attributes("https://sqs.eu-west-3.amazonaws.com/123456789012/orders"))
                .containsEntry("QueueArn", "arn:aws:sqs:eu-west-3:123456789012:orders");
    }

    @Test
    void fact37AMissingQueueDoesNotExist() {
        assertThatThrownBy(() -> attributes("http://127.0.0.1:4566/123456789012/nowhere"))
                .isInstanceOfSatisfying(QueueDoesNotExistException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The specified queue does not exist.");
                });
    }

    @Test
    void whatIsNoQueueUrlIsAnInvalidAddress() {
        assertThat(refusal(() -> attributes("orders")))
                .isEqualTo("InvalidAddress: The address orders is not valid for this endpoint.");
    }

    @Test
    void creatingTheSameQueueAgainGivesItsUrl() {
        String url = create("orders", Map.of("DelaySeconds", "1"));

        assertThat(create("orders", Map.of("DelaySeconds", "1"))).isEqualTo(url);
        assertThat(create("orders", Map.of())).isEqualTo(url);
        assertThat(refusal(() -> create("orders", Map.of("DelaySeconds", "2"))))
                .isEqualTo("QueueAlreadyExists: A queue already exists with the same name and a different value for"
                        + " attribute DelaySeconds");
    }

    @Test
    void aNameIsFreeSixtySecondsAfterItsQueueWasDeleted() {
        String url = create("orders", Map.of());
        sqs.deleteQueue(r -> r.queueUrl(url));

        assertThat(refusal(() -> create("orders", Map.of())))
                .isEqualTo("AWS.SimpleQueueService.QueueDeletedRecently: You must wait 60 seconds after deleting a"
                        + " queue before you can create another with the same name.");
        services.clock.advance(Duration.ofSeconds(61));
        assertThat(create("orders", Map.of())).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Delay                     | 1        | InvalidAttributeName: Unknown Attribute Delay.
                    QueueArn                  | x        | InvalidAttributeName: Unknown Attribute QueueArn.
                    DelaySeconds              | 901      | InvalidAttributeValue: Invalid value for the parameter DelaySeconds.
                    VisibilityTimeout         | 43201    | InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.
                    VisibilityTimeout         | -1       | InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.
                    MaximumMessageSize        | 1023     | InvalidAttributeValue: Invalid value for the parameter MaximumMessageSize.
                    MaximumMessageSize        | 1048577  | InvalidAttributeValue: Invalid value for the parameter MaximumMessageSize.
                    MessageRetentionPeriod    | 59       | InvalidAttributeValue: Invalid value for the parameter MessageRetentionPeriod.
                    ReceiveMessageWaitTimeSeconds | 21   | InvalidAttributeValue: Invalid value for the parameter ReceiveMessageWaitTimeSeconds.
                    Policy                    | {}       | InvalidAttributeValue: Invalid value for the parameter Policy.
                    FifoQueue                 | false    | InvalidAttributeName: Unknown Attribute FifoQueue.
                    ContentBasedDeduplication | true     | InvalidAttributeName: Unknown Attribute ContentBasedDeduplication.
                    DeduplicationScope        | queue    | InvalidAttributeName: You can specify the DeduplicationScope only when FifoQueue is set to true.
                    FifoThroughputLimit       | perQueue | InvalidAttributeName: You can specify the FifoThroughputLimit only when FifoQueue is set to true.
                    """)
    void attributesAreChecked(String name, String value, String refusal) {
        assertThat(refusal(() -> create("orders", Map.of(name, value)))).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource({"a b", "orders.fifo", "''", "com.acme"})
    void namesAreChecked(String name) {
        assertThat(refusal(() -> create(name, Map.of())))
                .isIn(
                        "InvalidParameterValue: Can only include alphanumeric characters, hyphens, or underscores."
                                + " 1 to 80 in length",
                        "MissingParameter: The request must contain the parameter QueueName.");
    }

    @Test
    void aFifoQueuesNameEndsInFifo() {
        assertThat(refusal(() -> create("orders", Map.of("FifoQueue", "true"))))
                .startsWith("InvalidParameterValue: The name of a FIFO queue can only include")
                .contains("must end with .fifo suffix");
    }

    @Test
    void theTypeOfAQueueCannotBeChanged() {
        String standard = create("orders", Map.of());
        String fifo = create("orders.fifo", Map.of("FifoQueue", "true"));

        assertThat(refusal(() -> set(standard, "FifoQueue", "true")))
                .isEqualTo("InvalidAttributeName: Unknown Attribute FifoQueue.");
        assertThat(refusal(() -> set(fifo, "FifoQueue", "false")))
                .isEqualTo("InvalidAttributeValue: Invalid value for the parameter FifoQueue. Reason: Modifying queue"
                        + " type is not supported.");
    }

    @Test
    void onlyTheAttributesThatWereAskedForAreShown() {
        String url = create("orders", Map.of());

        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.DELAY_SECONDS))
                        .attributesAsStrings())
                .containsExactly(Map.entry("DelaySeconds", "0"));
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(url)).attributes()).isEmpty();
        assertThat(refusal(() -> sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNamesWithStrings("Colour"))))
                .isEqualTo("InvalidAttributeName: Unknown Attribute Colour.");
    }

    @Test
    void listsArePaged() {
        for (String name : new String[] {"a-1", "a-2", "a-3", "b-1"}) {
            create(name, Map.of());
        }

        var first = sqs.listQueues(r -> r.queueNamePrefix("a-").maxResults(2));

        assertThat(first.queueUrls()).hasSize(2);
        assertThat(sqs.listQueues(r -> r.queueNamePrefix("a-").maxResults(2).nextToken(first.nextToken()))
                        .queueUrls())
                .containsExactly("http://127.0.0.1:4566/123456789012/a-3");
        assertThat(sqs.listQueues().queueUrls()).hasSize(4);
        assertThat(refusal(() -> sqs.listQueues(r -> r.maxResults(1001))))
                .startsWith("InvalidParameterValue: Value 1001 for parameter MaxResults is invalid.");
    }

    @Test
    void purgingIsAllowedOnceAMinute() {
        String url = create("orders", Map.of());
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("one"));
        sqs.purgeQueue(r -> r.queueUrl(url));

        assertThat(attributes(url)).containsEntry("ApproximateNumberOfMessages", "0");
        assertThat(refusal(() -> sqs.purgeQueue(r -> r.queueUrl(url))))
                .isEqualTo("AWS.SimpleQueueService.PurgeQueueInProgress: Only one PurgeQueue operation on orders is"
                        + " allowed every 60 seconds.");
        services.clock.advance(Duration.ofSeconds(61));
        sqs.purgeQueue(r -> r.queueUrl(url));
    }

    @Test
    void tagsAreKept() {
        String url = create("orders", Map.of());
        sqs.tagQueue(r -> r.queueUrl(url).tags(Map.of("team", "shop", "cost", "1")));
        sqs.untagQueue(r -> r.queueUrl(url).tagKeys("cost"));

        assertThat(sqs.listQueueTags(r -> r.queueUrl(url)).tags()).containsExactly(Map.entry("team", "shop"));
    }

    @Test
    void permissionsAreStatementsOfThePolicy() {
        String url = create("orders", Map.of());
        sqs.addPermission(r ->
                r.queueUrl(url).label("partner").awsAccountIds("668614515564").actions("ReceiveMessage"));

        assertThat(attributes(url).get("Policy"))
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"arn:aws:sqs:eu-west-3:123456789012:orders/"
                        + "SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":"
                        + "{\"AWS\":\"arn:aws:iam::668614515564:root\"},\"Action\":\"SQS:ReceiveMessage\","
                        + "\"Resource\":\"arn:aws:sqs:eu-west-3:123456789012:orders\"}]}");
        assertThat(refusal(() -> sqs.addPermission(r -> r.queueUrl(url)
                        .label("partner")
                        .awsAccountIds("668614515564")
                        .actions("SendMessage"))))
                .isEqualTo("InvalidParameterValue: Value partner for parameter Label is invalid. Reason: Already"
                        + " exists.");
        sqs.removePermission(r -> r.queueUrl(url).label("partner"));
        assertThat(attributes(url)).doesNotContainKey("Policy");
        assertThat(refusal(() -> sqs.removePermission(r -> r.queueUrl(url).label("partner"))))
                .isEqualTo("InvalidParameterValue: Value partner for parameter Label is invalid. Reason: can't find"
                        + " label.");
    }

    @Test
    void theDoorDecidesByTheQueuesPolicy() {
        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}";
        create("orders", Map.of("Policy", policy));
        services.door.authorizer((call, need, found) ->
                found.map(policy::equals).orElse(false) ? Verdict.ALLOWED : Verdict.denied("no"));

        Principal sns = Principal.service("sns.amazonaws.com");
        assertThat(services.door.wouldAllow(
                        sns, new Need("sqs:SendMessage", "arn:aws:sqs:eu-west-3:123456789012:orders")))
                .isTrue();
        assertThat(services.door.wouldAllow(
                        sns, new Need("sqs:SendMessage", "arn:aws:sqs:eu-west-3:123456789012:others")))
                .isFalse();
    }

    @Test
    void aDenialNamesTheActionInLowerCase() {
        String url = create("orders", Map.of());
        services.deny("sqs:SendMessage");

        assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("one")))
                .isInstanceOfSatisfying(SqsException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: arn:aws:iam::123456789012:user/nobody is not authorized to perform:"
                                    + " sqs:sendmessage on resource: arn:aws:sqs:eu-west-3:123456789012:orders because"
                                    + " no identity-based policy allows the sqs:sendmessage action");
                });
    }

    @Test
    void anEncryptionKeyIsInertAndTheJournalSaysSo() {
        String url = create("orders", Map.of("KmsMasterKeyId", "alias/shop"));

        assertThat(attributes(url))
                .containsEntry("KmsMasterKeyId", "alias/shop")
                .containsEntry("SqsManagedSseEnabled", "false")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300");
        assertThat(services.journal.entries()).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(Entry.Kind.INERT);
            assertThat(entry.operation()).isEqualTo("KmsMasterKeyId");
        });
    }

    private String create(String name, Map<String, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private void set(String url, String name, String value) {
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(name, value)));
    }

    private Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }
}
