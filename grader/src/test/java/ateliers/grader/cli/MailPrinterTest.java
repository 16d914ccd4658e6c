package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.mail.Mail;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailPrinterTest {
    private static String printed(String subject, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MailPrinter(new PrintStream(bytes, true, StandardCharsets.UTF_8), URI.create("http://127.0.0.1:4566"))
                .accept(new Mail(Instant.EPOCH, "AWS <a@b.c>", "anna@example.com", subject, text, Map.of()));
        return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void aMailIsALineAndItsText() {
        assertThat(printed("Alerte", "Le stock\nest bas.\n")).isEqualTo("""
                Courriel : AWS <a@b.c> → anna@example.com : Alerte
                  | Le stock
                  | est bas.
                """);
    }

    @Test
    void nothingDrivesTheTerminalOrLooksLikeAnotherMail() {
        assertThat(printed("a\nCourriel : faux\u001b[2J", "x\u0007\r\u001b]0;titre\u0007"))
                .startsWith("Courriel : AWS <a@b.c> → anna@example.com : a Courriel : faux\n")
                .doesNotContain("\u001b", "\u0007", "\r");
    }

    @Test
    void linksToPagesOfSnsAreSaidAsTheyOpenHere() {
        assertThat(printed(
                        "Question",
                        "Oui : https://sns.eu-west-3.amazonaws.com/confirmation.html?Token=1&Endpoint=a@b.c\n"
                                + "Aide : https://aws.amazon.com/support"))
                .endsWith("""
                          Ce lien s'ouvre ici par : http://127.0.0.1:4566/confirmation.html?Token=1&Endpoint=a@b.c
                        """);
    }
}
