package ateliers.grader.cli;

import ateliers.grader.report.MailText;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Mail;
import java.io.PrintStream;
import java.net.URI;
import java.util.function.Consumer;

/** Shows in a terminal each mail that a cloud's services deliver: no mailbox outside gets any. */
final class MailPrinter implements Consumer<ateliers.cloud.mail.Mail> {
    private final PrintStream out;
    private final URI endpoint;

    MailPrinter(PrintStream out, URI endpoint) {
        this.out = out;
        this.endpoint = endpoint;
    }

    /** At once, so that the mails that several threads deliver do not mix. */
    @Override
    public void accept(ateliers.cloud.mail.Mail delivered) {
        Mail mail = EmbeddedTarget.read(delivered);
        StringBuilder text = new StringBuilder("Courriel : ").append(MailText.line(mail));
        MailText.body(mail)
                .lines()
                .forEach(line -> text.append("%n  | ".formatted()).append(line));
        mail.links().stream()
                .filter(MailPrinter::isAnswered)
                .forEach(link -> text.append("%n  Ce lien s'ouvre ici par : ".formatted())
                        .append(endpoint)
                        .append(link.getRawPath())
                        .append('?')
                        .append(link.getRawQuery()));
        out.println(text);
        out.flush();
    }

    /** A page on which people answer a mail; under AWS's name it would be the real one's. */
    private static boolean isAnswered(URI link) {
        return link.getRawQuery() != null
                && link.getHost() != null
                && link.getHost().matches("(sns|email-verification)\\.[a-z0-9-]+\\.amazonaws\\.com");
    }
}
