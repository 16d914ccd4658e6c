package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Facts about event source mappings, which feed a function in a child process. */
class MappingFactsTest extends ConformanceCase {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final Duration HOUR = Duration.ofHours(1);

    private LambdaClient lambda;
    private SqsClient sqs;
    private CloudWatchLogsClient logs;

    @BeforeEach
    void makeFunction() throws IOException {
        lambda = cloud.client(LambdaClient.builder());
        sqs = cloud.client(SqsClient.builder());
        logs = cloud.client(CloudWatchLogsClient.builder());
        IamClient iam = cloud.client(IamClient.builder());
        String role = iam.createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        for (String policy :
                List.of("service-role/AWSLambdaSQSQueueExecutionRole", "service-role/AWSLambdaDynamoDBExecutionRole")) {
            iam.attachRolePolicy(r -> r.roleName("runner").policyArn("arn:aws:iam::aws:policy/" + policy));
        }
        SdkBytes code = code();
        lambda.createFunction(r -> r.functionName("f")
                .runtime("java17")
                .handler(Reporting.class.getName())
                .role(role)
                .timeout(20)
                .code(c -> c.zipFile(code)));
    }

    @Test
    @Fact(31)
    @DisplayName("Fact 31: a new mapping of a queue: 202, Creating, its reason and its defaults")
    void newMapping() {
        OpenQueue queue = new OpenQueue("q");

        CreateEventSourceMappingResponse made = map(queue.arn, r -> {});

        assertThat(made.sdkHttpResponse().statusCode()).isEqualTo(202);
        assertThat(made.state()).isEqualTo("Creating");
        assertThat(made.stateTransitionReason()).isEqualTo("USER_INITIATED");
        assertThat(made.batchSize()).isEqualTo(10);
        assertThat(made.hasFunctionResponseTypes()).isTrue();
        assertThat(made.functionResponseTypes()).isEmpty();
    }

    @Test
    @Fact(33)
    @DisplayName("Fact 33: a message's attributes, in camelCase, as the function gets them")
    void messageAttributes() {
        OpenQueue queue = new OpenQueue("q");
        map(queue.arn, r -> {});

        sqs.sendMessage(r -> r.queueUrl(queue.url)
                .messageBody("fine")
                .messageAttributes(Map.of(
                        "text", attribute("String").stringValue("hello").build(),
                        "number", attribute("Number").stringValue("7").build(),
                        "bytes",
                                attribute("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("hi"))
                                        .build())));
        await(() -> events().size() == 1);

        JsonNode record = events().get(0).at("/Records/0");
        JsonNode attributes = record.get("messageAttributes");
        assertThat(names(attributes)).containsExactlyInAnyOrder("text", "number", "bytes");
        assertThat(attributes.get("text"))
                .isEqualTo(json("{\"stringValue\":\"hello\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"String\"}"));
        assertThat(attributes.get("number"))
                .isEqualTo(json("{\"stringValue\":\"7\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"Number\"}"));
        assertThat(attributes.get("bytes"))
                .isEqualTo(json("{\"binaryValue\":\"aGk=\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"Binary\"}"));
    }

    @Test
    @Fact(34)
    @DisplayName("Fact 34: only the reported message comes back, with count 2, and then goes to the dead-letter queue")
    void reportedFailures() {
        OpenQueue dead = new OpenQueue("dead");
        OpenQueue queue = redriven("q", dead, 2);
        String poison = "{\"batchItemFailures\":[{\"itemIdentifier\":\"ID\"}]}";
        String first = send(queue, "fine");
        String bad = send(queue, poison);
        String last = send(queue, "fine");
        map(queue.arn, r -> reporting(r).maximumBatchingWindowInSeconds(5));

        await(() -> waiting(dead) == 1);

        List<JsonNode> events = events();
        assertThat(events).hasSize(2);
        assertThat(events.get(0).path("Records"))
                .extracting(record -> record.path("messageId").asText())
                .containsExactlyInAnyOrder(first, bad, last);
        assertThat(events.get(0).path("Records"))
                .extracting(record ->
                        record.at("/attributes/ApproximateReceiveCount").asText())
                .containsOnly("1");
        assertThat(events.get(1).path("Records")).hasSize(1);
        assertThat(events.get(1).at("/Records/0/messageId").asText()).isEqualTo(bad);
        assertThat(events.get(1)
                        .at("/Records/0/attributes/ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
        Message letter = dead.take();
        assertThat(letter.messageId()).isEqualTo(bad);
        assertThat(letter.body()).isEqualTo(poison);
        assertThat(queue.takeAll()).isEmpty();
    }

    @Test
    @Fact({35, 61})
    @DisplayName("Facts 35 and 61: an exception, and an item without its identifier, fail the whole batch")
    void wholeBatchFails() {
        for (String answer : List.of(
                "throw",
                "{\"batchItemFailures\":[{}]}",
                "{\"batchItemFailures\":[{\"item\":\"ID\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"of nobody\"}]}")) {
            assertThat(leftOf(answer)).as(answer).isEqualTo(2);
        }
    }

    @Test
    @Fact({35, 61})
    @DisplayName("Facts 35 and 61: {}, and a list that is null or empty, mean that all succeeded")
    void wholeBatchSucceeds() {
        for (String answer : List.of("{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}")) {
            assertThat(leftOf(answer)).as(answer).isZero();
        }
    }

    @Test
    @Fact(36)
    @DisplayName("Fact 36: a second mapping of the same is a conflict, and a filter must be a pattern")
    void refusals() {
        OpenQueue queue = new OpenQueue("q");
        String stream = table();
        String first = map(queue.arn, r -> {}).uuid();
        String second =
                map(stream, r -> r.startingPosition(EventSourcePosition.LATEST)).uuid();

        refused(
                () -> map(queue.arn, r -> {}),
                "ResourceConflictException",
                409,
                "An event source mapping with SQS arn (\" " + queue.arn + " \") and function (\" f \") already exists."
                        + " Please update or delete the existing mapping with UUID " + first);
        refused(
                () -> map(stream, r -> r.startingPosition(EventSourcePosition.LATEST)),
                "ResourceConflictException",
                409,
                "The event source arn (\" " + stream + " \") and function (\" f \") provided mapping already exists."
                        + " Please update or delete the existing mapping with UUID " + second);
        OpenQueue other = new OpenQueue("other");
        for (String pattern : List.of("{\"body\":\"x\"}", "no JSON", "[]", "{\"body\":[{\"odd\":1}]}")) {
            refused(
                    () -> map(
                            other.arn,
                            r -> r.filterCriteria(c ->
                                    c.filters(Filter.builder().pattern(pattern).build()))),
                    "InvalidParameterValueException",
                    400,
                    "Invalid filter pattern definition.");
        }
    }

    @Test
    @Fact(39)
    @DisplayName("Fact 39: what is given up of a stream: its place and the number of attempts, and no payload")
    void givenUp() {
        OpenQueue failed = new OpenQueue("failed");
        String stream = table();
        map(
                stream,
                r -> r.startingPosition(EventSourcePosition.TRIM_HORIZON)
                        .maximumRetryAttempts(2)
                        .destinationConfig(d -> d.onFailure(f -> f.destination(failed.arn))));
        DynamoDbClient dynamodb = cloud.client(DynamoDbClient.builder());

        dynamodb.putItem(r -> r.tableName("orders").item(Map.of("id", AttributeValue.fromS("one"))));
        await(() -> waiting(failed) == 1);

        JsonNode record = failed.takeJson();
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);
        assertThat(events()).hasSize(3);
        assertThat(names(record))
                .containsExactlyInAnyOrder(
                        "requestContext", "responseContext", "version", "timestamp", "DDBStreamBatchInfo");
        JsonNode place = record.get("DDBStreamBatchInfo");
        String sequence =
                events().get(0).at("/Records/0/dynamodb/SequenceNumber").asText();
        assertThat(names(place))
                .containsExactlyInAnyOrder(
                        "shardId",
                        "startSequenceNumber",
                        "endSequenceNumber",
                        "approximateArrivalOfFirstRecord",
                        "approximateArrivalOfLastRecord",
                        "batchSize",
                        "streamArn");
        assertThat(place.path("startSequenceNumber").asText()).isEqualTo(sequence);
        assertThat(place.path("endSequenceNumber").asText()).isEqualTo(sequence);
        assertThat(place.path("batchSize").asInt()).isEqualTo(1);
        assertThat(place.path("streamArn").asText()).isEqualTo(stream);
        assertThat(record.toString()).doesNotContain("one");
    }

    /** How many of two messages of a batch, that the function answers so, are left for the dead-letter queue. */
    private int leftOf(String answer) {
        String name = "q" + Integer.toHexString(answer.hashCode());
        OpenQueue dead = new OpenQueue(name + "-dead");
        OpenQueue queue = redriven(name, dead, 1);
        send(queue, "fine");
        send(queue, answer);
        int before = events().size();
        map(queue.arn, r -> reporting(r).maximumBatchingWindowInSeconds(5));
        await(() -> events().size() == before + 1);
        assertThat(events().get(before).path("Records")).as("one batch").hasSize(2);
        await(() -> hidden(queue) + waiting(queue) == 0);
        return waiting(dead);
    }

    private CreateEventSourceMappingResponse map(
            String source, Consumer<CreateEventSourceMappingRequest.Builder> more) {
        return lambda.createEventSourceMapping(r -> {
            r.functionName("f").eventSourceArn(source);
            more.accept(r);
        });
    }

    private static CreateEventSourceMappingRequest.Builder reporting(CreateEventSourceMappingRequest.Builder request) {
        return request.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }

    private OpenQueue redriven(String name, OpenQueue dead, int receives) {
        OpenQueue queue = new OpenQueue(name);
        sqs.setQueueAttributes(r -> r.queueUrl(queue.url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + dead.arn + "\",\"maxReceiveCount\":" + receives + "}")));
        return queue;
    }

    private String send(OpenQueue queue, String body) {
        return sqs.sendMessage(r -> r.queueUrl(queue.url).messageBody(body)).messageId();
    }

    private static MessageAttributeValue.Builder attribute(String type) {
        return MessageAttributeValue.builder().dataType(type);
    }

    /** The ARN of the stream of a table. */
    private String table() {
        return cloud.client(DynamoDbClient.builder())
                .createTable(r -> r.tableName("orders")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(KeySchemaElement.builder()
                                .attributeName("id")
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(AttributeDefinition.builder()
                                .attributeName("id")
                                .attributeType(ScalarAttributeType.S)
                                .build())
                        .streamSpecification(
                                s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_AND_OLD_IMAGES)))
                .tableDescription()
                .latestStreamArn();
    }

    /** The events that the function has logged, in their order. */
    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        try {
            logs.filterLogEvents(r -> r.logGroupName("/aws/lambda/f")).events().stream()
                    .map(FilteredLogEvent::message)
                    .filter(line -> line.startsWith("{\"Records\""))
                    .forEach(line -> events.add(json(line)));
        } catch (ResourceNotFoundException e) {
            return events; // the function has not run yet
        }
        return events;
    }

    private int waiting(OpenQueue queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    private int hidden(OpenQueue queue) {
        return count(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private int count(OpenQueue queue, QueueAttributeName attribute) {
        return Integer.parseInt(
                sqs.getQueueAttributes(r -> r.queueUrl(queue.url).attributeNames(attribute))
                        .attributes()
                        .get(attribute));
    }

    /** Windows, timeouts and retries pass in the cloud's time. */
    private void await(BooleanSupplier condition) {
        assertThat(cloud.cloud().clock().await(condition, HOUR)).isTrue();
    }

    private static SdkBytes code() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = Reporting.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream input = Reporting.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new ZipEntry(name));
            input.transferTo(zip);
            zip.closeEntry();
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
