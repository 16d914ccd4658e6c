package ateliers.cloud.services.sqs;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.traits.WireTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
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
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/**
 * Amazon SQS as a service of a cloud, with what each operation needs. Batches need the action of one entry.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions,
 *     resources and condition keys for Amazon SQS</a>
 */
public final class SqsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Queues queues = new Queues(cloud);
        QueueMetrics metrics = new QueueMetrics(cloud.metrics());
        cloud.metrics()
                .sampled("AWS/SQS", time -> queues.startingWith("").forEach(queue -> metrics.sample(queue, time)));
        return List.of(AwsService.of("sqs", SqsClient.class)
                .operations(new QueueOperations(queues, cloud.place(), cloud.notes("sqs")))
                .operations(new MessageOperations(queues, cloud.clock(), metrics))
                .operations(new MoveTasks(queues, cloud.clock()))
                .target(new QueueTarget(cloud))
                .rows(rows -> declare(rows, cloud.place()))
                .resourcePolicy(queues::policy)
                .resourceTags(queues::tags)
                .wire(wire())
                .denied(SqsService::denied)
                .throttled(SqsErrors::throttled)
                .build());
    }

    private static WireTraits wire() {
        return new WireTraits()
                .leftQuery(
                        FormNames::new,
                        Map.of(
                                "AWS.SimpleQueueService.NonExistentQueue",
                                "The specified queue does not exist for this wsdl version."))
                .addressed("QueueUrl")
                .shapeNamespace("com.amazonaws.sqs#")
                .xmlNamespace("http://queue.amazonaws.com/doc/2012-11-05/")
                .anonymous(operation -> true);
    }

    /** SQS says its actions in lower case, and the resource as it is. */
    private static AwsServiceException denied(Need need, String message) {
        String said = message.replace(need.action(), need.action().toLowerCase(Locale.ROOT));
        return AwsErrors.of(SqsException.builder(), "AccessDenied", 403, said);
    }

    private static void declare(Rows rows, Place place) {
        rows.onEach(CreateQueueRequest.class, r -> createQueue(r, place));
        rows.on(ListQueuesRequest.class, r -> Need.anywhere("sqs:ListQueues"));
        rows.on(
                GetQueueUrlRequest.class,
                r -> new Need("sqs:GetQueueUrl", queueArn(r.queueOwnerAWSAccountId(), r.queueName(), place)));
        queue(rows, place, DeleteQueueRequest.class, "DeleteQueue", DeleteQueueRequest::queueUrl);
        queue(rows, place, PurgeQueueRequest.class, "PurgeQueue", PurgeQueueRequest::queueUrl);
        queue(rows, place, GetQueueAttributesRequest.class, "GetQueueAttributes", GetQueueAttributesRequest::queueUrl);
        queue(rows, place, SetQueueAttributesRequest.class, "SetQueueAttributes", SetQueueAttributesRequest::queueUrl);
        queue(
                rows,
                place,
                ListDeadLetterSourceQueuesRequest.class,
                "ListDeadLetterSourceQueues",
                ListDeadLetterSourceQueuesRequest::queueUrl);
        queue(rows, place, AddPermissionRequest.class, "AddPermission", AddPermissionRequest::queueUrl);
        queue(rows, place, RemovePermissionRequest.class, "RemovePermission", RemovePermissionRequest::queueUrl);
        rows.on(
                TagQueueRequest.class,
                r -> queueNeed("TagQueue", r.queueUrl(), place).tagging(r.tags()));
        rows.on(
                UntagQueueRequest.class,
                r -> queueNeed("UntagQueue", r.queueUrl(), place).untagging(r.tagKeys()));
        queue(rows, place, ListQueueTagsRequest.class, "ListQueueTags", ListQueueTagsRequest::queueUrl);
        queue(rows, place, SendMessageRequest.class, "SendMessage", SendMessageRequest::queueUrl);
        queue(rows, place, SendMessageBatchRequest.class, "SendMessage", SendMessageBatchRequest::queueUrl);
        queue(rows, place, ReceiveMessageRequest.class, "ReceiveMessage", ReceiveMessageRequest::queueUrl);
        queue(rows, place, DeleteMessageRequest.class, "DeleteMessage", DeleteMessageRequest::queueUrl);
        queue(rows, place, DeleteMessageBatchRequest.class, "DeleteMessage", DeleteMessageBatchRequest::queueUrl);
        queue(
                rows,
                place,
                ChangeMessageVisibilityRequest.class,
                "ChangeMessageVisibility",
                ChangeMessageVisibilityRequest::queueUrl);
        queue(
                rows,
                place,
                ChangeMessageVisibilityBatchRequest.class,
                "ChangeMessageVisibility",
                ChangeMessageVisibilityBatchRequest::queueUrl);
        rows.onEach(StartMessageMoveTaskRequest.class, SqsService::startMessageMoveTask);
        // the handle does not say which queue; the task's own start was authorised
        rows.on(CancelMessageMoveTaskRequest.class, r -> new Need("sqs:CancelMessageMoveTask", place.arn("sqs", "*")));
        rows.on(ListMessageMoveTasksRequest.class, r -> new Need("sqs:ListMessageMoveTasks", given(r.sourceArn())));
    }

    private static <R extends SdkRequest> void queue(
            Rows rows, Place place, Class<R> request, String action, Function<R, String> url) {
        rows.on(request, r -> queueNeed(action, url.apply(r), place));
    }

    private static Need queueNeed(String action, String url, Place place) {
        return new Need("sqs:" + action, QueueAddress.ofUrl(url).arn(place));
    }

    private static List<Need> createQueue(CreateQueueRequest request, Place place) {
        String arn = queueArn(null, request.queueName(), place);
        Map<String, String> tags = SystemTags.others(request.tags());
        Need create = new Need("sqs:CreateQueue", arn).tagging(tags);
        return tags.isEmpty() ? List.of(create) : List.of(create, new Need("sqs:TagQueue", arn).tagging(tags));
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

    private static String queueArn(String account, String name, Place place) {
        return new QueueAddress(Objects.requireNonNullElse(account, place.account()), given(name)).arn(place);
    }

    private static String given(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
