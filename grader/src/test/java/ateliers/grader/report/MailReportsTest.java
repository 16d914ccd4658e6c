package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Step;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports show of the mails that criteria have read. */
class MailReportsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String ANNA = "anna@example.com";

    @TempDir
    Path folder;

    private static Mail mail(String subject, String text) {
        return new Mail(START, "AWS <no-reply@sns.amazonaws.com>", List.of(ANNA), subject, text, "", Map.of());
    }

    private static Verdict verdict(Outcome outcome, Mail... mails) {
        CriterionResult result =
                new CriterionResult("mail", "Le courriel", 3, 2, false, outcome, Duration.ZERO, List.of(mails));
        return new Verdict(
                "02-x", "Essai", "embedded", Verdict.Kind.GRADED, null, List.of(result), Duration.ofSeconds(1));
    }

    private static Outcome failure() {
        return new Outcome(Status.FAILED, "Non.", "bonjour", "rien", "Tâche 3 : salue.");
    }

    @Test
    void thePageFoldsEachMailAndEscapesIt() throws Exception {
        new HtmlReport(folder)
                .ended(verdict(
                        Outcome.passed(),
                        mail("Question", "Oui ?"),
                        mail("<b>Alerte\r\nBcc: x", "Bonjour <script>alert(1)</script>\u001b[31m\nau revoir")));

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(
                        "Courriel lu : AWS &lt;no-reply@sns.amazonaws.com&gt; → anna@example.com : Question",
                        "Objet : &lt;b&gt;Alerte Bcc: x\n\nBonjour &lt;script&gt;alert(1)&lt;/script&gt;\nau revoir")
                .doesNotContain("<script", "\u001b");
    }

    @Test
    void jsonHoldsThem() throws Exception {
        new JsonReport(folder).ended(verdict(failure(), mail("Question", "Oui ?")));

        var json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.at("/criteria/0/mails/0/subject").asText()).isEqualTo("Question");
        assertThat(json.at("/criteria/0/mails/0/to").asText()).isEqualTo(ANNA);
        assertThat(json.at("/criteria/0/mails/0/text").asText()).isEqualTo("Oui ?");
    }

    @Test
    void theConsoleShowsTheLastOneOfAFailureAndSaysThatThereIsMore() {
        String text = console(failure(), mail("Question", "Oui ?"), mail("Alerte", "Le stock\nest bas\u001b[31m."));

        assertThat(text)
                .contains("reçu    : De : AWS <no-reply@sns.amazonaws.com>", "Objet : Alerte", "est bas.")
                .contains("--report DOSSIER")
                .doesNotContain("Question", "\u001b");
        assertThat(console(Outcome.passed(), mail("Alerte", "x"))).doesNotContain("Alerte");
    }

    private static String console(Outcome outcome, Mail... mails) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Verdict verdict = verdict(outcome, mails);
        ConsoleReport report =
                new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), Screen.PLAIN, Optional.empty());
        report.planned(1);
        report.finished(verdict.criteria().get(0));
        report.ended(verdict);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMailFliesFromTheTopicToTheAddress() throws Exception {
        String topic = "arn:aws:sns:eu-west-3:1:pile-Sujet-A";
        HtmlReport report = new HtmlReport(folder);
        report.observed(new Observation(
                "{}",
                Map.of(topic, "Sujet"),
                List.of(
                        step(Step.Kind.CALL, "arn:aws:iam::1:root", "Publish", topic),
                        step(Step.Kind.MAIL, "sns.amazonaws.com", "Mail", ANNA)),
                Map.of()));
        report.ended(verdict(Outcome.passed()));

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(">Correcteur<", ">Sujet<", ">" + ANNA + "<", ">Publish<", ">courriel<")
                .doesNotContain("sns.amazonaws.com");
    }

    private static Step step(Step.Kind kind, String actor, String operation, String resource) {
        return new Step(
                START, kind, "1", Optional.empty(), actor, "sns", operation, resource, "OK", "", Optional.empty());
    }
}
