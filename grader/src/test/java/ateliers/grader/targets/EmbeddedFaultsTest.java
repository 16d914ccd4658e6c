package ateliers.grader.targets;

import static ateliers.grader.targets.TableById.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ateliers.grader.targets.Target.Injected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;

/** What a function's SDK clients get over HTTP, retries off, while faults are on. */
class EmbeddedFaultsTest {
    private static final String TABLE = "Commandes";

    private static EmbeddedTarget target;
    private static AwsClients grader;
    private static TableById table;
    private static FunctionClients function;
    private static DynamoDbClient dynamoDb;
    private static SnsClient sns;
    private static SqsClient sqs;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        target = EmbeddedTarget.start();
        grader = new AwsClients(target);
        function = new FunctionClients(target, grader);
        dynamoDb = function.client(DynamoDbClient.builder());
        sns = function.client(SnsClient.builder());
        sqs = function.client(SqsClient.builder());
        s3 = function.client(S3Client.builder());
        table = TableById.create(grader, TABLE);
    }

    @AfterAll
    static void close() {
        function.close();
        grader.close();
        target.close();
    }

    @Test
    void whatAFunctionReadsWithoutConsistencyIsWhatItWasBefore() {
        try (Injected late = target.readLate()) {
            assertThat(finds("late", false)).isFalse();
            table.put("late");

            assertThat(finds("late", false)).isFalse();
            assertThat(finds("late", true)).isTrue();
            assertThat(table.holds("late")).isTrue();
            assertThat(late.answered()).isEqualTo(2);
        }

        assertThat(finds("late", false)).isTrue();
    }

    @Test
    void aListReadWithoutConsistencyIsWhatItWasBeforeToo() {
        try (Injected late = target.readLate()) {
            int before = dynamoDb.scan(r -> r.tableName(TABLE)).count();
            table.put("late in the list");

            assertThat(dynamoDb.scan(r -> r.tableName(TABLE)).count()).isEqualTo(before);
            assertThat(dynamoDb.scan(r -> r.tableName(TABLE).consistentRead(true))
                            .count())
                    .isEqualTo(before + 1);
            assertThat(late.answered()).isEqualTo(2);
        }
    }

    private static boolean finds(String id, boolean consistent) {
        return dynamoDb.getItem(r -> r.tableName(TABLE).key(item(id)).consistentRead(consistent))
                .hasItem();
    }

    @Test
    void throttlesAFunctionAsOftenAsItIsToldToAndTheGraderNever() {
        try (Injected fault = target.throttle("dynamodb", "PutItem").times(2)) {
            table.put("grader");
            assertThat(fault.answered()).isZero();

            for (int call = 1; call <= 2; call++) {
                requireRefused(
                        ProvisionedThroughputExceededException.class,
                        400,
                        "ProvisionedThroughputExceededException",
                        "The level of configured provisioned throughput for the table was exceeded. Consider"
                                + " increasing your provisioning level with the UpdateTable API.",
                        () -> dynamoDb.putItem(r -> r.tableName(TABLE).item(item("throttled"))));
                assertThat(fault.answered()).isEqualTo(call);
            }
            dynamoDb.putItem(r -> r.tableName(TABLE).item(item("written")));

            assertThat(fault.answered()).isEqualTo(2);
            assertThat(stored("grader", "throttled", "written")).containsExactly("grader", "written");
        }
    }

    @Test
    void endsWithItsScope() {
        try (Injected fault = target.throttle("dynamodb", "GetItem").always()) {
            assertThatThrownBy(() -> dynamoDb.getItem(r -> r.tableName(TABLE).key(item("nothing"))))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
            assertThat(fault.answered()).isEqualTo(1);
        }
        assertThat(dynamoDb.getItem(r -> r.tableName(TABLE).key(item("nothing")))
                        .hasItem())
                .isFalse();
    }

    @Test
    void writesAPartOfABatchAndGivesTheRestBack() {
        try (Injected fault = target.unprocessed("dynamodb", "BatchWriteItem").times(2)) {
            var first = dynamoDb.batchWriteItem(r -> r.requestItems(writes("b1", "b2", "b3", "b4", "b5")));
            assertThat(first.unprocessedItems()).isEqualTo(writes("b3", "b4", "b5"));
            assertThat(stored("b1", "b2", "b3", "b4", "b5")).containsExactly("b1", "b2");

            var second = dynamoDb.batchWriteItem(r -> r.requestItems(first.unprocessedItems()));
            assertThat(second.unprocessedItems()).isEqualTo(writes("b4", "b5"));

            var third = dynamoDb.batchWriteItem(r -> r.requestItems(second.unprocessedItems()));
            assertThat(third.unprocessedItems()).isEmpty();
            assertThat(stored("b1", "b2", "b3", "b4", "b5")).hasSize(5);
            assertThat(fault.answered()).isEqualTo(2);
        }
    }

    @Test
    void refusesABatchOfWhichNothingCanBeWritten() {
        try (Injected fault = target.unprocessed("dynamodb", "BatchWriteItem").times(1)) {
            assertThatThrownBy(() -> dynamoDb.batchWriteItem(r -> r.requestItems(writes("alone"))))
                    .isInstanceOf(ProvisionedThroughputExceededException.class);
            assertThat(fault.answered()).isEqualTo(1);
            assertThat(stored("alone")).isEmpty();
        }
    }

    @Test
    void readsAPartOfABatchAndGivesTheRestBack() {
        grader.dynamoDb().batchWriteItem(r -> r.requestItems(writes("r1", "r2", "r3")));
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(List.of(item("r1"), item("r2"), item("r3")))
                .consistentRead(true)
                .build();
        try (Injected fault = target.unprocessed("dynamodb", "BatchGetItem").times(1)) {
            var answer = dynamoDb.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));

            assertThat(answer.responses()).isEqualTo(Map.of(TABLE, List.of(item("r1"))));
            assertThat(answer.unprocessedKeys().get(TABLE).keys()).containsExactly(item("r2"), item("r3"));
            assertThat(answer.unprocessedKeys().get(TABLE).consistentRead()).isTrue();
            assertThat(fault.answered()).isEqualTo(1);
        }
    }

    @Test
    void throttlesEachServiceInItsOwnWords() {
        String topic = grader.sns().createTopic(r -> r.name("lent")).topicArn();
        String queue = grader.sqs().createQueue(r -> r.queueName("lente")).queueUrl();
        grader.s3().createBucket(r -> r.bucket("seau-lent"));
        try (Injected publish = target.throttle("sns", "Publish").times(1);
                Injected send = target.throttle("sqs", "SendMessage").times(1);
                Injected put = target.throttle("s3", "PutObject").times(1)) {
            requireRefused(
                    SnsException.class,
                    400,
                    "Throttling",
                    "Rate exceeded",
                    () -> sns.publish(r -> r.topicArn(topic).message("m")));
            assertThatThrownBy(() -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody("m")))
                    .isInstanceOf(RequestThrottledException.class);
            requireRefused(
                    S3Exception.class,
                    503,
                    "SlowDown",
                    "Please reduce your request rate.",
                    () -> s3.putObject(r -> r.bucket("seau-lent").key("k"), RequestBody.fromString("contenu")));

            assertThat(List.of(publish.answered(), send.answered(), put.answered()))
                    .containsOnly(1);
            assertThat(sns.publish(r -> r.topicArn(topic).message("m")).messageId())
                    .isNotBlank();
        }
    }

    @Test
    void refusesWithTheCodeThatIsAskedForAndTellsSo() {
        String topic = grader.sns().createTopic(r -> r.name("refus")).topicArn();
        Story story = target.fromNow();
        try (Injected fault =
                target.refuse("sns", "Publish", "AuthorizationError").times(1)) {
            AwsServiceException refusal = catchThrowableOfType(
                    AuthorizationErrorException.class,
                    () -> sns.publish(r -> r.topicArn(topic).message("m")));

            assertThat(refusal.statusCode()).isEqualTo(403);
            assertThat(fault.answered()).isEqualTo(1);
        }
        assertThat(story.steps())
                .filteredOn(step -> step.kind() == Step.Kind.FAULT)
                .extracting(Step::outcome)
                .containsExactly("AuthorizationError");
    }

    @Test
    void refusesThoseCallsAloneThatNameAllTexts() {
        try (Injected fault = target.refuse("dynamodb", "PutItem", "AccessDeniedException", List.of(TABLE, "refused"))
                        .always();
                Injected elsewhere = target.refuse(
                                "dynamodb", "PutItem", "AccessDeniedException", List.of("elsewhere", "another"))
                        .always()) {
            dynamoDb.putItem(r -> r.tableName(TABLE).item(item("another")));
            assertThatThrownBy(() -> dynamoDb.putItem(r -> r.tableName(TABLE).item(item("refused"))))
                    .isInstanceOf(DynamoDbException.class)
                    .hasMessageContaining("not authorized to perform: dynamodb:PutItem");

            assertThat(fault.answered()).isEqualTo(1);
            assertThat(elsewhere.answered()).isZero();
            assertThat(stored("another", "refused")).containsExactly("another");
        }
    }

    @Test
    void deliversTwiceWhatATopicSendsToAQueue() {
        String topic = grader.sns().createTopic(r -> r.name("double")).topicArn();
        String queue = grader.sqs().createQueue(r -> r.queueName("double")).queueUrl();
        FunctionClients.subscribe(grader, topic, queue);
        try (Injected fault = target.deliverTwice("sqs", "SendMessage").times(1)) {
            grader.sns().publish(r -> r.topicArn(topic).message("un"));
            grader.sns().publish(r -> r.topicArn(topic).message("deux"));

            List<String> bodies = new ArrayList<>();
            target.await(() -> bodies.addAll(received(queue)) && bodies.size() == 3, Duration.ofSeconds(20));

            assertThat(bodies).hasSize(3);
            assertThat(target.never(() -> !received(queue).isEmpty(), Duration.ofSeconds(5)))
                    .isTrue();
            assertThat(fault.answered()).isEqualTo(1);
        }
    }

    @Test
    void refusesSingleEntriesOfWhatAFunctionPutsOnABus() {
        EventBridgeClient events = function.client(EventBridgeClient.builder());
        try (Injected all = target.refuseEntries("");
                Injected one = target.refuseEntries("deux")) {
            PutEventsResponse answer = events.putEvents(r -> r.entries(entry("un"), entry("deux"), entry("trois")));
            assertThat(answer.failedEntryCount()).isEqualTo(1);
            assertThat(answer.entries())
                    .extracting(each -> each.errorCode())
                    .containsExactly(null, "InternalFailure", null);
            assertThat(answer.entries().get(2).eventId()).isNotBlank();
            assertThat(grader.eventBridge()
                            .putEvents(r -> r.entries(entry("deux")))
                            .failedEntryCount())
                    .isZero();
            assertThat(one.answered()).isEqualTo(1);

            assertThat(events.putEvents(r -> r.entries(entry("un"), entry("trois")))
                            .failedEntryCount())
                    .isEqualTo(2);
            assertThat(all.answered()).isEqualTo(1);
        }
        assertThat(events.putEvents(r -> r.entries(entry("deux"))).failedEntryCount())
                .isZero();
    }

    private static PutEventsRequestEntry entry(String id) {
        return PutEventsRequestEntry.builder()
                .source("boutique")
                .detailType("Commande")
                .detail("{\"id\":\"" + id + "\"}")
                .build();
    }

    @Test
    void knowsNoOperationsThatAreMisspelt() {
        assertThatThrownBy(() -> target.throttle("dynamodb", "PutItems"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dynamodb:PutItems");
        assertThatThrownBy(() -> target.unprocessed("dynamodb", "PutItem"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheMailsThatWereSent() {
        String topic = grader.sns().createTopic(r -> r.name("courriel")).topicArn();
        grader.sns().subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ada@example.org"));

        assertThat(target.mails()).singleElement().satisfies(mail -> {
            assertThat(mail.to()).containsExactly("ada@example.org");
            assertThat(mail.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
            assertThat(mail.body()).contains(topic);
        });
    }

    private static void requireRefused(
            Class<? extends AwsServiceException> type, int status, String code, String message, ThrowingCallable call) {
        AwsServiceException refusal = catchThrowableOfType(type, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.statusCode()).isEqualTo(status);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    private static List<String> received(String queue) {
        return grader.sqs().receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(Message::body)
                .toList();
    }

    private static Map<String, List<WriteRequest>> writes(String... ids) {
        return Map.of(
                TABLE,
                Stream.of(ids)
                        .map(id -> WriteRequest.builder()
                                .putRequest(put -> put.item(item(id)))
                                .build())
                        .toList());
    }

    /** Those of these ids that the table holds. */
    private static List<String> stored(String... ids) {
        return Stream.of(ids).filter(table::holds).toList();
    }
}
