package ateliers.cloud.services.ses;

import ateliers.cloud.door.Notes;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.mail.Mail;
import com.github.jknack.handlebars.HandlebarsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Accepts mails, and sends what was accepted. As on AWS, a mail that a template and its data cannot make is accepted all the same:
 * only an event tells that it was not sent.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html">SendEmail</a>
 */
final class Sending {
    private static final int MOST_RECIPIENTS = 50;
    private static final Set<String> BOUNCES = Set.of("bounce", "suppressionlist");

    private final ServiceContext context;
    private final Account account;
    private final Identities identities;
    private final ConfigurationSets sets;
    private final MailEvents events;
    private final Notes notes;

    Sending(ServiceContext context, Account account, Identities identities, ConfigurationSets sets, MailEvents events) {
        this.context = context;
        this.account = account;
        this.identities = identities;
        this.sets = sets;
        this.events = events;
        this.notes = context.notes("ses").byService();
    }

    /** Accepts a mail, which is on its way when this returns, and gives its id. */
    String send(Outgoing mail, SesErrors errors) {
        if (!account.isEnabled()) {
            throw errors.paused();
        }
        Tags.check(mail.tags(), errors);
        String address = Addresses.bare(mail.source(), errors);
        List<String> recipients = recipients(mail, errors);
        ConfigurationSet set =
                mail.configurationSet().map(name -> sets.at(name, errors)).orElse(null);
        checkVerified(address, recipients, errors);
        String id = messageId();
        account.sent(recipients.size());
        MailEvents.Sent sent = new MailEvents.Sent(
                mail,
                id,
                address,
                recipients,
                MailEvents.caller(),
                context.clock().instant());
        context.clock().execute(() -> process(sent, set));
        return id;
    }

    private static List<String> recipients(Outgoing mail, SesErrors errors) {
        List<String> written = mail.recipients();
        if (written.isEmpty()) {
            throw errors.parameter("Missing required header 'To'.");
        }
        if (written.size() > MOST_RECIPIENTS) {
            throw errors.parameter("Recipient count exceeds " + MOST_RECIPIENTS + ".");
        }
        List<String> bare = new ArrayList<>();
        written.forEach(each -> bare.add(Addresses.bare(each, errors)));
        return bare;
    }

    private void checkVerified(String source, List<String> recipients, SesErrors errors) {
        Set<String> failed = new LinkedHashSet<>();
        if (!identities.isVerified(source)) {
            failed.add(source);
        }
        if (account.isSandbox()) {
            recipients.stream()
                    .filter(recipient -> Addresses.simulated(recipient).isEmpty())
                    .filter(recipient -> !identities.isVerified(recipient))
                    .forEach(failed::add);
        }
        if (!failed.isEmpty()) {
            throw errors.rejected("Email address is not verified. The following identities failed the check in region "
                    + context.place().region().toUpperCase(Locale.ROOT) + ": " + String.join(", ", failed));
        }
    }

    private void process(MailEvents.Sent sent, ConfigurationSet set) {
        events.send(set, sent);
        Rendering.Rendered made;
        try {
            made = sent.mail().content().make();
        } catch (Unsupported e) {
            notes.gap("Rendering", sent.mail().template().orElse(""), e);
            return;
        } catch (Rendering.Missing | HandlebarsException e) {
            String why = Rendering.firstLine(e);
            notes.dropped("Rendering Failure", sent.mail().template().orElse(""), "RenderingFailure", why);
            events.renderingFailure(set, sent, why);
            return;
        }
        List<String> bounced = simulated(sent, BOUNCES);
        List<String> delivered = new ArrayList<>(sent.recipients());
        delivered.removeAll(bounced);
        if (!delivered.isEmpty()) {
            try {
                deliver(sent, made, delivered);
            } catch (Unsupported e) {
                notes.gap("Delivery", String.join(", ", delivered), e);
                return;
            }
            events.delivery(set, sent, made.subject(), delivered);
        }
        if (!bounced.isEmpty()) {
            events.bounce(set, sent, made.subject(), bounced);
        }
        List<String> complained = simulated(sent, Set.of("complaint"));
        if (!complained.isEmpty()) {
            events.complaint(set, sent, made.subject(), complained);
        }
    }

    private static List<String> simulated(MailEvents.Sent sent, Set<String> kinds) {
        return sent.recipients().stream()
                .filter(recipient -> kinds.contains(Addresses.simulated(recipient)))
                .toList();
    }

    private void deliver(MailEvents.Sent sent, Rendering.Rendered made, List<String> recipients) {
        Map<String, String> headers = new HashMap<>();
        headers.put("message-id", sent.messageId());
        header(headers, "reply-to", sent.mail().replyTo());
        header(headers, "cc", sent.mail().cc());
        // No reader is told of these: the mailbox is, since all recipients stand there side by side.
        header(headers, "bcc", sent.mail().bcc());
        context.mail(
                new Mail(
                        context.clock().instant(),
                        sent.mail().source(),
                        recipients,
                        made.subject(),
                        made.text(),
                        made.html(),
                        headers),
                notes);
    }

    private static void header(Map<String, String> headers, String name, List<String> addresses) {
        if (!addresses.isEmpty()) {
            headers.put(name, String.join(", ", addresses));
        }
    }

    private String messageId() {
        return "%016x-%s-000000"
                .formatted(context.clock().instant().toEpochMilli() | 0x0102_0000_0000_0000L, UUID.randomUUID());
    }
}
