package ateliers.cloud.services.lambda.mapping;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.dynamodb.DynamoDbService;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What mappings do with the records of streams; facts 36, 38 and 39 among it. */
class StreamMappingTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestServices services = new TestServices(new SqsService(), new DynamoDbService());
    private final FakeFunctions functions = new FakeFunctions();
    private final EventSourceMappings mappings = new EventSourceMappings(services.context(), functions);
    private final DynamoDbClient dynamodb = services.client(DynamoDbClient.class);
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String stream = dynamodb.createTable(r -> r.tableName("orders")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .streamSpecification(s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)))
            .tableDescription()
            .latestStreamArn();
    private final String failures =
            sqs.createQueue(r -> r.queueName("failures")).queueUrl();

    @AfterEach
    void close() {
        mappings.close();
        services.close();
        assertThat(services.defects).isEmpty();
    }

    private EventSourceMappingConfiguration create(Consumer<CreateEventSourceMappingRequest.Builder> more) {
        CreateEventSourceMappingRequest.Builder request = CreateEventSourceMappingRequest.builder()
                .functionName("worker")
                .eventSourceArn(stream)
                .startingPosition(EventSourcePosition.TRIM_HORIZON);
        more.accept(request);
        return mappings.create(request.build());
    }

    private static void toFailures(CreateEventSourceMappingRequest.Builder request) {
        request.destinationConfig(d -> d.onFailure(f -> f.destination(TestServices.PLACE.arn("sqs", "failures"))));
    }

    private void put(int from, int to) {
        IntStream.range(from, to)
                .forEach(i -> dynamodb.putItem(r -> r.tableName("orders")
                        .item(Map.of("id", AttributeValue.fromS("o" + i), "total", AttributeValue.fromN("" + i)))));
    }

    private List<String> seen() {
        return functions.records().stream().map(StreamMappingTest::id).toList();
    }

    private static String id(JsonNode record) {
        return record.at("/dynamodb/Keys/id/S").textValue();
    }

    private boolean sees(int records) {
        return services.clock.await(() -> seen().size() >= records, HOUR);
    }

    private JsonNode failure() throws Exception {
        var messages = sqs.receiveMessage(r -> r.queueUrl(failures)).messages();
        return messages.isEmpty() ? null : JSON.readTree(messages.get(0).body());
    }

    private static String failIf(JsonNode event, String id) {
        for (JsonNode record : event.get("Records")) {
            if (id(record).equals(id)) {
                return FakeFunctions.failure();
            }
        }
        return "null";
    }

    private static String[] ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "o" + i).toArray(String[]::new);
    }

    @Test
    void fact38RecordsAndTheMappingHaveAwsShape() throws Exception {
        EventSourceMappingConfiguration made = create(r -> {});
        put(0, 1);
        assertThat(sees(1)).isTrue();

        JsonNode record = functions.records().get(0);
        assertThat(record.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "eventID",
                        "eventName",
                        "eventVersion",
                        "eventSource",
                        "awsRegion",
                        "dynamodb",
                        "eventSourceARN");
        assertThat(record.get("eventVersion").asText()).isEqualTo("1.1");
        assertThat(record.get("dynamodb").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "ApproximateCreationDateTime",
                        "Keys",
                        "NewImage",
                        "SequenceNumber",
                        "SizeBytes",
                        "StreamViewType");
        assertThat(record.at("/dynamodb/ApproximateCreationDateTime").isNumber())
                .isTrue();
        assertThat(record.at("/dynamodb/NewImage"))
                .isEqualTo(JSON.readTree("{\"id\":{\"S\":\"o0\"},\"total\":{\"N\":\"0\"}}"));
        assertThat(made.stateTransitionReason()).isEqualTo("User action");
        assertThat(made.lastProcessingResult()).isEqualTo("No records processed");
        assertThat(made.batchSize()).isEqualTo(100);
        assertThat(made.maximumRetryAttempts()).isEqualTo(-1);
        assertThat(services.clock.await(
                        () -> mappings.get(made.uuid()).lastProcessingResult().equals("OK"), HOUR))
                .isTrue();
    }

    @Test
    void recordsComeInOrderInBatches() {
        create(r -> r.batchSize(7));
        put(0, 50);

        assertThat(sees(50)).isTrue();
        assertThat(seen()).containsExactly(ids(0, 50));
        assertThat(functions.events)
                .allSatisfy(event -> assertThat(event.get("Records")).hasSizeLessThanOrEqualTo(7));
    }

    @Test
    void latestLeavesOutWhatWasThereBeforeTheMapping() {
        put(0, 3);
        create(r -> r.startingPosition(EventSourcePosition.LATEST));
        put(3, 5);

        assertThat(sees(2)).isTrue();
        assertThat(seen()).containsExactly("o3", "o4");
    }

    @Test
    void aBatchThatFailsIsGivenAgainUntilItSucceedsAndKeepsTheOthersWaiting() {
        put(0, 2);
        functions.does = event -> functions.events.size() < 4 ? FakeFunctions.failure() : "null";
        create(r -> {});
        services.clock.await(() -> !functions.events.isEmpty(), HOUR);
        put(2, 3);

        assertThat(services.clock.await(() -> seen().contains("o2"), HOUR)).isTrue();
        assertThat(seen()).containsExactly("o0", "o1", "o0", "o1", "o0", "o1", "o0", "o1", "o2");
    }

    @Test
    void fact39WhatIsGivenUpGoesToTheDestinationWithItsPlaceInTheStream() throws Exception {
        put(0, 3);
        functions.does = event -> failIf(event, "o1");
        create(r -> {
            toFailures(r);
            r.maximumRetryAttempts(2);
        });
        services.clock.await(() -> functions.events.size() == 3, HOUR);
        services.clock.awaitIdle(Duration.ofSeconds(5));

        JsonNode failure = failure();
        assertThat(failure.get("version").asText()).isEqualTo("1.0");
        assertThat(failure.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(failure.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(failure.at("/requestContext/functionArn").asText()).isEqualTo(FakeFunctions.ARN);
        assertThat(failure.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(failure.get("DDBStreamBatchInfo").fieldNames())
                .toIterable()
                .containsExactly(
                        "shardId",
                        "startSequenceNumber",
                        "endSequenceNumber",
                        "approximateArrivalOfFirstRecord",
                        "approximateArrivalOfLastRecord",
                        "batchSize",
                        "streamArn");
        assertThat(failure.at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(3);
        assertThat(failure.has("payload")).isFalse();
        functions.does = event -> "null";
        put(3, 4);
        assertThat(services.clock.await(() -> seen().contains("o3"), HOUR)).isTrue();
    }

    @Test
    void bisectionIsolatesThePoison() throws Exception {
        put(0, 8);
        functions.does = event -> failIf(event, "o5");
        create(r -> {
            toFailures(r);
            r.maximumRetryAttempts(0).bisectBatchOnFunctionError(true);
        });
        services.clock.await(() -> seen().contains("o7") && functions.events.size() > 5, HOUR);
        services.clock.awaitIdle(Duration.ofSeconds(5));

        assertThat(failure().at("/DDBStreamBatchInfo/batchSize").asInt()).isEqualTo(1);
        assertThat(functions.events)
                .filteredOn(event -> event.get("Records").size() == 1)
                .extracting(event -> id(event.get("Records").get(0)))
                .contains("o5");
        assertThat(failure()).isNull();
    }

    @Test
    void aReportedFailureIsTheCheckpoint() {
        put(0, 5);
        functions.does = event -> functions.events.size() > 1
                ? "null"
                : "{\"batchItemFailures\":[{\"itemIdentifier\":\""
                        + event.at("/Records/3/dynamodb/SequenceNumber").asText() + "\"},{\"itemIdentifier\":\""
                        + event.at("/Records/2/dynamodb/SequenceNumber").asText() + "\"}]}";
        create(r -> r.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));

        assertThat(sees(8)).isTrue();
        assertThat(seen()).containsExactly("o0", "o1", "o2", "o3", "o4", "o2", "o3", "o4");
    }

    @Test
    void recordsThatAreTooOldAreGivenUp() throws Exception {
        put(0, 1);
        functions.does = event -> FakeFunctions.failure();
        create(r -> {
            toFailures(r);
            r.maximumRecordAgeInSeconds(60);
        });

        services.clock.advance(Duration.ofMinutes(5));

        assertThat(failure().at("/requestContext/condition").asText()).isEqualTo("RecordAgeExceeded");
        int before = functions.events.size();
        services.clock.advance(HOUR);
        assertThat(functions.events).hasSize(before);
    }

    @Test
    void aThrottleUsesUpNoAttempt() {
        put(0, 1);
        functions.throttles = 3;
        create(r -> r.maximumRetryAttempts(0));

        assertThat(sees(1)).isTrue();
    }

    @Test
    void whatNoFilterFitsIsPassedOver() {
        create(r -> r.filterCriteria(c -> c.filters(Filter.builder()
                .pattern("{\"eventName\":[\"INSERT\"],\"dynamodb\":{\"NewImage\":{\"id\":{\"S\":[\"o1\"]}}}}")
                .build())));
        put(0, 3);

        assertThat(sees(1)).isTrue();
        services.clock.advance(HOUR);
        assertThat(seen()).containsExactly("o1");
    }

    @Test
    void aDisabledMappingGoesOnWhereItStopped() {
        String uuid = create(r -> {}).uuid();
        put(0, 1);
        assertThat(sees(1)).isTrue();
        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(false)
                .build());
        put(1, 3);
        assertThat(services.clock.never(() -> seen().size() > 1, HOUR)).isTrue();

        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(true)
                .build());

        assertThat(sees(3)).isTrue();
        assertThat(seen()).containsExactly("o0", "o1", "o2");
    }

    @Test
    void theWindowGathersOnTheCloudClock() {
        create(r -> r.maximumBatchingWindowInSeconds(30));
        put(0, 5);
        services.clock.awaitIdle(Duration.ofSeconds(5));
        put(5, 9);

        assertThat(sees(9)).isTrue();
        assertThat(functions.events).hasSize(1);
    }

    @Test
    void aMappingAtRestAsksNothingForAWeekAndMissesNothingAfterIt() {
        create(r -> r.startingPosition(EventSourcePosition.LATEST));
        services.clock.advance(Duration.ofMinutes(1));
        int before = services.journal.entries().size();

        services.clock.advance(Duration.ofDays(7));

        assertThat(services.journal.entries()).hasSize(before);
        put(0, 1);
        assertThat(sees(1)).isTrue();
    }

    @Test
    void theStreamThePositionAndTheRoleAreChecked() {
        assertThat(refusal(() -> create(r -> r.startingPosition((EventSourcePosition) null))))
                .isEqualTo("InvalidParameterValueException: 1 validation error detected: Value null at"
                        + " 'startingPosition' failed to satisfy constraint: Member must not be null.");
        assertThat(refusal(() -> create(r -> r.startingPosition(EventSourcePosition.AT_TIMESTAMP))))
                .isEqualTo("InvalidParameterValueException: Unsupported starting position for arn type: " + stream);
        assertThat(refusal(() -> create(r -> r.eventSourceArn(stream + "0"))))
                .isEqualTo("InvalidParameterValueException: Stream not found: " + stream + "0");
        Assertions.assertThatThrownBy(() -> create(r -> r.tumblingWindowInSeconds(10)))
                .isInstanceOf(Unsupported.class);
        services.deny("sqs:SendMessage");
        assertThat(refusal(() -> create(StreamMappingTest::toFailures)))
                .isEqualTo("InvalidParameterValueException: The provided execution role does not have permissions to"
                        + " call SendMessage on SQS");
        services.deny("dynamodb:ListStreams");
        assertThat(refusal(() -> create(r -> {})))
                .isEqualTo("InvalidParameterValueException: Cannot access stream " + stream + ". Please ensure the role"
                        + " can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on"
                        + " your stream in IAM.");
    }

    @Test
    void fact36ADuplicateIsAConflict() {
        String uuid = create(r -> {}).uuid();

        assertThat(refusal(() -> create(r -> {})))
                .isEqualTo("ResourceConflictException: The event source arn (\" " + stream + " \") and function (\""
                        + " worker \") provided mapping already exists. Please update or delete the existing mapping"
                        + " with UUID " + uuid);
    }
}
