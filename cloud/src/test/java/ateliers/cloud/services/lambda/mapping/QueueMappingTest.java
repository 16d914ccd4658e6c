package ateliers.cloud.services.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsModule;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What mappings do with the messages of queues; facts 32 to 35 and 61 among it. */
class QueueMappingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestServices services = new TestServices(new SqsModule());
    private final FakeFunctions functions = new FakeFunctions();
    private final EventSourceMappings mappings = new EventSourceMappings(services.context(), functions);
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String deadLetters = queue("dead", Map.of());
    private final String queue = queue("work", redriven(3, 180, "dead"));

    @AfterEach
    void close() {
        mappings.close();
        services.close();
        assertThat(services.defects).isEmpty();
    }

    private static Map<QueueAttributeName, String> redriven(int receives, int visibility, String to) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(visibility));
        attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + TestServices.PLACE.arn("sqs", to) + "\",\"maxReceiveCount\":" + receives
                        + "}");
        return attributes;
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
    }

    private String map(String queueName, Consumer<CreateEventSourceMappingRequest.Builder> more) {
        CreateEventSourceMappingRequest.Builder request = CreateEventSourceMappingRequest.builder()
                .functionName("worker")
                .eventSourceArn(TestServices.PLACE.arn("sqs", queueName));
        more.accept(request);
        String uuid = mappings.create(request.build()).uuid();
        services.clock.await(() -> !state(uuid).equals("Creating"), HOUR);
        return uuid;
    }

    private String state(String uuid) {
        return mappings.get(uuid).state();
    }

    private void send(String url, String... bodies) {
        for (String body : bodies) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
        }
    }

    /** Visible, in flight and delayed messages. */
    private int count(String url) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    private boolean empties(String url) {
        return services.clock.await(() -> count(url) == 0, HOUR);
    }

    private static String failuresOf(JsonNode event, Set<String> bodies) {
        return "{\"batchItemFailures\":["
                + String.join(
                        ",",
                        StreamSupport.stream(event.get("Records").spliterator(), false)
                                .filter(record ->
                                        bodies.contains(record.get("body").textValue()))
                                .map(record -> "{\"itemIdentifier\":"
                                        + record.get("messageId").toString() + "}")
                                .toList())
                + "]}";
    }

    private static void reporting(CreateEventSourceMappingRequest.Builder request) {
        request.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }

    @Test
    void whatTheFunctionHasDoneIsDeleted() {
        map("work", r -> {});

        send(queue, "one", "two");

        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactlyInAnyOrder("one", "two");
        assertThat(count(deadLetters)).isZero();
    }

    @Test
    void facts32And33RecordsHaveAwsShape() {
        map("work", r -> {});
        sqs.sendMessage(r -> r.queueUrl(queue)
                .messageBody("hello")
                .messageAttributes(Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("order")
                                .build(),
                        "raw",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, 3}))
                                .build())));
        empties(queue);

        JsonNode record = functions.records().get(0);
        assertThat(record.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "messageId",
                        "receiptHandle",
                        "body",
                        "attributes",
                        "messageAttributes",
                        "md5OfMessageAttributes",
                        "md5OfBody",
                        "eventSource",
                        "eventSourceARN",
                        "awsRegion");
        assertThat(record.get("attributes").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "ApproximateReceiveCount", "SentTimestamp", "SenderId", "ApproximateFirstReceiveTimestamp");
        assertThat(record.get("messageAttributes").get("kind"))
                .hasToString("{\"stringValue\":\"order\",\"stringListValues\":[],\"binaryListValues\":[],"
                        + "\"dataType\":\"String\"}");
        assertThat(record.get("messageAttributes").get("raw").get("binaryValue").asText())
                .isEqualTo("AQID");
        assertThat(record.get("md5OfBody").asText()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(record.get("eventSource").asText()).isEqualTo("aws:sqs");
        assertThat(record.get("eventSourceARN").asText()).isEqualTo(TestServices.PLACE.arn("sqs", "work"));
        assertThat(record.get("awsRegion").asText()).isEqualTo("eu-west-3");
    }

    @Test
    void fact32RecordsOfFifoQueuesHaveGroupDeduplicationAndSequence() {
        String fifo = queue("work.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
        map("work.fifo", r -> {});
        sqs.sendMessage(
                r -> r.queueUrl(fifo).messageBody("first").messageGroupId("g").messageDeduplicationId("d"));
        empties(fifo);

        assertThat(functions.records().get(0).get("attributes").fieldNames())
                .toIterable()
                .contains("MessageGroupId", "MessageDeduplicationId", "SequenceNumber");
    }

    @Test
    void aFifoGroupKeepsItsOrder() {
        String fifo = queue(
                "order.fifo",
                Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true"));
        map("order.fifo", r -> r.batchSize(3));
        List<String> sent = IntStream.range(0, 30).mapToObj(Integer::toString).toList();
        sent.forEach(
                body -> sqs.sendMessage(r -> r.queueUrl(fifo).messageBody(body).messageGroupId("g")));

        assertThat(empties(fifo)).isTrue();
        assertThat(functions.bodies()).containsExactlyElementsOf(sent);
    }

    @Test
    void threeReceivesThenTheDeadLetterQueueWithoutWaiting() {
        functions.does = event -> FakeFunctions.failure();
        map("work", r -> {});

        send(queue, "bad");

        assertThat(services.clock.await(() -> count(deadLetters) == 1, HOUR)).isTrue();
        assertThat(functions.records())
                .extracting(record ->
                        record.get("attributes").get("ApproximateReceiveCount").asText())
                .containsExactly("1", "2", "3");
    }

    @Test
    void fact34OnlyTheReportedMessageComesBackAndEndsInTheDeadLetterQueue() {
        map("work", QueueMappingTest::reporting);
        functions.does = event -> failuresOf(event, Set.of("poison"));
        List<SendMessageBatchRequestEntry> entries = IntStream.range(0, 10)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id("m" + i)
                        .messageBody(i == 4 ? "poison" : "good " + i)
                        .build())
                .toList();
        sqs.sendMessageBatch(r -> r.queueUrl(queue).entries(entries));

        assertThat(services.clock.await(() -> count(deadLetters) == 1, HOUR)).isTrue();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(deadLetters)).messages())
                .extracting(m -> m.body())
                .containsExactly("poison");
        assertThat(count(queue)).isZero();
        assertThat(functions.bodies())
                .filteredOn(body -> body.startsWith("good"))
                .hasSize(9);
        assertThat(functions.bodies()).filteredOn("poison"::equals).hasSize(3);
    }

    @Test
    void facts35And61WhatIsNotUnderstoodFailsTheWholeBatch() {
        map("work", QueueMappingTest::reporting);
        for (String response : List.of(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{}]}",
                "{\"batchItemFailures\":[{\"identifiant\":\"x\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"another\"}]}",
                "{\"batchItemFailures\":\"x\"}",
                "\"text\"",
                "no JSON")) {
            functions.does = event -> response;
            int before = count(deadLetters);

            send(queue, response);

            assertThat(services.clock.await(() -> count(deadLetters) == before + 1, HOUR))
                    .as(response)
                    .isTrue();
        }
    }

    @Test
    void facts35And61AnEmptyListNullAndNothingAreSuccess() {
        map("work", QueueMappingTest::reporting);
        for (String response :
                List.of("{}", "null", "", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}")) {
            functions.does = event -> response;
            int before = functions.events.size();

            send(queue, response.isEmpty() ? "nothing" : response);

            assertThat(empties(queue)).as(response).isTrue();
            assertThat(functions.events).hasSize(before + 1);
        }
        assertThat(count(deadLetters)).isZero();
    }

    @Test
    void reportedFailuresMeanNothingToAMappingThatDoesNotAskForThem() {
        functions.does = event -> failuresOf(event, Set.of("poison"));
        map("work", r -> {});

        send(queue, "poison");

        assertThat(empties(queue)).isTrue();
        assertThat(functions.events).hasSize(1);
    }

    @Test
    void twoHundredMessagesAreAllDoneByFiveBatchesAtOnceAtMost() {
        map("work", r -> {});
        Set<String> sent = new TreeSet<>();
        IntStream.range(0, 200).forEach(i -> sent.add("message " + i));
        sent.forEach(body -> send(queue, body));

        assertThat(empties(queue)).isTrue();
        assertThat(new TreeSet<>(functions.bodies())).isEqualTo(sent);
        assertThat(functions.bodies()).hasSize(200);
        assertThat(functions.mostRunning.get()).isLessThanOrEqualTo(5);
        assertThat(functions.events)
                .allSatisfy(event -> assertThat(event.get("Records")).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void maximumConcurrencyBoundsTheBatches() {
        map("work", r -> r.batchSize(1).scalingConfig(s -> s.maximumConcurrency(2)));
        IntStream.range(0, 40).forEach(i -> send(queue, "message " + i));

        assertThat(empties(queue)).isTrue();
        assertThat(functions.mostRunning.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void theWindowGathersOnTheCloudClock() {
        map("work", r -> r.batchSize(100).maximumBatchingWindowInSeconds(60));
        IntStream.range(0, 25).forEach(i -> send(queue, "message " + i));

        assertThat(services.clock.never(() -> !functions.events.isEmpty(), Duration.ofSeconds(50)))
                .isTrue();
        assertThat(services.clock.await(() -> !functions.events.isEmpty(), Duration.ofSeconds(15)))
                .isTrue();
        assertThat(functions.events).hasSize(1);
        assertThat(functions.bodies()).hasSize(25);
    }

    @Test
    void aFullBatchDoesNotWaitForTheWindow() {
        map("work", r -> r.batchSize(20).maximumBatchingWindowInSeconds(300));
        IntStream.range(0, 20).forEach(i -> send(queue, "message " + i));

        assertThat(services.clock.await(() -> functions.bodies().size() == 20, Duration.ofSeconds(10)))
                .isTrue();
    }

    @Test
    void messagesThatNoFilterFitsAreDeletedUnseen() {
        map(
                "work",
                r -> r.filterCriteria(c -> c.filters(Filter.builder()
                        .pattern("{\"body\":{\"total\":[{\"numeric\":[\">\",100]}]}}")
                        .build())));

        send(queue, "{\"total\":50}", "{\"total\":500}", "plain text");

        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("{\"total\":500}");
    }

    @Test
    void aDisabledMappingLeavesMessagesWhereTheyAreUntilItIsEnabled() {
        String uuid = map("work", r -> {});
        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(false)
                .build());
        send(queue, "later");

        assertThat(services.clock.never(() -> !functions.events.isEmpty(), HOUR))
                .isTrue();
        assertThat(state(uuid)).isEqualTo("Disabled");
        assertThat(count(queue)).isEqualTo(1);

        mappings.update(UpdateEventSourceMappingRequest.builder()
                .uuid(uuid)
                .enabled(true)
                .build());
        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("later");
    }

    @Test
    void aThrottledBatchComesBackAfterItsVisibilityTimeout() {
        functions.throttles = 1;
        map("work", r -> {});

        send(queue, "patient");

        assertThat(empties(queue)).isTrue();
        assertThat(functions
                        .records()
                        .get(0)
                        .get("attributes")
                        .get("ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void aMappingAtRestAsksNothingForAWeek() {
        map("work", r -> {});
        services.clock.awaitIdle(Duration.ofSeconds(5));
        int before = services.journal.entries().size();

        services.clock.advance(Duration.ofDays(7));

        assertThat(services.journal.entries()).hasSize(before);
    }

    @Test
    void aRoleThatMayNotReceiveAnyMoreIsTriedAgainAndTheJournalSaysWhy() {
        map("work", r -> {});
        services.deny("sqs:ReceiveMessage");
        send(queue, "waiting");
        services.clock.advance(Duration.ofMinutes(1));
        assertThat(services.journal.entries())
                .anyMatch(entry ->
                        entry.kind() == Entry.Kind.DENIAL && entry.operation().equals("ReceiveMessage"));

        services.deny();

        assertThat(empties(queue)).isTrue();
        assertThat(functions.bodies()).containsExactly("waiting");
    }
}
