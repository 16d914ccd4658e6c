package ateliers.cloud.services.sqs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class SqsFifoTest {
    private final TestServices services = new TestServices(new SqsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String url = create("orders.fifo", Map.of("FifoQueue", "true"));

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aGroupComesInOrderAndWaitsWhileItIsInFlight() {
        send("a", "1");
        send("a", "2");
        send("b", "3");

        List<Message> first = receive(1);
        List<Message> second = receive(10);

        assertThat(first).extracting(Message::body).containsExactly("1");
        assertThat(second).extracting(Message::body).containsExactly("3");
        delete(first.get(0));
        assertThat(receive(10)).extracting(Message::body).containsExactly("2");
    }

    @Test
    void oneReceiveTakesAsMuchOfAGroupAsItCan() {
        send("a", "1");
        send("b", "2");
        send("a", "3");

        assertThat(receive(10)).extracting(Message::body).containsExactly("1", "3", "2");
    }

    @Test
    void aGroupStaysBlockedUntilAllOfItIsDeletedOrVisible() {
        send("a", "1");
        send("a", "2");
        send("a", "3");
        List<Message> two = receive(2);

        delete(two.get(0));
        assertThat(receive(10)).isEmpty();

        services.clock.advance(Duration.ofSeconds(31));
        assertThat(receive(10)).extracting(Message::body).containsExactly("2", "3");
    }

    @Test
    void fact32AFifoMessageHasGroupDeduplicationIdAndSequenceNumber() {
        SendMessageResponse sent = send("a", "1");

        assertThat(receive(1).get(0).attributesAsStrings())
                .containsEntry("MessageGroupId", "a")
                .containsEntry("MessageDeduplicationId", "1")
                .containsEntry("SequenceNumber", sent.sequenceNumber());
        assertThat(sent.sequenceNumber()).hasSize(20).isLessThan(send("a", "2").sequenceNumber());
    }

    @Test
    void aDuplicateWithinFiveMinutesIsAcceptedAndNotDelivered() {
        SendMessageResponse first = send("a", "1");
        delete(receive(1).get(0));

        SendMessageResponse again = send("a", "1");

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(receive(1)).isEmpty();
        services.clock.advance(Duration.ofSeconds(301));
        send("a", "1");
        assertThat(receive(1)).hasSize(1);
    }

    @Test
    void theBodyCanBeTheDeduplicationId() {
        String byContent = create("c.fifo", Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true"));
        sqs.sendMessage(r -> r.queueUrl(byContent).messageGroupId("a").messageBody("Test"));
        sqs.sendMessage(r -> r.queueUrl(byContent).messageGroupId("b").messageBody("Test"));

        List<Message> messages = receive(byContent);

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0).attributesAsStrings())
                .containsEntry(
                        "MessageDeduplicationId", "532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
    }

    @Test
    void deduplicationCanBePerGroup() {
        String perGroup = create(
                "g.fifo",
                Map.of(
                        "FifoQueue", "true",
                        "DeduplicationScope", "messageGroup",
                        "FifoThroughputLimit", "perMessageGroupId"));
        for (String group : List.of("a", "b", "b")) {
            sqs.sendMessage(r -> r.queueUrl(perGroup)
                    .messageGroupId(group)
                    .messageDeduplicationId("same")
                    .messageBody(group));
        }

        assertThat(receive(perGroup)).extracting(Message::body).containsExactly("a", "b");
    }

    @Test
    void whatAFifoQueueNeedsIsChecked() {
        assertThat(refusal(() -> sqs.sendMessage(r -> r.queueUrl(url).messageBody("1"))))
                .isEqualTo("MissingParameter: The request must contain the parameter MessageGroupId.");
        assertThat(refusal(() ->
                        sqs.sendMessage(r -> r.queueUrl(url).messageGroupId("a").messageBody("1"))))
                .isEqualTo("InvalidParameterValue: The queue should either have ContentBasedDeduplication enabled or"
                        + " MessageDeduplicationId provided explicitly");
        assertThat(refusal(() -> send("group 123", "1")))
                .isEqualTo("InvalidParameterValue: Value group 123 for parameter MessageGroupId is invalid. Reason:"
                        + " MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in"
                        + " length.");
        assertThat(refusal(() -> sqs.sendMessage(r -> r.queueUrl(url)
                        .messageGroupId("a")
                        .messageDeduplicationId("1")
                        .messageBody("1")
                        .delaySeconds(2))))
                .isEqualTo("InvalidParameterValue: Value 2 for parameter DelaySeconds is invalid. Reason: The request"
                        + " include parameter that is not valid for this queue type.");
    }

    @Test
    void anExpiredHandleDeletesNothing() {
        send("a", "1");
        Message message = receive(1).get(0);
        services.clock.advance(Duration.ofSeconds(31));

        assertThat(refusal(() -> delete(message)))
                .isEqualTo("InvalidParameterValue: Value " + message.receiptHandle()
                        + " for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.");
    }

    @Test
    void aRepeatedReceiveAttemptGivesTheSameMessages() {
        send("a", "1");

        List<Message> first = attempt();
        List<Message> again = attempt();

        assertThat(again).isEqualTo(first).hasSize(1);
        delete(first.get(0));
        assertThat(attempt()).isEmpty();
    }

    @Test
    void aDeletedMessageFreesTheGroupForAWaitingReceiver() {
        send("a", "1");
        send("a", "2");
        Message first = receive(1).get(0);
        List<Message> received = new java.util.concurrent.CopyOnWriteArrayList<>();
        services.clock.execute(() -> received.addAll(
                sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(20)).messages()));
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();

        delete(first);

        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(received).extracting(Message::body).containsExactly("2");
    }

    private List<Message> attempt() {
        return sqs.receiveMessage(r -> r.queueUrl(url).receiveRequestAttemptId("try-1"))
                .messages();
    }

    private SendMessageResponse send(String group, String body) {
        return sqs.sendMessage(r -> r.queueUrl(url)
                .messageGroupId(group)
                .messageDeduplicationId(body)
                .messageBody(body));
    }

    private List<Message> receive(int max) {
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(max)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private List<Message> receive(String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue)
                        .maxNumberOfMessages(10)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void delete(Message message) {
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private String create(String name, Map<String, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }
}
