package ateliers.grader.report;

import ateliers.grader.targets.Mail;

/** A mail as the person would see it who got it: plain text that cannot drive a terminal. */
public final class MailText {
    private static final int MOST_OF_A_LINE = 200;
    private static final int MOST = 5_000;

    private MailText() {}

    /** From whom, to whom and about what, in one line. */
    public static String line(Mail mail) {
        return "%s → %s : %s".formatted(flat(mail.from()), to(mail), flat(mail.subject()));
    }

    /** The mail with its head, cut where nobody would read on. */
    static String whole(Mail mail) {
        return "De : %s%nÀ : %s%nObjet : %s%n%n%s"
                .formatted(flat(mail.from()), to(mail), flat(mail.subject()), body(mail))
                .replace("\r\n", "\n");
    }

    /** What stands below the head. */
    public static String body(Mail mail) {
        return Printable.brief(mail.seen().strip(), MOST);
    }

    private static String to(Mail mail) {
        return flat(String.join(", ", mail.to()));
    }

    private static String flat(String text) {
        return Printable.brief(text.replaceAll("\\s+", " ").strip(), MOST_OF_A_LINE);
    }
}
