package ateliers.cloud.services.sns;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/**
 * The operations on topics: their attributes, permissions and tags.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">Actions</a>
 */
final class TopicOperations implements SnsClient, Operations {
    private static final int PAGE = 100;
    private static final Paging<Topic> PAGING =
            Paging.<Topic>byLast(topic -> topic.arn, SnsErrors::nextToken).opaque();

    private final Topics topics;
    private final Subscriptions subscriptions;
    private final Notes notes;

    TopicOperations(Topics topics, Subscriptions subscriptions, Notes notes) {
        this.topics = topics;
        this.subscriptions = subscriptions;
        this.notes = notes;
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        if (request.dataProtectionPolicy() != null) {
            throw new Unsupported("sns: data protection policies");
        }
        Topic topic = topics.create(request.name(), request.attributes(), request.tags());
        request.attributes().forEach((name, value) -> noteInert(topic, name));
        return CreateTopicResponse.builder().topicArn(topic.arn).build();
    }

    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
        Arns.check("TopicArn", request.topicArn());
        topics.find(request.topicArn()).ifPresent(topic -> {
            topics.delete(topic);
            subscriptions.forgetAll(topic);
        });
        return DeleteTopicResponse.builder().build();
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        Paging.Page<Topic> page = PAGING.page(topics.all(), PAGE, request.nextToken());
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(topic -> software.amazon.awssdk.services.sns.model.Topic.builder()
                                .topicArn(topic.arn)
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
        Topic topic = topics.at(request.topicArn());
        Map<String, String> attributes = topics.attributes(topic);
        List<Subscription> all = subscriptions.of(topic);
        long pending = all.stream().filter(Subscription::isPending).count();
        attributes.put("SubscriptionsPending", Long.toString(pending));
        attributes.put("SubscriptionsConfirmed", Long.toString(all.size() - pending));
        return GetTopicAttributesResponse.builder().attributes(attributes).build();
    }

    @Override
    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
        Topic topic = topics.at(request.topicArn());
        String name = Optional.ofNullable(request.attributeName()).orElse("");
        String value = Optional.ofNullable(request.attributeValue()).orElse("");
        if (name.equals("Policy") && value.isEmpty()) {
            throw SnsErrors.parameter("Policy is empty");
        }
        TopicRules.check(name, value, topic.fifo, SnsErrors::parameter, "AttributeName");
        if (value.isEmpty()) {
            topic.attributes.remove(name);
        } else {
            topic.attributes.put(name, value);
            noteInert(topic, name);
        }
        return SetTopicAttributesResponse.builder().build();
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        Topic topic = topics.at(request.topicArn());
        topic.attributes.put(
                "Policy", TopicPolicy.add(topic, request.label(), request.awsAccountIds(), request.actionNames()));
        return AddPermissionResponse.builder().build();
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Topic topic = topics.at(request.topicArn());
        topic.attributes.put("Policy", TopicPolicy.remove(topic, request.label()));
        return RemovePermissionResponse.builder().build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        Topics.tag(tagged(request.resourceArn()), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        Topic topic = tagged(request.resourceArn());
        request.tagKeys().forEach(Topics::refuseSystemTag);
        request.tagKeys().forEach(topic.tags::remove);
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        List<Tag> tags = new ArrayList<>();
        tagged(request.resourceArn())
                .sortedTags()
                .forEach((key, value) ->
                        tags.add(Tag.builder().key(key).value(value).build()));
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    private Topic tagged(String arn) {
        Arns.check("ResourceArn", arn);
        return topics.find(arn).orElseThrow(SnsErrors::noResource);
    }

    private void noteInert(Topic topic, String name) {
        if (TopicRules.INERT.contains(name)) {
            notes.inert(name, topic.arn, "kept, without effect here");
        }
    }
}
