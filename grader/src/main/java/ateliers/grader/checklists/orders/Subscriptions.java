package ateliers.grader.checklists.orders;

import ateliers.grader.checklist.Stack;
import ateliers.grader.checklist.TopicProbe;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.Subscription;

/** What a submission has subscribed to its topic, probes left out. */
final class Subscriptions {
    private Subscriptions() {}

    /** The ARNs of the queues. */
    static List<String> queues(Stack stack, String topic) {
        return toQueues(stack, topic).map(Subscription::endpoint).toList();
    }

    /** What the subscription of a queue lets pass; empty where it lets all pass. */
    static String filter(Stack stack, String topic, String queueArn) {
        return toQueues(stack, topic)
                .filter(subscription -> subscription.endpoint().equals(queueArn))
                .map(subscription -> stack.aws()
                        .sns()
                        .getSubscriptionAttributes(r -> r.subscriptionArn(subscription.subscriptionArn()))
                        .attributes()
                        .getOrDefault("FilterPolicy", ""))
                .findFirst()
                .orElse("");
    }

    private static Stream<Subscription> toQueues(Stack stack, String topic) {
        return stack.aws().sns().listSubscriptionsByTopicPaginator(r -> r.topicArn(topic)).subscriptions().stream()
                .filter(subscription -> subscription.protocol().equals("sqs"))
                .filter(subscription -> !TopicProbe.isProbe(stack, subscription.endpoint()));
    }
}
