package ateliers.cloud.services.sqs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class SqsBatchesTest {
    private final TestServices services = new TestServices(new SqsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String url = sqs.createQueue(r -> r.queueName("orders")).queueUrl();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aBatchSendsWhatIsValidAndTellsWhatIsNot() {
        var response = sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("good", "one"), entry("bad", "")));

        assertThat(response.successful()).extracting(e -> e.id()).containsExactly("good");
        assertThat(response.failed())
                .containsExactly(BatchResultErrorEntry.builder()
                        .id("bad")
                        .code("MissingParameter")
                        .message("The request must contain the parameter MessageBody.")
                        .senderFault(true)
                        .build());
        assertThat(receive()).hasSize(1);
    }

    @Test
    void batchesAreCheckedAsAWhole() {
        List<SendMessageBatchRequestEntry> twenty =
                IntStream.range(0, 20).mapToObj(i -> entry("id" + i, "x")).toList();
        assertThat(refusal(() -> send(twenty)))
                .isEqualTo("AWS.SimpleQueueService.TooManyEntriesInBatchRequest: Maximum number of entries per request"
                        + " are 10. You have sent 20.");
        assertThat(refusal(() -> send(List.of())))
                .isEqualTo("AWS.SimpleQueueService.EmptyBatchRequest: There should be at least one"
                        + " SendMessageBatchRequestEntry in the request.");
        assertThat(refusal(() -> send(List.of(entry("a", "x"), entry("a", "y")))))
                .isEqualTo("AWS.SimpleQueueService.BatchEntryIdsNotDistinct: Id a repeated.");
        assertThat(refusal(() -> send(List.of(entry("a:b", "x")))))
                .isEqualTo("AWS.SimpleQueueService.InvalidBatchEntryId: A batch entry id can only contain alphanumeric"
                        + " characters, hyphens and underscores. It can be at most 80 letters long.");
        assertThat(refusal(() -> send(List.of(entry("a", "x".repeat(1_048_576)), entry("b", "y")))))
                .isEqualTo("AWS.SimpleQueueService.BatchRequestTooLong: Batch requests cannot be longer than 1048576"
                        + " bytes. You have sent 1048577 bytes.");
        assertThat(receive()).isEmpty();
    }

    @Test
    void batchesDeleteAndChangeVisibility() {
        send(List.of(entry("a", "one"), entry("b", "two")));
        List<Message> messages = receive();

        var changed = sqs.changeMessageVisibilityBatch(r -> r.queueUrl(url)
                .entries(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("x")
                        .receiptHandle(messages.get(0).receiptHandle())
                        .visibilityTimeout(0)
                        .build()));
        var deleted = sqs.deleteMessageBatch(r ->
                r.queueUrl(url).entries(deletion("x", messages.get(1).receiptHandle()), deletion("y", "garbage")));

        assertThat(changed.successful()).hasSize(1);
        assertThat(deleted.successful()).extracting(e -> e.id()).containsExactly("x");
        assertThat(deleted.failed()).extracting(e -> e.code()).containsExactly("ReceiptHandleIsInvalid");
        assertThat(receive()).extracting(Message::body).containsExactly("one");
    }

    @Test
    void tenThousandMessagesAllGoThroughOnce() {
        int messages = 10_000;
        for (int i = 0; i < messages; i++) {
            int number = i;
            sqs.sendMessage(r -> r.queueUrl(url).messageBody("order " + number));
        }
        List<String> received = new ArrayList<>();
        List<Message> some = receive();
        while (!some.isEmpty()) {
            some.forEach(message -> received.add(message.body()));
            delete(some);
            some = receive();
        }
        assertThat(received).hasSize(messages).doesNotHaveDuplicates();
    }

    private void send(List<SendMessageBatchRequestEntry> entries) {
        sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
    }

    private void delete(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                .map(message -> deletion(message.messageId(), message.receiptHandle()))
                .toList();
        sqs.deleteMessageBatch(r -> r.queueUrl(url).entries(entries));
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String handle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(handle)
                .build();
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }
}
