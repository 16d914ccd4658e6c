package ateliers.cloud.services.sqs;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksRequest;
import software.amazon.awssdk.services.sqs.model.ListQueueTagsRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/**
 * What each operation needs. Batches need the action of one entry.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions,
 *     resources and condition keys for Amazon SQS</a>
 */
final class SqsRows {
    private final Rows rows;
    private final Place place;

    private SqsRows(Rows rows, Place place) {
        this.rows = rows;
        this.place = place;
    }

    static void declare(Rows rows, Place place) {
        new SqsRows(rows, place).declare();
    }

    private void declare() {
        rows.onEach(CreateQueueRequest.class, this::createQueue);
        rows.on(ListQueuesRequest.class, r -> Need.anywhere("sqs:ListQueues"));
        rows.on(
                GetQueueUrlRequest.class,
                r -> new Need("sqs:GetQueueUrl", queueArn(r.queueOwnerAWSAccountId(), r.queueName())));
        queue(DeleteQueueRequest.class, "DeleteQueue", DeleteQueueRequest::queueUrl);
        queue(PurgeQueueRequest.class, "PurgeQueue", PurgeQueueRequest::queueUrl);
        queue(GetQueueAttributesRequest.class, "GetQueueAttributes", GetQueueAttributesRequest::queueUrl);
        queue(SetQueueAttributesRequest.class, "SetQueueAttributes", SetQueueAttributesRequest::queueUrl);
        queue(
                ListDeadLetterSourceQueuesRequest.class,
                "ListDeadLetterSourceQueues",
                ListDeadLetterSourceQueuesRequest::queueUrl);
        queue(AddPermissionRequest.class, "AddPermission", AddPermissionRequest::queueUrl);
        queue(RemovePermissionRequest.class, "RemovePermission", RemovePermissionRequest::queueUrl);
        rows.on(TagQueueRequest.class, r -> tagged(queueNeed("TagQueue", r.queueUrl()), r.tags()));
        rows.on(
                UntagQueueRequest.class,
                r -> queueNeed("UntagQueue", r.queueUrl())
                        .with("aws:TagKeys", r.tagKeys().toArray(String[]::new)));
        queue(ListQueueTagsRequest.class, "ListQueueTags", ListQueueTagsRequest::queueUrl);
        queue(SendMessageRequest.class, "SendMessage", SendMessageRequest::queueUrl);
        queue(SendMessageBatchRequest.class, "SendMessage", SendMessageBatchRequest::queueUrl);
        queue(ReceiveMessageRequest.class, "ReceiveMessage", ReceiveMessageRequest::queueUrl);
        queue(DeleteMessageRequest.class, "DeleteMessage", DeleteMessageRequest::queueUrl);
        queue(DeleteMessageBatchRequest.class, "DeleteMessage", DeleteMessageBatchRequest::queueUrl);
        queue(
                ChangeMessageVisibilityRequest.class,
                "ChangeMessageVisibility",
                ChangeMessageVisibilityRequest::queueUrl);
        queue(
                ChangeMessageVisibilityBatchRequest.class,
                "ChangeMessageVisibility",
                ChangeMessageVisibilityBatchRequest::queueUrl);
        rows.onEach(StartMessageMoveTaskRequest.class, SqsRows::startMessageMoveTask);
        // the handle does not say which queue; the task's own start was authorised
        rows.on(CancelMessageMoveTaskRequest.class, r -> new Need("sqs:CancelMessageMoveTask", place.arn("sqs", "*")));
        rows.on(ListMessageMoveTasksRequest.class, r -> new Need("sqs:ListMessageMoveTasks", given(r.sourceArn())));
    }

    private <R extends SdkRequest> void queue(Class<R> request, String action, Function<R, String> url) {
        rows.on(request, r -> queueNeed(action, url.apply(r)));
    }

    private Need queueNeed(String action, String url) {
        return new Need("sqs:" + action, QueueAddress.arn(url, place));
    }

    private List<Need> createQueue(CreateQueueRequest request) {
        String arn = queueArn(null, request.queueName());
        List<Need> needs = new ArrayList<>();
        Map<String, String> tags = SystemTags.others(request.tags());
        needs.add(tagged(new Need("sqs:CreateQueue", arn), tags));
        if (!tags.isEmpty()) {
            needs.add(tagged(new Need("sqs:TagQueue", arn), tags));
        }
        return needs;
    }

    /** The caller must itself be allowed what the task will do. */
    private static List<Need> startMessageMoveTask(StartMessageMoveTaskRequest request) {
        String source = given(request.sourceArn());
        List<Need> needs = new ArrayList<>();
        for (String action : List.of("StartMessageMoveTask", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
            needs.add(new Need("sqs:" + action, source));
        }
        if (request.destinationArn() != null) {
            needs.add(new Need("sqs:SendMessage", request.destinationArn()));
        }
        return needs;
    }

    private String queueArn(String account, String name) {
        Place owner = new Place(Optional.ofNullable(account).orElse(place.account()), place.region());
        return owner.arn("sqs", given(name));
    }

    private static String given(String text) {
        return Optional.ofNullable(text).orElse("");
    }

    private static Need tagged(Need need, Map<String, String> tags) {
        Need tagged = need;
        if (!tags.isEmpty()) {
            tagged = tagged.with("aws:TagKeys", tags.keySet().toArray(String[]::new));
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            tagged = tagged.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        return tagged;
    }
}
