package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
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
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final String HOSTILE = "<script>alert(1)</script>\u001b[31m\u0000]]>";

    @TempDir
    Path folder;

    private final CriterionResult passed =
            new CriterionResult("notify", "Un dépôt", 2, 6, false, Outcome.passed(), Duration.ofMillis(120));
    private final CriterionResult failed = new CriterionResult(
            "content",
            "Le contenu",
            3,
            4,
            false,
            new Outcome(Status.FAILED, "Pas le bon", "un", HOSTILE, "Tâche 3 : relis"),
            Duration.ofMillis(80));
    private final Verdict verdict = new Verdict(
            "00-annexe-s3-sns",
            "Annexe",
            "embedded",
            Verdict.Kind.GRADED,
            null,
            List.of(passed, failed),
            Duration.ofSeconds(2));

    @Test
    void jsonSaysAllOfIt() throws Exception {
        new JsonReport(folder).ended(verdict);

        var json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("version").asInt()).isEqualTo(1);
        assertThat(json.path("status").asText()).isEqualTo("graded");
        assertThat(json.path("score").asDouble()).isEqualTo(6.0);
        assertThat(json.path("max").asDouble()).isEqualTo(10.0);
        assertThat(json.path("message").isNull()).isTrue();
        assertThat(json.at("/criteria/1/status").asText()).isEqualTo("failed");
        assertThat(json.at("/criteria/1/seen").asText()).isEqualTo(HOSTILE);
        assertThat(json.at("/criteria/0/duration_ms").asInt()).isEqualTo(120);
    }

    @Test
    void jsonCountsABonusApart() throws Exception {
        CriterionResult extra =
                new CriterionResult("extra", "En plus", 4, 3, true, Outcome.passed(), Duration.ofMillis(10));
        Verdict rewarded = new Verdict(
                verdict.lab(),
                verdict.title(),
                verdict.target(),
                verdict.kind(),
                null,
                List.of(passed, failed, extra),
                Duration.ZERO);

        new JsonReport(folder).ended(rewarded);

        var json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.path("bonus").asDouble()).isEqualTo(3.0);
        assertThat(json.path("score").asDouble()).isEqualTo(6.0);
        assertThat(json.path("max").asDouble()).isEqualTo(10.0);
        assertThat(json.at("/criteria/0/bonus").asBoolean()).isFalse();
        assertThat(json.at("/criteria/2/bonus").asBoolean()).isTrue();
    }

    @Test
    void junitIsWellFormedWhateverWasSeen() throws Exception {
        new JunitReport(folder).ended(verdict);

        var suite = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("junit.xml").toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
                .contains("Attendu : un", "Piste : Tâche 3");
    }

    @Test
    void htmlEscapesWhatWasSeenAndRefersToNothingOutside() throws Exception {
        new HtmlReport(folder).ended(verdict);

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("&lt;script&gt;", "6/10", "Tâche 3 : relis")
                .doesNotContain("<script", "http://", "https://", "src=");
    }

    @Test
    void htmlDrawsAndEscapesHostileNamesAndLogs() throws Exception {
        HtmlReport report = new HtmlReport(folder);
        String template = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "Resources", Map.of(HOSTILE + "\n!include /etc/passwd", Map.of("Type", "AWS::SQS::Queue"))));
        report.observed(new Observation(template, Map.of(), List.of(), Map.of("F", List.of(HOSTILE))));
        report.ended(verdict);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<svg", "<summary>F</summary>")
                .doesNotContain("<script", "http://", "https://", "src=", "href", "\u001b", "\u0000", "root:x");
    }

    @Test
    void theConsoleShowsTheMarkAndLetsNothingDriveTheTerminal() {
        String text = console(false);

        assertThat(text)
                .contains("✘ content", "vu      : <script>", "Note : 6/10")
                .doesNotContain("\u001b");
    }

    @Test
    void nobodyReadsOnForEverOrBackwards() throws Exception {
        String endless = "\u202Edébut\u001b]0;titre\u0007 \uD83D\uDE80" + "x".repeat(100_000);
        CriterionResult noisy = new CriterionResult(
                "bavard",
                "Bavard",
                1,
                1,
                false,
                new Outcome(Status.FAILED, endless, null, endless, null),
                Duration.ZERO);
        Verdict one = new Verdict(
                verdict.lab(), verdict.title(), verdict.target(), verdict.kind(), null, List.of(noisy), Duration.ZERO);

        new HtmlReport(folder).ended(one);

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("\uFFFDdébut \uD83D\uDE80xxx", "caractères en tout")
                .doesNotContain("\u202E", "titre");
        assertThat(page).hasSizeLessThan(20_000);
        assertThat(console(false, 80, noisy)).doesNotContain("\u202E", "titre").hasSizeLessThan(5_000);
    }

    @Test
    void linesBreakBetweenWordsAtTheWidthOfTheTerminal() {
        String words = "une phrase qui n'en finit pas ".repeat(20);
        CriterionResult wordy = new CriterionResult(
                "long", "Long", 1, 1, false, new Outcome(Status.FAILED, "Non.", null, words, null), Duration.ZERO);

        assertThat(console(false, 60, wordy).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
        assertThat(console(false, 0, wordy)).contains(words.strip());
    }

    @Test
    void whatFlowedIsDrawnFromTheCallThatSetMostInMotion() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String topic = "arn:aws:sns:eu-west-3:1:pile-Sujet-A";
        String queue = "arn:aws:sqs:eu-west-3:1:pile-File-B";
        Step publish = step(start, "1", null, "arn:aws:iam::1:root", "sns", "Publish", topic);
        Step send = step(start.plusMillis(5), "2", "1", "sns.amazonaws.com", "sqs", "SendMessage", queue);
        Step look = step(start.plusMillis(9), "3", null, "arn:aws:iam::1:root", "sqs", "ReceiveMessage", queue);
        HtmlReport report = new HtmlReport(folder);
        report.observed(new Observation(
                "{}",
                Map.of(topic, "Sujet", "http://127.0.0.1:1/1/pile-File-B", "File"),
                List.of(publish, send, look),
                Map.of()));
        report.ended(verdict);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(
                        "Ce qui a vraiment circulé", ">Correcteur<", ">Sujet<", ">File<", ">Publish<", ">SendMessage<")
                .doesNotContain("ReceiveMessage", "sns.amazonaws.com");
    }

    private static Step step(
            Instant time, String id, String parent, String actor, String service, String operation, String resource) {
        return new Step(
                time,
                Step.Kind.CALL,
                id,
                Optional.ofNullable(parent),
                actor,
                service,
                operation,
                resource,
                "OK",
                "",
                Optional.empty());
    }

    @Test
    void coloursComeOnATerminalOnly() {
        assertThat(console(true)).contains("\u001b[").doesNotContain("\u001b[31m\uFFFD");
    }

    private String console(boolean terminal) {
        return console(terminal, 80, passed, failed);
    }

    private String console(boolean terminal, int columns, CriterionResult... results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport report =
                new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, columns);
        List.of(results).forEach(report::finished);
        report.ended(verdict);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
