package ateliers.cloud.services.sqs;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/**
 * The operations on queues: their attributes, permissions and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
final class QueueOperations implements SqsClient, Operations {
    private static final int MOST_LISTED = 1000;
    private static final int MOST_TAGS = 50;
    private static final Paging<Queue> PAGING = Paging.<Queue>byOrder(
                    queue -> queue.name, () -> SqsErrors.parameter("Invalid or expired next token."))
            .opaque();

    private final Queues queues;
    private final Place place;
    private final Notes notes;

    QueueOperations(Queues queues, Place place, Notes notes) {
        this.queues = queues;
        this.place = place;
        this.notes = notes;
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
        String account = Optional.ofNullable(request.queueOwnerAWSAccountId()).orElse(place.account());
        return GetQueueUrlResponse.builder()
                .queueUrl(queues.named(account, request.queueName()).url)
                .build();
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        String prefix = Optional.ofNullable(request.queueNamePrefix()).orElse("");
        Paging.Page<String> page = urls(queues.startingWith(prefix), request.maxResults(), request.nextToken());
        return ListQueuesResponse.builder()
                .queueUrls(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListDeadLetterSourceQueuesResponse listDeadLetterSourceQueues(ListDeadLetterSourceQueuesRequest request) {
        Queue queue = queues.at(request.queueUrl());
        Paging.Page<String> page = urls(queues.sourcesOf(queue), request.maxResults(), request.nextToken());
        return ListDeadLetterSourceQueuesResponse.builder()
                .queueUrls(page.items())
                .nextToken(page.next())
                .build();
    }

    /** @param maxResults null where the caller does not page: then the first thousand come without a token */
    private static Paging.Page<String> urls(List<Queue> all, Integer maxResults, String token) {
        if (maxResults != null && (maxResults < 1 || maxResults > MOST_LISTED)) {
            throw SqsErrors.parameter("MaxResults", maxResults, "MaxResults must be an integer between 1 and 1000.");
        }
        Paging.Page<String> page = PAGING.page(all, maxResults == null ? MOST_LISTED : maxResults, token)
                .map(queue -> queue.url);
        return maxResults == null ? new Paging.Page<>(page.items(), null) : page;
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
        if (tags.size() > MOST_TAGS) {
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

    private void noteInert(Queue queue, Map<String, String> given) {
        given.forEach((name, value) -> {
            if (QueueAttributes.INERT.containsKey(name) && !value.isEmpty() && !value.equals("false")) {
                notes.inert(name, queue.arn, QueueAttributes.INERT.get(name));
            }
        });
    }
}
