package ateliers.cloud.services.sns;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AddPermissionRequest;
import software.amazon.awssdk.services.sns.model.AddPermissionResponse;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.sns.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.RemovePermissionRequest;
import software.amazon.awssdk.services.sns.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.TagResourceResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;
import software.amazon.awssdk.services.sns.model.UntagResourceRequest;
import software.amazon.awssdk.services.sns.model.UntagResourceResponse;

/**
 * Amazon SNS.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">Actions</a>
 */
final class Sns implements SnsClient {
    private static final int PAGE = 100;

    private final ServiceContext context;
    private final Topics topics;
    private final Subscriptions subscriptions;
    private final Deliveries deliveries;
    private final Publisher publisher;

    Sns(ServiceContext context) {
        this.context = context;
        this.topics = new Topics(context);
        this.subscriptions = new Subscriptions(context.clock(), context.place());
        this.deliveries = new Deliveries(context, new Envelope(context.place().region(), context.endpoint()));
        this.publisher = new Publisher(context.clock(), subscriptions, deliveries);
    }

    /** The policy of the topic with this ARN. */
    Optional<String> policy(String arn) {
        return topics.find(arn).map(topic -> topic.attributes.get("Policy"));
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
        Listing<Topic> page = Listing.of(topics.all(), request.nextToken(), PAGE, topic -> topic.arn);
        return ListTopicsResponse.builder()
                .topics(page.items().stream()
                        .map(topic -> software.amazon.awssdk.services.sns.model.Topic.builder()
                                .topicArn(topic.arn)
                                .build())
                        .toList())
                .nextToken(page.nextToken())
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

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        Topic topic = topics.at(request.topicArn());
        Subscription subscription = subscriptions.subscribe(topic, request);
        if (subscription.isPending()) {
            deliveries.askForConfirmation(subscription);
        }
        boolean shown = !subscription.isPending() || Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(shown ? subscription.arn : "pending confirmation")
                .build();
    }

    @Override
    public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionRequest request) {
        String arn = Arns.check("TopicArn", request.topicArn());
        Topic topic = topics.find(arn).orElseThrow(() -> SnsErrors.parameter("Token"));
        boolean authenticated = "true".equalsIgnoreCase(request.authenticateOnUnsubscribe());
        Subscription subscription = subscriptions.confirm(topic, request.token(), authenticated);
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(subscription.arn)
                .build();
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        subscriptions.unsubscribe(request.subscriptionArn());
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        Listing<Subscription> page = page(subscriptions.all(), request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items().stream().map(Sns::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        List<Subscription> all = subscriptions.of(topics.at(request.topicArn()));
        Listing<Subscription> page = page(all, request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items().stream().map(Sns::listed).toList())
                .nextToken(page.nextToken())
                .build();
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
        return GetSubscriptionAttributesResponse.builder()
                .attributes(subscriptions.attributes(subscriptions.at(request.subscriptionArn())))
                .build();
    }

    @Override
    public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesRequest request) {
        subscriptions.set(
                subscriptions.at(request.subscriptionArn()), request.attributeName(), request.attributeValue());
        return SetSubscriptionAttributesResponse.builder().build();
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        Topic topic = topics.at(target(request));
        Deduplication.Accepted accepted = publisher.publish(topic, MessageRules.Draft.of(request));
        return PublishResponse.builder()
                .messageId(accepted.messageId())
                .sequenceNumber(orNull(accepted.sequenceNumber()))
                .build();
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        Topic topic = topics.at(request.topicArn());
        List<PublishBatchResultEntry> successful = new ArrayList<>();
        publisher
                .publish(topic, request.publishBatchRequestEntries())
                .forEach((id, accepted) -> successful.add(PublishBatchResultEntry.builder()
                        .id(id)
                        .messageId(accepted.messageId())
                        .sequenceNumber(orNull(accepted.sequenceNumber()))
                        .build()));
        return PublishBatchResponse.builder()
                .successful(successful)
                .failed(List.of())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing runs here but on the clock
    }

    private static String target(PublishRequest request) {
        if (request.phoneNumber() != null) {
            throw new Unsupported("sns: publishing to phone numbers");
        }
        String arn = Optional.ofNullable(request.topicArn()).orElse(request.targetArn());
        if (arn == null) {
            throw SnsErrors.parameter("TopicArn or TargetArn Reason: no value for required parameter");
        }
        if (request.topicArn() == null && arn.contains(":endpoint/")) {
            throw SnsErrors.parameter("TargetArn Reason: No endpoint found for the target arn specified");
        }
        return arn;
    }

    private Topic tagged(String arn) {
        Arns.check("ResourceArn", arn);
        return topics.find(arn).orElseThrow(SnsErrors::noResource);
    }

    private static Listing<Subscription> page(List<Subscription> all, String token) {
        Function<Subscription, String> key = subscription -> subscription.arn;
        return Listing.of(all, token, PAGE, key);
    }

    private static software.amazon.awssdk.services.sns.model.Subscription listed(Subscription subscription) {
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(subscription.isPending() ? "PendingConfirmation" : subscription.arn)
                .owner(subscription.owner)
                .protocol(subscription.protocol)
                .endpoint(subscription.endpoint)
                .topicArn(subscription.topic.arn)
                .build();
    }

    private void noteInert(Topic topic, String name) {
        if (TopicRules.INERT.contains(name)) {
            context.inert("sns", name, topic.arn, "kept, without effect here");
        }
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
