package ateliers.grader.checklist;

import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Web;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The mails of one address, as the person who reads them sees them. What a criterion has read here is shown in reports beside what
 * became of it.
 */
public final class Inbox {
    private static final String CONFIRMATION = "AWS Notification - Subscription Confirmation";

    private final Target.ReadsMail mailbox;
    private final AwsClients aws;
    private final String address;
    private final Collection<Mail> read;

    Inbox(Target.ReadsMail mailbox, AwsClients aws, String address, Collection<Mail> read) {
        this.mailbox = mailbox;
        this.aws = aws;
        this.address = address;
        this.read = read;
    }

    /** All that has come to the address so far, oldest first. */
    public List<Mail> mails() {
        List<Mail> mine =
                mailbox.mails().stream().filter(mail -> mail.isFor(address)).toList();
        read.addAll(mine);
        return mine;
    }

    /** The same without the mails by which SNS asks whether the address wants any. */
    public List<Mail> notifications() {
        return mails().stream()
                .filter(mail -> !mail.subject().equals(CONFIRMATION))
                .toList();
    }

    /** The newest mail by which SNS asks whether the address wants what a topic publishes. */
    public Optional<Mail> question(String topicArn) {
        return mails().stream()
                .filter(mail -> mail.subject().equals(CONFIRMATION))
                .filter(mail -> mail.text().contains(topicArn))
                .reduce((first, second) -> second);
    }

    /**
     * Says yes to {@link #question}, by following its link.
     *
     * @return the page that the link leads to; empty where the address was not asked
     */
    public Optional<Web.Answer> confirm(String topicArn) {
        return question(topicArn)
                .flatMap(mail -> follow(mail, link -> link.toString().contains(topicArn)));
    }

    /**
     * Follows the first link of a mail that fits and leads to AWS, over HTTP, as a person would by a click.
     *
     * @return the answer; empty where the mail has no such link
     */
    public Optional<Web.Answer> follow(Mail mail, Predicate<URI> which) {
        return mail.links().stream()
                .filter(which.and(aws.web()::reaches))
                .findFirst()
                .map(link -> aws.web().send("GET", link, Map.of(), ""));
    }
}
