package ateliers.cloud.services.sqs;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.journal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * Amazon SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
final class Sqs implements SqsClient {
    private static final int MAX_VISIBILITY = 43_200;
    private static final int MAX_WAIT = 20;
    private static final int MAX_MESSAGES = 10;

    private final ServiceContext context;
    private final Queues queues;
    private final Receiver receiver;
    private final MoveTasks moveTasks;

    Sqs(ServiceContext context) {
        this.context = context;
        this.queues = new Queues(context);
        this.receiver = new Receiver(queues, context.clock());
        this.moveTasks = new MoveTasks(queues, context.clock());
    }

    /** The policy of the queue with this ARN. */
    Optional<String> policy(String arn) {
        return queues.withArn(arn).map(queue -> queue.attributes().get("Policy"));
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        Queue queue = queues.create(request.queueName(), request.attributesAsStrings(), request.tags());
        noteInert(queue, request.attributesAsStrings());
        return CreateQueueResponse.builder().queueUrl(queue.url).build();
    }

    @Override
    public DeleteQueueResponse deleteQueue(DeleteQueueRequest request) {
        queues.delete(queues.at(request.queueUrl()));
        return DeleteQueueResponse.builder().build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        if (request.queueName() == null) {
            throw SqsErrors.missing("QueueName");
        }
        String account = Optional.ofNullable(request.queueOwnerAWSAccountId())
                .orElse(context.place().account());
        return GetQueueUrlResponse.builder()
                .queueUrl(queues.named(account, request.queueName()).url)
                .build();
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        String prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
        Page page = Page.of(queues.startingWith(prefix), request.maxResults(), request.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.urls())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) {
        Queue queue = queues.at(request.queueUrl());
        Page page = Page.of(queues.sourcesOf(queue), request.maxResults(), request.nextToken());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.urls())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        Queue queue = queues.at(request.queueUrl());
        List<String> names = request.attributeNamesAsStrings();
        for (String name : names) {
            if (!QueueAttributes.isKnown(name)) {
                throw SqsErrors.unknownAttribute(name);
            }
        }
        Map<String, String> shown = queue.allAttributes();
        if (!names.contains("All")) {
            shown.keySet().retainAll(names);
        }
        return GetQueueAttributesResponse.builder().attributesWithStrings(shown).build();
    }

    @Override
    public SetQueueAttributesResponse setQueueAttributes(SetQueueAttributesRequest request) {
        Queue queue = queues.at(request.queueUrl());
        if (!request.hasAttributes()) {
            throw SqsErrors.missing("Attribute.Name");
        }
        queues.set(queue, request.attributesAsStrings());
        noteInert(queue, request.attributesAsStrings());
        return SetQueueAttributesResponse.builder().build();
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
        queues.at(request.queueUrl()).purge();
        return PurgeQueueResponse.builder().build();
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        Queue queue = queues.at(request.queueUrl());
        String policy = QueuePermissions.add(queue, request.label(), request.awsAccountIds(), request.actions());
        queues.set(queue, Map.of("Policy", policy));
        return AddPermissionResponse.builder().build();
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Queue queue = queues.at(request.queueUrl());
        queues.set(queue, Map.of("Policy", QueuePermissions.remove(queue, request.label())));
        return RemovePermissionResponse.builder().build();
    }

    @Override
    public TagQueueResponse tagQueue(TagQueueRequest request) {
        Queue queue = queues.at(request.queueUrl());
        if (request.tags().isEmpty()) {
            throw SqsErrors.missing("Tags");
        }
        Map<String, String> tags = new LinkedHashMap<>(queue.tags);
        tags.putAll(request.tags());
        if (tags.size() > 50) {
            throw SqsErrors.parameter("Too many tags added for queue " + queue.name + ".");
        }
        queue.tags.putAll(request.tags());
        return TagQueueResponse.builder().build();
    }

    @Override
    public UntagQueueResponse untagQueue(UntagQueueRequest request) {
        Queue queue = queues.at(request.queueUrl());
        if (request.tagKeys().isEmpty()) {
            throw SqsErrors.parameter("Tag keys must be between 1 and 128 characters in length.");
        }
        request.tagKeys().forEach(queue.tags::remove);
        return UntagQueueResponse.builder().build();
    }

    @Override
    public ListQueueTagsResponse listQueueTags(ListQueueTagsRequest request) {
        Map<String, String> tags = queues.at(request.queueUrl()).tags;
        return ListQueueTagsResponse.builder()
                .tags(tags.isEmpty() ? null : tags)
                .build();
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
                .md5OfMessageSystemAttributes(orNull(MessageRules.systemMd5(content)))
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
                            .md5OfMessageSystemAttributes(orNull(MessageRules.systemMd5(content)))
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

    @Override
    public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
        return moveTasks.start(request);
    }

    @Override
    public CancelMessageMoveTaskResponse cancelMessageMoveTask(CancelMessageMoveTaskRequest request) {
        return moveTasks.cancel(request.taskHandle());
    }

    @Override
    public ListMessageMoveTasksResponse listMessageMoveTasks(ListMessageMoveTasksRequest request) {
        return moveTasks.list(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing runs here but on the clock
    }

    private MessageStore.Sent send(Queue queue, SendMessageRequest request, Content content) {
        QueueSettings settings = queue.settings();
        int delay = settings.fifo() ? settings.delay() : orDefault(request.delaySeconds(), settings.delay());
        return queue.messages.send(content, Senders.id(CallContext.caller()), delay, settings);
    }

    private static void delete(Queue queue, String handle) {
        queue.messages.delete(requireHandle(handle), queue.settings());
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

    private void noteInert(Queue queue, Map<String, String> given) {
        if (!given.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            context.journal()
                    .add(new Entry(
                            context.clock().instant(),
                            Entry.Kind.INERT,
                            CallContext.current().map(CallContext::requestId).orElse(""),
                            CallContext.current().flatMap(CallContext::parentRequestId),
                            CallContext.caller().arn(),
                            "sqs",
                            "KmsMasterKeyId",
                            queue.arn,
                            Entry.OK,
                            "messages are not encrypted here; the key is neither looked at nor asked for permission",
                            0));
        }
    }

    private static int orDefault(Integer given, int other) {
        return given == null ? other : given;
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
