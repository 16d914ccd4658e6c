package ateliers.cloud.services.sns;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.mail.Mail;
import java.util.Map;

/**
 * What SNS mails to the addresses that subscribe to topics, in AWS's words.
 *
 * <p>AWS writes the mails that hold a link to confirm in HTML, with the link behind its name; here they are plain text,
 * and the link is to be seen.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html">Email notifications</a>
 */
final class SubscriptionMail {
    private static final String NO_REPLY = "Please do not reply directly to this email. If you ";

    private final ServiceContext context;
    private final Envelope envelope;
    private final SubscriptionLinks links;
    private final Notes notes;

    SubscriptionMail(ServiceContext context, Envelope envelope) {
        this.context = context;
        this.envelope = envelope;
        this.links = new SubscriptionLinks(context.place().region());
        this.notes = context.notes("sns").byService();
    }

    /** Asks a person whether the address is to get what the topic publishes. */
    void askForConfirmation(Subscription subscription) {
        String text = isJson(subscription)
                ? envelope.confirmation(subscription, context.clock().instant())
                : "You have chosen to subscribe to the topic:\n" + subscription.topic.arn
                        + "\n\nTo confirm this subscription, click or visit the link below"
                        + " (If this was in error no action is necessary):\n"
                        + links.confirmation(subscription)
                        + "\n\n" + NO_REPLY + "wish to remove yourself from receiving all future SNS subscription"
                        + " confirmation requests please send an email to sns-opt-out\n";
        send(subscription, "AWS Notification - Subscription Confirmation", text);
    }

    /** Delivers a message. */
    void deliver(Notification notification, Subscription subscription) {
        String text = isJson(subscription)
                ? envelope.text(notification, subscription)
                : notification.messageFor("email")
                        + "\n\n--\nIf you wish to stop receiving notifications from this topic, please click or visit"
                        + " the link below to unsubscribe:\n" + links.unsubscribe(subscription)
                        + "\n\n" + NO_REPLY + "have any questions or comments regarding this email, please contact us"
                        + " at https://aws.amazon.com/support\n";
        send(subscription, notification.subject().orElse("AWS Notification Message"), text);
    }

    /** Tells the address that somebody who need not be its owner has ended the subscription, and how to go back. */
    void tellOfEnd(Subscription subscription) {
        String text = isJson(subscription)
                ? envelope.end(subscription, context.clock().instant())
                : "Your subscription to the topic below has been deactivated:\n" + subscription.topic.arn
                        + "\n\nIf this was in error or you wish to resubscribe, click or visit the link below:\n"
                        + links.confirmation(subscription) + "\n";
        send(subscription, "AWS Notification - Unsubscribe Confirmation", text);
    }

    private void send(Subscription subscription, String subject, String text) {
        context.mail(
                new Mail(
                        context.clock().instant(),
                        sender(subscription.topic),
                        subscription.endpoint,
                        subject,
                        text,
                        Map.of("topic-arn", subscription.topic.arn, "subscription-arn", subscription.arn)),
                notes);
    }

    private static boolean isJson(Subscription subscription) {
        return subscription.protocol.equals("email-json");
    }

    private static String sender(Topic topic) {
        String name = topic.attributes.getOrDefault("DisplayName", "");
        return (name.isEmpty() ? "AWS Notifications" : name) + " <no-reply@sns.amazonaws.com>";
    }
}
