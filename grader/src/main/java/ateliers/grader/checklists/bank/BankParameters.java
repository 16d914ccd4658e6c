package ateliers.grader.checklists.bank;

import ateliers.grader.checklist.Parameters;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.model.MailType;

/** Lab 04's parameters: from where mails are sent, what is an alert, and how long the secret may be kept. */
final class BankParameters implements Parameters {
    static final String SENDER = "SenderEmail";
    static final String THRESHOLD = "AlertThreshold";
    static final String TTL = "SecretTtlSeconds";

    /** Short, since functions measure it by their own clocks, which cannot be moved. */
    private static final String TTL_SECONDS = "2";

    private static final Duration SOON = Duration.ofSeconds(10);

    @Override
    public Map<String, String> get() {
        return Map.of(
                SENDER,
                Variety.email(),
                THRESHOLD,
                String.valueOf(Variety.one(List.of(600, 750, 800, 1200, 1500, 1800, 2000, 2500))),
                TTL,
                TTL_SECONDS);
    }

    /** On a target that keeps its mails the address is verified as a person does it; elsewhere it must be verified already. */
    @Override
    public void prepare(Target target, AwsClients aws, Map<String, String> values) {
        Optional<Target.ReadsMail> mailbox = target.capability(Target.ReadsMail.class);
        if (mailbox.isEmpty()) {
            return;
        }
        String sender = values.get(SENDER);
        aws.ses().createEmailIdentity(r -> r.emailIdentity(sender));
        target.await(() -> link(mailbox.get(), sender).isPresent(), SOON);
        URI link = link(mailbox.get(), sender)
                .orElseThrow(() -> new GraderException("SES n'a pas demandé à %s de confirmer.".formatted(sender)));
        Answer answer = aws.web().send("GET", link, Map.of(), "");
        if (answer.status() != 200) {
            throw new GraderException("SES n'a pas confirmé %s : %s".formatted(sender, answer.said()));
        }
        String site = "https://www." + Variety.host();
        aws.ses()
                .putAccountDetails(r -> r.mailType(MailType.TRANSACTIONAL)
                        .websiteURL(site)
                        .useCaseDescription(Variety.sentence())
                        .productionAccessEnabled(true));
    }

    private static Optional<URI> link(Target.ReadsMail mailbox, String sender) {
        return mailbox.mails().stream()
                .filter(mail -> mail.isFor(sender))
                .map(Mail::links)
                .flatMap(List::stream)
                .findFirst();
    }
}
