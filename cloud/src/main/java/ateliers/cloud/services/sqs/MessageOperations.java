package ateliers.cloud.services.sqs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The operations on messages, one by one and in batches. */
final class MessageOperations implements SqsClient, Operations {
    private static final int MAX_VISIBILITY = 43_200;
    private static final int MAX_WAIT = 20;
    private static final int MAX_MESSAGES = 10;

    private final Queues queues;
    private final Receiver receiver;
    private final QueueMetrics metrics;

    MessageOperations(Queues queues, CloudClock clock, QueueMetrics metrics) {
        this.queues = queues;
        this.metrics = metrics;
        this.receiver = new Receiver(queues, clock);
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        Queue queue = queues.at(request.queueUrl());
        QueueSettings settings = queue.settings();
        Content content = MessageRules.content(request, settings);
        MessageRules.checkSize(content.bytes(), settings.maximumMessageSize());
        MessageStore.Sent sent = send(queue, request, content);
        return SendMessageResponse.builder()
                .messageId(sent.messageId())
                .md5OfMessageBody(content.bodyMd5())
                .md5OfMessageAttributes(orNull(content.attributesMd5()))
                .md5OfMessageSystemAttributes(orNull(MessageRules.systemMd5(request)))
                .sequenceNumber(orNull(sent.sequenceNumber()))
                .build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        Queue queue = queues.at(request.queueUrl());
        QueueSettings settings = queue.settings();
        List<SendMessageBatchRequestEntry> entries = request.entries();
        Batches.check(entries, "SendMessageBatchRequestEntry", SendMessageBatchRequestEntry::id);
        Map<String, SendMessageRequest> requests = new LinkedHashMap<>();
        entries.forEach(entry -> requests.put(entry.id(), MessageRules.request(request.queueUrl(), entry)));
        long bytes = requests.values().stream().mapToLong(MessageRules::size).sum();
        if (bytes > QueueAttributes.MAX_MESSAGE_BYTES) {
            throw SqsErrors.batchTooLong(QueueAttributes.MAX_MESSAGE_BYTES, bytes);
        }
        List<SendMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        requests.forEach((id, one) -> Batches.entry(
                id,
                () -> {
                    Content content = MessageRules.content(one, settings);
                    MessageRules.checkSize(content.bytes(), settings.maximumMessageSize());
                    MessageStore.Sent sent = send(queue, one, content);
                    successful.add(SendMessageBatchResultEntry.builder()
                            .id(id)
                            .messageId(sent.messageId())
                            .md5OfMessageBody(content.bodyMd5())
                            .md5OfMessageAttributes(orNull(content.attributesMd5()))
                            .md5OfMessageSystemAttributes(orNull(MessageRules.systemMd5(one)))
                            .sequenceNumber(orNull(sent.sequenceNumber()))
                            .build());
                },
                failed::add));
        return SendMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        Queue queue = queues.at(request.queueUrl());
        QueueSettings settings = queue.settings();
        int max = orDefault(request.maxNumberOfMessages(), 1);
        int wait = orDefault(request.waitTimeSeconds(), settings.waitTime());
        int visibility = orDefault(request.visibilityTimeout(), settings.visibilityTimeout());
        if (max < 1 || max > MAX_MESSAGES) {
            throw SqsErrors.parameter("MaxNumberOfMessages", max, "Must be between 1 and 10, if provided.");
        }
        if (wait < 0 || wait > MAX_WAIT) {
            throw SqsErrors.parameter("WaitTimeSeconds", wait, "Must be >= 0 and <= 20, if provided.");
        }
        checkVisibility(visibility);
        MessageView view = new MessageView(request);
        Optional<String> attempt = Optional.ofNullable(request.receiveRequestAttemptId());
        if (attempt.isPresent() && !settings.fifo()) {
            throw SqsErrors.parameter(
                    "ReceiveRequestAttemptId",
                    attempt.get(),
                    "The request includes a parameter that is not valid for this queue type.");
        }
        List<Receipt> receipts = attempt.flatMap(id -> queue.messages.again(id, visibility, settings))
                .orElseGet(() -> receiver.receive(queue, max, visibility, wait));
        attempt.ifPresent(id -> queue.messages.remember(id, receipts));
        metrics.received(queue, receipts.size());
        return ReceiveMessageResponse.builder()
                .messages(receipts.stream().map(view::of).toList())
                .build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        delete(queues.at(request.queueUrl()), request.receiptHandle());
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        Queue queue = queues.at(request.queueUrl());
        Batches.check(request.entries(), "DeleteMessageBatchRequestEntry", DeleteMessageBatchRequestEntry::id);
        List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            Batches.entry(
                    entry.id(),
                    () -> {
                        delete(queue, entry.receiptHandle());
                        successful.add(DeleteMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build());
                    },
                    failed::add);
        }
        return DeleteMessageBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        changeVisibility(queues.at(request.queueUrl()), request.receiptHandle(), request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        Queue queue = queues.at(request.queueUrl());
        Batches.check(
                request.entries(),
                "ChangeMessageVisibilityBatchRequestEntry",
                ChangeMessageVisibilityBatchRequestEntry::id);
        List<ChangeMessageVisibilityBatchResultEntry> successful = new ArrayList<>();
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            Batches.entry(
                    entry.id(),
                    () -> {
                        changeVisibility(queue, entry.receiptHandle(), entry.visibilityTimeout());
                        successful.add(ChangeMessageVisibilityBatchResultEntry.builder()
                                .id(entry.id())
                                .build());
                    },
                    failed::add);
        }
        return ChangeMessageVisibilityBatchResponse.builder()
                .successful(successful)
                .failed(failed)
                .build();
    }

    private MessageStore.Sent send(Queue queue, SendMessageRequest request, Content content) {
        QueueSettings settings = queue.settings();
        int delay = settings.fifo() ? settings.delay() : orDefault(request.delaySeconds(), settings.delay());
        MessageStore.Sent sent = queue.messages.send(content, Senders.id(CallContext.caller()), delay, settings);
        metrics.sent(queue, content.bytes());
        return sent;
    }

    private void delete(Queue queue, String handle) {
        queue.messages.delete(requireHandle(handle), queue.settings());
        metrics.deleted(queue);
    }

    private static void changeVisibility(Queue queue, String handle, Integer seconds) {
        String present = requireHandle(handle);
        if (seconds == null) {
            throw SqsErrors.missing("VisibilityTimeout");
        }
        checkVisibility(seconds);
        queue.messages.changeVisibility(present, seconds, queue.settings());
    }

    private static String requireHandle(String handle) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missing("ReceiptHandle");
        }
        return handle;
    }

    private static void checkVisibility(int seconds) {
        if (seconds < 0 || seconds > MAX_VISIBILITY) {
            throw SqsErrors.parameter("VisibilityTimeout", seconds, "Must be between 0 and 43200, if provided.");
        }
    }

    private static int orDefault(Integer given, int other) {
        return given == null ? other : given;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
