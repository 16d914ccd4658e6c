package ateliers.cloud.services.ses;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Tells event destinations what became of mails.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html">Examples of event
 *     data</a>
 */
final class MailEvents {
    private static final ObjectMapper JSON = Json.mapper();
    private static final String SUBJECT = "Amazon SES Email Event Notification";

    private final ServiceContext context;
    private final ConfigurationSets sets;
    private final Identities identities;
    private final Notes notes;

    MailEvents(ServiceContext context, ConfigurationSets sets, Identities identities) {
        this.context = context;
        this.sets = sets;
        this.identities = identities;
        this.notes = context.notes("ses").byService();
    }

    /**
     * One mail of which events tell.
     *
     * @param caller ARN of who sent it
     * @param recipients bare addresses
     */
    record Sent(
            Outgoing mail, String messageId, String address, List<String> recipients, String caller, Instant time) {}

    /** What events tell of who sends now. */
    static String caller() {
        return CallContext.caller().arn();
    }

    void send(ConfigurationSet set, Sent sent) {
        publish(set, EventType.SEND, sent, "", what -> {});
    }

    void renderingFailure(ConfigurationSet set, Sent sent, String why) {
        publish(
                set,
                EventType.RENDERING_FAILURE,
                sent,
                "",
                what -> what.put("errorMessage", why)
                        .put("templateName", sent.mail().template().orElse("")));
    }

    void delivery(ConfigurationSet set, Sent sent, String subject, List<String> recipients) {
        publish(set, EventType.DELIVERY, sent, subject, what -> {
            what.put("timestamp", now()).put("processingTimeMillis", 500);
            recipients.forEach(what.putArray("recipients")::add);
            what.put("smtpResponse", "250 2.6.0 Message received").put("reportingMTA", mta());
        });
    }

    void bounce(ConfigurationSet set, Sent sent, String subject, List<String> recipients) {
        publish(set, EventType.BOUNCE, sent, subject, what -> {
            what.put("feedbackId", id()).put("bounceType", "Permanent").put("bounceSubType", "General");
            ArrayNode bounced = what.putArray("bouncedRecipients");
            recipients.forEach(recipient -> bounced.addObject()
                    .put("emailAddress", recipient)
                    .put("action", "failed")
                    .put("status", "5.1.1")
                    .put("diagnosticCode", "smtp; 550 5.1.1 user unknown"));
            what.put("timestamp", now()).put("reportingMTA", "dns; " + mta());
        });
    }

    void complaint(ConfigurationSet set, Sent sent, String subject, List<String> recipients) {
        publish(set, EventType.COMPLAINT, sent, subject, what -> {
            what.put("feedbackId", id()).putNull("complaintSubType");
            ArrayNode complained = what.putArray("complainedRecipients");
            recipients.forEach(recipient -> complained.addObject().put("emailAddress", recipient));
            what.put("timestamp", now())
                    .put("userAgent", "Amazon SES Mailbox Simulator")
                    .put("complaintFeedbackType", "abuse")
                    .put("arrivalDate", now());
        });
    }

    private void publish(ConfigurationSet set, EventType type, Sent sent, String subject, Consumer<ObjectNode> what) {
        if (set == null) {
            return;
        }
        ObjectNode event = JSON.createObjectNode().put("eventType", type.said());
        event.set("mail", mail(set, sent, subject));
        what.accept(event.putObject(type.member()));
        set.destinations.values().stream()
                .filter(destination -> destination.wants(type))
                .forEach(destination -> deliver(set, destination, type, event));
    }

    private void deliver(
            ConfigurationSet set, ConfigurationSet.Destination destination, EventType type, ObjectNode event) {
        Payload payload = destination.isBus()
                ? Payload.of(onBus(set, type, event))
                : Payload.of(event.toString()).withSubject(SUBJECT);
        try {
            context.door().targets().send(sets.publisher(set), destination.target(), payload);
        } catch (AwsServiceException e) {
            notes.dropped("Event", destination.target(), e, type.said() + " event of " + set.name);
        }
    }

    private String onBus(ConfigurationSet set, EventType type, ObjectNode event) {
        ObjectNode entry = JSON.createObjectNode()
                .put("source", "aws.ses")
                .put("detail-type", type.detailType())
                .put("time", now());
        entry.putArray("resources").add(sets.arn(set.name));
        entry.set("detail", event);
        return entry.toString();
    }

    /** @param subject as it was made; empty where it is not made yet, and then it is told only of mails that hold it */
    private ObjectNode mail(ConfigurationSet set, Sent sent, String subject) {
        ObjectNode mail = JSON.createObjectNode()
                .put("timestamp", millis(sent.time()))
                .put("source", sent.mail().source())
                .put("sourceArn", identities.sendingArn(sent.address()))
                .put("sendingAccountId", context.place().account())
                .put("messageId", sent.messageId());
        sent.recipients().forEach(mail.putArray("destination")::add);
        mail.put("headersTruncated", false);
        ArrayNode headers = mail.putArray("headers");
        ObjectNode common = mail.putObject("commonHeaders");
        common.putArray("from").add(sent.mail().source());
        sent.mail().to().forEach(common.putArray("to")::add);
        common.put("messageId", sent.messageId());
        header(headers, "From", sent.mail().source());
        header(headers, "To", String.join(", ", sent.mail().to()));
        if (!subject.isEmpty()) {
            header(headers, "Subject", subject);
            common.put("subject", subject);
        }
        header(headers, "MIME-Version", "1.0");
        ObjectNode tags = mail.putObject("tags");
        tags.putArray("ses:operation").add(sent.mail().operation());
        tags.putArray("ses:configuration-set").add(set.name);
        tags.putArray("ses:from-domain").add(Addresses.domain(sent.address()));
        tags.putArray("ses:caller-identity").add(sent.caller().replaceFirst(".*[:/]", ""));
        sent.mail().tags().forEach((name, value) -> tags.putArray(name).add(value));
        return mail;
    }

    private static void header(ArrayNode headers, String name, String value) {
        headers.addObject().put("name", name).put("value", value);
    }

    private String now() {
        return millis(context.clock().instant());
    }

    private static String millis(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private static String id() {
        return UUID.randomUUID() + "-000000";
    }

    private static String mta() {
        return "a8-70.smtp-out.amazonses.com";
    }
}
