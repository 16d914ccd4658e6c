package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Delivers messages to subscribers, again and again where the fault is the endpoint's service's, and to dead-letter
 * queues in the end.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Message delivery
 *     retries</a>
 */
final class Deliveries {
    private static final int MAX_RETRIES = 100_015;

    private final ServiceContext context;
    private final CloudClock clock;
    private final Envelope envelope;
    private final SubscriptionMail mail;
    private final TopicMetrics metrics;
    private final Notes notes;

    Deliveries(ServiceContext context, Envelope envelope, SubscriptionMail mail, TopicMetrics metrics) {
        this.context = context;
        this.clock = context.clock();
        this.envelope = envelope;
        this.mail = mail;
        this.metrics = metrics;
        this.notes = context.notes("sns").byService();
    }

    /** Delivers to subscribers, one after the other; those whose filter policy does not match get nothing. */
    void deliver(Notification notification, List<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            if (subscription.isPending()) {
                continue;
            }
            if (subscription.accepts(notification)) {
                attempt(notification, subscription, 0);
            } else {
                metrics.filteredOut(subscription, notification);
            }
        }
    }

    private void attempt(Notification notification, Subscription subscription, int retries) {
        try {
            switch (subscription.protocol) {
                case "sqs" ->
                    send(
                            subscription.endpoint,
                            subscription,
                            message(subscription.endpoint, notification, subscription));
                case "lambda" ->
                    send(
                            subscription.endpoint,
                            subscription,
                            Payload.of(envelope.lambdaEvent(notification, subscription)));
                default -> mail.deliver(notification, subscription);
            }
            metrics.delivered(subscription.topic);
        } catch (Unsupported e) {
            giveUp(notification, subscription, e); // our gap: trying again does not help
        } catch (AwsServiceException e) {
            if (AwsErrors.isWorthRetrying(e) && retries < MAX_RETRIES) {
                clock.schedule(
                        pause(retries), () -> clock.execute(() -> attempt(notification, subscription, retries + 1)));
            } else {
                giveUp(notification, subscription, e);
            }
        }
    }

    /** For endpoints that AWS manages: at once, then two after a second, ten ever later, the rest each 20 seconds. */
    static Duration pause(int retries) {
        if (retries < 3) {
            return Duration.ZERO;
        }
        if (retries < 5) {
            return Duration.ofSeconds(1);
        }
        double exponent = (retries - 5) / 9.0;
        return Duration.ofMillis(Math.min(20_000, Math.round(1000 * Math.pow(20, exponent))));
    }

    private void giveUp(Notification notification, Subscription subscription, AwsServiceException error) {
        metrics.failed(subscription.topic);
        Optional<String> deadLetterArn = subscription.deadLetterArn();
        if (deadLetterArn.isEmpty()) {
            dropped(notification, subscription, error);
            return;
        }
        try {
            send(deadLetterArn.get(), subscription, message(deadLetterArn.get(), notification, subscription));
            metrics.redriven(subscription.topic, true);
        } catch (AwsServiceException e) {
            metrics.redriven(subscription.topic, false);
            dropped(notification, subscription, e);
        }
    }

    private void dropped(Notification notification, Subscription subscription, AwsServiceException error) {
        notes.dropped(
                "Delivery",
                subscription.arn,
                error,
                "message " + notification.messageId() + " to " + subscription.endpoint);
    }

    private void send(String arn, Subscription subscription, Payload payload) {
        Principal sns = Principal.service(
                "sns.amazonaws.com", subscription.topic.arn, context.place().account());
        context.door().targets().send(sns, arn, payload);
    }

    /** Only FIFO queues are told what tells duplicates; groups are for standard queues too. */
    private Payload message(String queueArn, Notification notification, Subscription subscription) {
        boolean raw = subscription.isRaw();
        return Payload.of(raw ? notification.messageFor("sqs") : envelope.text(notification, subscription))
                .withAttributes(raw ? attributes(notification) : Map.of())
                .inGroup(
                        notification.groupId().orElse(null),
                        queueArn.endsWith(".fifo")
                                ? notification.deduplicationId().orElse(null)
                                : null);
    }

    private static Map<String, Payload.Attribute> attributes(Notification notification) {
        Map<String, Payload.Attribute> attributes = new HashMap<>();
        notification
                .attributes()
                .forEach((name, value) -> attributes.put(
                        name, new Payload.Attribute(value.dataType(), value.stringValue(), value.binaryValue())));
        return attributes;
    }
}
