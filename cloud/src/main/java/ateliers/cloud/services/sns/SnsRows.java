package ateliers.cloud.services.sns;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
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
 * What each operation needs. What is done to a subscription needs the action on its topic.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html">Actions,
 *     resources and condition keys for Amazon SNS</a>
 */
final class SnsRows {
    private final Rows rows;

    private SnsRows(Rows rows) {
        this.rows = rows;
    }

    static void declare(Rows rows, Place place) {
        new SnsRows(rows).declare(place);
    }

    private void declare(Place place) {
        rows.onEach(CreateTopicRequest.class, r -> createTopic(r, place.arn("sns", given(r.name()))));
        topic(DeleteTopicRequest.class, "DeleteTopic", DeleteTopicRequest::topicArn);
        rows.on(ListTopicsRequest.class, r -> Need.anywhere("sns:ListTopics"));
        topic(GetTopicAttributesRequest.class, "GetTopicAttributes", GetTopicAttributesRequest::topicArn);
        topic(SetTopicAttributesRequest.class, "SetTopicAttributes", SetTopicAttributesRequest::topicArn);
        topic(AddPermissionRequest.class, "AddPermission", AddPermissionRequest::topicArn);
        topic(RemovePermissionRequest.class, "RemovePermission", RemovePermissionRequest::topicArn);
        rows.on(TagResourceRequest.class, r -> tagged(new Need("sns:TagResource", given(r.resourceArn())), r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("sns:UntagResource", given(r.resourceArn()))
                        .with("aws:TagKeys", r.tagKeys().toArray(String[]::new)));
        topic(ListTagsForResourceRequest.class, "ListTagsForResource", ListTagsForResourceRequest::resourceArn);
        rows.on(
                SubscribeRequest.class,
                r -> new Need("sns:Subscribe", given(r.topicArn()))
                        .with("sns:Protocol", given(r.protocol()))
                        .with("sns:Endpoint", given(r.endpoint())));
        topic(ConfirmSubscriptionRequest.class, "ConfirmSubscription", ConfirmSubscriptionRequest::topicArn);
        topic(UnsubscribeRequest.class, "Unsubscribe", r -> topicOf(r.subscriptionArn()));
        rows.on(ListSubscriptionsRequest.class, r -> Need.anywhere("sns:ListSubscriptions"));
        topic(
                ListSubscriptionsByTopicRequest.class,
                "ListSubscriptionsByTopic",
                ListSubscriptionsByTopicRequest::topicArn);
        topic(GetSubscriptionAttributesRequest.class, "GetSubscriptionAttributes", r -> topicOf(r.subscriptionArn()));
        topic(SetSubscriptionAttributesRequest.class, "SetSubscriptionAttributes", r -> topicOf(r.subscriptionArn()));
        topic(
                PublishRequest.class,
                "Publish",
                r -> Optional.ofNullable(r.topicArn()).orElse(r.targetArn()));
        topic(PublishBatchRequest.class, "Publish", PublishBatchRequest::topicArn);
    }

    private <R extends SdkRequest> void topic(Class<R> request, String action, Function<R, String> arn) {
        rows.on(request, r -> new Need("sns:" + action, given(arn.apply(r))));
    }

    private static List<Need> createTopic(CreateTopicRequest request, String arn) {
        List<Need> needs = new ArrayList<>();
        List<Tag> tags = request.tags().stream()
                .filter(each -> !SystemTags.is(each.key()))
                .toList();
        needs.add(tagged(new Need("sns:CreateTopic", arn), tags));
        if (!tags.isEmpty()) {
            needs.add(tagged(new Need("sns:TagResource", arn), tags));
        }
        return needs;
    }

    private static Need tagged(Need need, List<Tag> tags) {
        Need tagged = need;
        if (!tags.isEmpty()) {
            tagged = tagged.with("aws:TagKeys", tags.stream().map(Tag::key).toArray(String[]::new));
        }
        for (Tag tag : tags) {
            tagged = tagged.with("aws:RequestTag/" + tag.key(), tag.value());
        }
        return tagged;
    }

    /** A subscription's ARN is its topic's with an id at the end. */
    private static String topicOf(String subscriptionArn) {
        String arn = given(subscriptionArn);
        return arn.split(":", -1).length == 7 ? arn.substring(0, arn.lastIndexOf(':')) : arn;
    }

    /** Anything but an ARN is refused by the operation itself, whoever asks. */
    private static String given(String text) {
        return text == null || text.isEmpty() ? "*" : text;
    }
}
