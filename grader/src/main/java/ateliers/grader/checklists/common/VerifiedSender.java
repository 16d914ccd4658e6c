package ateliers.grader.checklists.common;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Web.Answer;
import ateliers.grader.variety.Variety;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sesv2.model.MailType;

/** An address that may send mails to everybody, in an account in which no stack stands yet. */
public final class VerifiedSender {
    private static final Duration SOON = Duration.ofSeconds(10);

    private VerifiedSender() {}

    /**
     * On a target that keeps its mails the address is verified as a person does it; elsewhere it must be verified already.
     *
     * @param sender empty where nobody is to send
     */
    public static void prepare(Target target, AwsClients aws, Optional<String> sender) {
        Optional<Target.ReadsMail> mailbox = target.capability(Target.ReadsMail.class);
        if (mailbox.isPresent() && sender.isPresent()) {
            verify(target, aws, mailbox.get(), sender.get());
            aws.ses()
                    .putAccountDetails(r -> r.mailType(MailType.TRANSACTIONAL)
                            .websiteURL("https://www." + Variety.host())
                            .useCaseDescription(Variety.sentence())
                            .productionAccessEnabled(true));
        }
    }

    private static void verify(Target target, AwsClients aws, Target.ReadsMail mailbox, String sender) {
        aws.ses().createEmailIdentity(r -> r.emailIdentity(sender));
        target.await(() -> link(mailbox, sender).isPresent(), SOON);
        URI link = link(mailbox, sender)
                .orElseThrow(() -> new GraderException("SES n'a pas demandé à %s de confirmer.".formatted(sender)));
        Answer answer = aws.web().send("GET", link, Map.of(), "");
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new GraderException("SES n'a pas confirmé %s : %d".formatted(sender, answer.status()));
        }
    }

    private static Optional<URI> link(Target.ReadsMail mailbox, String sender) {
        return mailbox.mails().stream()
                .filter(mail -> mail.isFor(sender))
                .map(Mail::links)
                .flatMap(List::stream)
                .findFirst();
    }
}
