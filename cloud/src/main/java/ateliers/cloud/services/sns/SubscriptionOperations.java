package ateliers.cloud.services.sns;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/**
 * The operations on subscriptions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">Actions</a>
 */
final class SubscriptionOperations implements SnsClient, Operations {
    private static final int PAGE = 100;
    private static final Paging<Subscription> PAGING = Paging.<Subscription>byLast(
                    subscription -> subscription.arn, SnsErrors::nextToken)
            .opaque();

    private final Topics topics;
    private final Subscriptions subscriptions;
    private final SubscriptionMail mail;

    SubscriptionOperations(Topics topics, Subscriptions subscriptions, SubscriptionMail mail) {
        this.topics = topics;
        this.subscriptions = subscriptions;
        this.mail = mail;
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        Topic topic = topics.at(request.topicArn());
        Subscription subscription = subscriptions.subscribe(topic, request);
        if (subscription.isPending()) {
            mail.askForConfirmation(subscription);
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
        // Of a request that nobody signed, AWS documents no effect.
        boolean authenticated = "true".equalsIgnoreCase(request.authenticateOnUnsubscribe()) && !isAnonymous();
        Subscription subscription = subscriptions.confirm(topic, request.token(), authenticated);
        return ConfirmSubscriptionResponse.builder()
                .subscriptionArn(subscription.arn)
                .build();
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        Optional<Subscription> gone = subscriptions.unsubscribe(request.subscriptionArn());
        // An address may be read by several people, one of whom has ended it for all.
        gone.filter(subscription -> subscription.isMail() && isAnonymous()).ifPresent(subscription -> {
            subscriptions.mayComeBack(subscription);
            mail.tellOfEnd(subscription);
        });
        return UnsubscribeResponse.builder().build();
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        Paging.Page<Subscription> page = PAGING.page(subscriptions.all(), PAGE, request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items().stream()
                        .map(SubscriptionOperations::listed)
                        .toList())
                .nextToken(page.next())
                .build();
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        List<Subscription> all = subscriptions.of(topics.at(request.topicArn()));
        Paging.Page<Subscription> page = PAGING.page(all, PAGE, request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items().stream()
                        .map(SubscriptionOperations::listed)
                        .toList())
                .nextToken(page.next())
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

    private static boolean isAnonymous() {
        return CallContext.caller() instanceof Principal.Anonymous;
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
}
