package ateliers.grader.checklist;

import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Empties a queue that only the grader reads. */
public final class QueueDrain {
    private static final int MOST = 10;

    private QueueDrain() {}

    /** Takes all messages that are visible now, and deletes them; each body is told before its message is deleted. */
    public static void bodies(Stack stack, String queueUrl, Consumer<String> told) {
        var sqs = stack.aws().sqs();
        List<Message> messages;
        do {
            messages = sqs.receiveMessage(
                            r -> r.queueUrl(queueUrl).maxNumberOfMessages(MOST).waitTimeSeconds(0))
                    .messages();
            messages.forEach(message -> told.accept(message.body()));
            if (!messages.isEmpty()) {
                List<DeleteMessageBatchRequestEntry> entries = messages.stream()
                        .map(message -> DeleteMessageBatchRequestEntry.builder()
                                .id(message.messageId())
                                .receiptHandle(message.receiptHandle())
                                .build())
                        .toList();
                sqs.deleteMessageBatch(r -> r.queueUrl(queueUrl).entries(entries));
            }
        } while (!messages.isEmpty());
    }
}
