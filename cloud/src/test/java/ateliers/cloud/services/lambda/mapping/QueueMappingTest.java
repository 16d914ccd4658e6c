package ateliers.cloud.services.lambda.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What mappings make of the messages of queues and of what the function answers; facts 32 to 35 and 61 among it. */
class QueueMappingTest extends QueueMappings {
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

    private void traced(String header, Runnable work) {
        try {
            services.door
                    .below(TestServices.ROOT, Map.of())
                    .traced(Optional.of(header))
                    .call(() -> {
                        work.run();
                        return null;
                    });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTraceOfWhoSentAMessageIsPassedOn() {
        map("work", r -> {});

        traced("Root=1;Lineage=1:0123abcd:3", () -> send(queue, "one"));

        assertThat(empties(queue)).isTrue();
        assertThat(functions.headers).containsExactly("Root=1;Lineage=1:0123abcd:3");
        assertThat(functions.records().get(0).at("/attributes/AWSTraceHeader").asText())
                .isEqualTo("Root=1;Lineage=1:0123abcd:3");
    }

    @Test
    void messagesOfALoopComeBackUntilTheQueueGivesThemUp() {
        functions.loops = true;
        map("work", r -> {});

        send(queue, "again");

        assertThat(services.clock.await(() -> count(deadLetters) == 1, HOUR)).isTrue();
        assertThat(functions.events).isEmpty();
        assertThat(services.journal.entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DROPPED)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.resource()).isEqualTo(FakeFunctions.ARN));
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
}
