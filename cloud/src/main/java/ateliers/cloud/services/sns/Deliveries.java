package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.mail.Mail;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

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

    Deliveries(ServiceContext context, Envelope envelope) {
        this.context = context;
        this.clock = context.clock();
        this.envelope = envelope;
    }

    /** Delivers to subscribers, one after the other; those whose filter policy does not match get nothing. */
    void deliver(Notification notification, List<Subscription> subscriptions) {
        for (Subscription subscription : subscriptions) {
            if (!subscription.isPending() && subscription.accepts(notification)) {
                attempt(notification, subscription, 0);
            }
        }
    }

    /** Mails what a person must answer before a mail subscription delivers. */
    void askForConfirmation(Subscription subscription) {
        String link = envelope.subscribeUrl(subscription);
        context.mailbox()
                .deliver(new Mail(
                        clock.instant(),
                        sender(subscription.topic),
                        List.of(subscription.endpoint),
                        "AWS Notification - Subscription Confirmation",
                        "You have chosen to subscribe to the topic:\n" + subscription.topic.arn
                                + "\n\nTo confirm this subscription, visit:\n" + link + "\n",
                        Map.of(
                                "topic-arn", subscription.topic.arn,
                                "subscription-arn", subscription.arn,
                                "confirmation-token", subscription.token,
                                "confirmation-link", link)));
    }

    private void attempt(Notification notification, Subscription subscription, int retries) {
        try {
            switch (subscription.protocol) {
                case "sqs" -> send(subscription.endpoint, notification, subscription);
                case "lambda" -> invoke(notification, subscription);
                default -> mail(notification, subscription);
            }
        } catch (Unsupported e) {
            give(notification, subscription, e); // our gap: trying again does not help
        } catch (AwsServiceException e) {
            if (isServersFault(e) && retries < MAX_RETRIES) {
                clock.schedule(
                        pause(retries), () -> clock.execute(() -> attempt(notification, subscription, retries + 1)));
            } else {
                give(notification, subscription, e);
            }
        }
    }

    private static boolean isServersFault(AwsServiceException error) {
        return error.statusCode() >= 500 || error.statusCode() == 429 || error.isThrottlingException();
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

    private void give(Notification notification, Subscription subscription, AwsServiceException error) {
        Optional<String> deadLetterArn = subscription.deadLetterArn();
        if (deadLetterArn.isEmpty()) {
            dropped(notification, subscription, error);
            return;
        }
        try {
            send(deadLetterArn.get(), notification, subscription);
        } catch (AwsServiceException e) {
            dropped(notification, subscription, e);
        }
    }

    private void dropped(Notification notification, Subscription subscription, AwsServiceException error) {
        Optional<CallContext> call = CallContext.current();
        context.journal()
                .add(new Entry(
                        clock.instant(),
                        Entry.Kind.DROPPED,
                        call.map(CallContext::requestId).orElse(notification.messageId()),
                        call.flatMap(CallContext::parentRequestId),
                        "sns.amazonaws.com",
                        "sns",
                        "Delivery",
                        subscription.arn,
                        AwsErrors.code(error),
                        "message " + notification.messageId() + " to " + subscription.endpoint + ": "
                                + AwsErrors.message(error),
                        0));
    }

    private Principal sns(Topic topic) {
        return Principal.service("sns.amazonaws.com", topic.arn, context.place().account());
    }

    private void send(String queueArn, Notification notification, Subscription subscription) {
        String[] parts = queueArn.split(":");
        boolean raw = subscription.isRaw();
        boolean fifoQueue = queueArn.endsWith(".fifo");
        SendMessageRequest.Builder request = SendMessageRequest.builder()
                .queueUrl(context.endpoint().get() + "/" + parts[4] + "/" + parts[5])
                .messageBody(raw ? notification.messageFor("sqs") : envelope.text(notification, subscription))
                .messageGroupId(notification.groupId().orElse(null))
                .messageDeduplicationId(
                        fifoQueue ? notification.deduplicationId().orElse(null) : null);
        if (raw && !notification.attributes().isEmpty()) {
            request.messageAttributes(queueAttributes(notification));
        }
        context.door().as(sns(subscription.topic), SqsClient.class).sendMessage(request.build());
    }

    private static Map<String, MessageAttributeValue> queueAttributes(Notification notification) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        notification
                .attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType(value.dataType())
                                .stringValue(value.stringValue())
                                .binaryValue(value.binaryValue())
                                .build()));
        return attributes;
    }

    private void invoke(Notification notification, Subscription subscription) {
        context.door()
                .as(sns(subscription.topic), LambdaClient.class)
                .invoke(r -> r.functionName(subscription.endpoint)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(envelope.lambdaEvent(notification, subscription))));
    }

    private void mail(Notification notification, Subscription subscription) {
        boolean json = subscription.protocol.equals("email-json");
        String body = json
                ? envelope.text(notification, subscription)
                : notification.messageFor("email") + "\n\n--\nTo stop receiving notifications from this topic, visit:\n"
                        + envelope.unsubscribeUrl(subscription) + "\n";
        context.mailbox()
                .deliver(new Mail(
                        clock.instant(),
                        sender(subscription.topic),
                        List.of(subscription.endpoint),
                        notification.subject().orElse("AWS Notification Message"),
                        body,
                        Map.of("topic-arn", subscription.topic.arn, "subscription-arn", subscription.arn)));
    }

    private static String sender(Topic topic) {
        String name = topic.attributes.getOrDefault("DisplayName", "");
        return (name.isEmpty() ? "AWS Notifications" : name) + " <no-reply@sns.amazonaws.com>";
    }
}
