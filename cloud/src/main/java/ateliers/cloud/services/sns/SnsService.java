package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.traits.WireTraits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;

/**
 * Amazon SNS as a service of a cloud, with what each operation needs. What is done to a subscription needs the action on
 * its topic.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions,
 *     resources and condition keys for Amazon SNS</a>
 */
public final class SnsService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Topics topics = new Topics(cloud);
        Subscriptions subscriptions = new Subscriptions(cloud.clock(), cloud.place());
        Envelope envelope = new Envelope(cloud.place().region(), cloud.endpoint());
        SubscriptionMail mail = new SubscriptionMail(cloud, envelope);
        TopicMetrics metrics = new TopicMetrics(cloud.metrics());
        Deliveries deliveries = new Deliveries(cloud, envelope, mail, metrics);
        return List.of(AwsService.of("sns", SnsClient.class)
                .operations(new TopicOperations(topics, subscriptions, cloud.notes("sns")))
                .operations(new SubscriptionOperations(topics, subscriptions, mail))
                .operations(
                        new PublishOperations(topics, new Publisher(cloud.clock(), subscriptions, deliveries, metrics)))
                .target(new TopicTarget(cloud.door()))
                .routes(new SubscriptionPages(cloud.door()))
                .rows(rows -> declare(rows, cloud.place()))
                .rows(rows -> declareLinks(rows, subscriptions))
                .resourcePolicy(topics::policy)
                .resourceTags(topics::tags)
                .wire(new WireTraits()
                        .xmlNamespace("http://sns.amazonaws.com/doc/2010-03-31/")
                        .anonymous(Set.of("ConfirmSubscription", "Unsubscribe")::contains))
                .denied(SnsService::denied)
                .throttled(SnsErrors::throttled)
                .build());
    }

    /** SNS says its actions in its own way: {@code SNS:Publish}. */
    private static AwsServiceException denied(Need need, String message) {
        String said = "SNS" + need.action().substring(need.action().indexOf(':'));
        return SnsErrors.authorization(message.replace(need.action(), said));
    }

    private static void declare(Rows rows, Place place) {
        rows.onEach(CreateTopicRequest.class, r -> createTopic(r, place.arn("sns", given(r.name()))));
        topic(rows, DeleteTopicRequest.class, "DeleteTopic", DeleteTopicRequest::topicArn);
        rows.on(ListTopicsRequest.class, r -> new Need("sns:ListTopics", place.arn("sns", "*")));
        topic(rows, GetTopicAttributesRequest.class, "GetTopicAttributes", GetTopicAttributesRequest::topicArn);
        topic(rows, SetTopicAttributesRequest.class, "SetTopicAttributes", SetTopicAttributesRequest::topicArn);
        topic(rows, AddPermissionRequest.class, "AddPermission", AddPermissionRequest::topicArn);
        topic(rows, RemovePermissionRequest.class, "RemovePermission", RemovePermissionRequest::topicArn);
        rows.on(
                TagResourceRequest.class,
                r -> new Need("sns:TagResource", given(r.resourceArn())).tagging(tags(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("sns:UntagResource", given(r.resourceArn())).untagging(r.tagKeys()));
        topic(rows, ListTagsForResourceRequest.class, "ListTagsForResource", ListTagsForResourceRequest::resourceArn);
        rows.on(
                SubscribeRequest.class,
                r -> new Need("sns:Subscribe", given(r.topicArn()))
                        .with("sns:Protocol", given(r.protocol()))
                        .with("sns:Endpoint", given(r.endpoint())));
        rows.on(ListSubscriptionsRequest.class, r -> new Need("sns:ListSubscriptions", place.arn("sns", "*")));
        topic(
                rows,
                ListSubscriptionsByTopicRequest.class,
                "ListSubscriptionsByTopic",
                ListSubscriptionsByTopicRequest::topicArn);
        topic(
                rows,
                GetSubscriptionAttributesRequest.class,
                "GetSubscriptionAttributes",
                r -> topicOf(r.subscriptionArn()));
        topic(
                rows,
                SetSubscriptionAttributesRequest.class,
                "SetSubscriptionAttributes",
                r -> topicOf(r.subscriptionArn()));
        topic(
                rows,
                PublishRequest.class,
                "Publish",
                r -> Optional.ofNullable(r.topicArn()).orElse(r.targetArn()));
        topic(rows, PublishBatchRequest.class, "Publish", PublishBatchRequest::topicArn);
    }

    /** What the links in mails and messages do is open to who follows them; who signs is judged. */
    private static void declareLinks(Rows rows, Subscriptions subscriptions) {
        rows.onEach(
                ConfirmSubscriptionRequest.class,
                r -> unlessByLink(new Need("sns:ConfirmSubscription", given(r.topicArn())), false));
        rows.onEach(
                UnsubscribeRequest.class,
                r -> unlessByLink(
                        new Need("sns:Unsubscribe", topicOf(r.subscriptionArn())),
                        subscriptions.isGuarded(r.subscriptionArn())));
    }

    private static List<Need> unlessByLink(Need need, boolean guarded) {
        boolean byLink = CallContext.current()
                .filter(call -> call.principal() instanceof Principal.Anonymous)
                .isPresent();
        return byLink && !guarded ? List.of() : List.of(need);
    }

    private static <R extends SdkRequest> void topic(
            Rows rows, Class<R> request, String action, Function<R, String> arn) {
        rows.on(request, r -> new Need("sns:" + action, given(arn.apply(r))));
    }

    private static List<Need> createTopic(CreateTopicRequest request, String arn) {
        Map<String, String> tags = SystemTags.others(tags(request.tags()));
        Need create = new Need("sns:CreateTopic", arn).tagging(tags);
        return tags.isEmpty() ? List.of(create) : List.of(create, new Need("sns:TagResource", arn).tagging(tags));
    }

    private static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** A subscription's ARN is its topic's with an id at the end. */
    private static String topicOf(String subscriptionArn) {
        String arn = given(subscriptionArn);
        boolean named = Arn.find(arn).filter(each -> !each.type().isEmpty()).isPresent();
        return named ? arn.substring(0, arn.lastIndexOf(':')) : arn;
    }

    /** Anything but an ARN is refused by the operation itself, whoever asks. */
    private static String given(String text) {
        return text == null || text.isEmpty() ? "*" : text;
    }
}
