package ateliers.cloud.services.sqs;

import ateliers.cloud.door.ServiceContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
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
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
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
    private final ServiceContext context;
    private final Queues queues;
    private final MessageOperations messages;
    private final MoveTasks moveTasks;

    Sqs(ServiceContext context) {
        this.context = context;
        this.queues = new Queues(context);
        this.messages = new MessageOperations(queues, context.clock());
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
        Queues.refuseSystemTags(request.tags().keySet());
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
        Queues.refuseSystemTags(request.tagKeys());
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
        return messages.sendMessage(request);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        return messages.sendMessageBatch(request);
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return messages.receiveMessage(request);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return messages.deleteMessage(request);
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        return messages.deleteMessageBatch(request);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return messages.changeMessageVisibility(request);
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        return messages.changeMessageVisibilityBatch(request);
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

    private void noteInert(Queue queue, Map<String, String> given) {
        given.forEach((name, value) -> {
            if (QueueAttributes.INERT.containsKey(name) && !value.isEmpty() && !value.equals("false")) {
                context.inert("sqs", name, queue.arn, QueueAttributes.INERT.get(name));
            }
        });
    }
}
