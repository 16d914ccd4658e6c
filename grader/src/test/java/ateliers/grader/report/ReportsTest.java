package ateliers.grader.report;

import static ateliers.grader.report.SampleVerdict.FAILED;
import static ateliers.grader.report.SampleVerdict.HOSTILE;
import static ateliers.grader.report.SampleVerdict.PASSED;
import static ateliers.grader.report.SampleVerdict.VERDICT;
import static ateliers.grader.report.SampleVerdict.console;
import static ateliers.grader.report.SampleVerdict.explained;
import static ateliers.grader.report.SampleVerdict.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Step;
import ateliers.grader.verdict.Beginning;
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
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path folder;

    @Test
    void jsonSaysAllOfIt() throws Exception {
        new JsonReport(folder).ended(VERDICT);

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
                VERDICT.lab(),
                VERDICT.title(),
                VERDICT.target(),
                VERDICT.kind(),
                null,
                List.of(PASSED, FAILED, extra),
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
        new JunitReport(folder).ended(VERDICT);

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
        new HtmlReport(folder).ended(VERDICT);

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("&lt;script&gt;", "6/10", "Tâche 3\u00a0: relis")
                .doesNotContain("<script", "http://", "https://", "src=");
    }

    @Test
    void htmlDrawsAndEscapesHostileNamesAndLogs() throws Exception {
        HtmlReport report = new HtmlReport(folder);
        String template = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "Resources", Map.of(HOSTILE + "\n!include /etc/passwd", Map.of("Type", "AWS::SQS::Queue"))));
        report.observed(new Observation(template, Map.of(), List.of(), Map.of("F", List.of(HOSTILE))));
        report.ended(VERDICT);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<svg", "<summary>F</summary>")
                .doesNotContain("<script", "http://", "https://", "src=", "href", "\u001b", "\u0000", "root:x");
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
                VERDICT.lab(), VERDICT.title(), VERDICT.target(), VERDICT.kind(), null, List.of(noisy), Duration.ZERO);

        new HtmlReport(folder).ended(one);

        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page)
                .contains("\uFFFDdébut \uD83D\uDE80xxx", "caractères en tout")
                .doesNotContain("\u202E", "titre");
        assertThat(page).hasSizeLessThan(20_000);
        assertThat(console(false, 80, noisy)).doesNotContain("\u202E", "titre").hasSizeLessThan(5_000);
    }

    /** U+009B drives a terminal as the escape does; soft hyphens and joiners are not seen at all. */
    @Test
    void nothingHidesInAText() throws Exception {
        String hidden = "a\u009b31mb\u200bc\u00add\u2028e\u2060f\u202eg\ufeffh \uD83D\uDC68\u200D\uD83D\uDC69 \u00e9";
        String shown = "a\uFFFD31mb\uFFFDc\uFFFDd\uFFFDe\uFFFDf\uFFFDg\uFFFDh \uD83D\uDC68\u200D\uD83D\uDC69 \u00e9";
        CriterionResult sly = new CriterionResult(
                "ruse", "Ruse", 1, 1, false, new Outcome(Status.FAILED, hidden, null, null, null), Duration.ZERO);

        assertThat(console(false, 0, sly)).contains(shown);
        new HtmlReport(folder).ended(verdictOf(sly));
        assertThat(Files.readString(folder.resolve("report.html"))).contains(shown);
        new JunitReport(folder).ended(verdictOf(sly));
        assertThat(Files.readString(folder.resolve("junit.xml"))).contains(shown);
    }

    /** The mark begins at the left edge; nothing of a message does but its first line. */
    @Test
    void aRefusalOfSeveralLinesForgesNone() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), Screen.PLAIN, Optional.empty())
                .ended(new Verdict(
                        "lab",
                        "Titre",
                        "embedded",
                        Verdict.Kind.UNUSABLE,
                        "Refusé : x\nNote : 20/20",
                        List.of(),
                        Duration.ZERO));

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("Refusé : x", "  Note : 20/20");
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
        report.ended(VERDICT);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(
                        "Ce qui a vraiment circulé", ">Correcteur<", ">Sujet<", ">File<", ">Publish<", ">SendMessage<")
                .doesNotContain("ReceiveMessage", "sns.amazonaws.com");
    }

    /** The journal writes a call down when it has ended: after those that it made. */
    @Test
    void whatFlowedIsDrawnInTheOrderInWhichItBegan() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        String topic = "arn:aws:sns:eu-west-3:1:pile-Sujet-A";
        String queue = "arn:aws:sqs:eu-west-3:1:pile-File-B";
        String table = "arn:aws:dynamodb:eu-west-3:1:table/pile-Table-C";
        Step publish = step(start, "1", null, "arn:aws:iam::1:root", "sns", "Publish", topic);
        Step send = step(start.plusMillis(5), "2", "1", "sns.amazonaws.com", "sqs", "SendMessage", queue);
        Step put = step(start.plusMillis(9), "3", "1", "sns.amazonaws.com", "dynamodb", "PutItem", table);
        HtmlReport report = new HtmlReport(folder);
        report.observed(new Observation(
                "{}",
                Map.of(topic, "Sujet", "http://127.0.0.1:1/1/pile-File-B", "File", table, "Table"),
                List.of(put, send, publish),
                Map.of()));
        report.ended(VERDICT);

        assertThat(Files.readString(folder.resolve("report.html")))
                .containsSubsequence(">Publish<", ">SendMessage<", ">PutItem<");
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
    void theCauseComesFirstAndWhole() throws Exception {
        String cause = "F n'a pas le droit sns:Publish sur S, et la raison est longue. ".repeat(40) + "Fin.";
        CriterionResult lacking = explained(new Explanation(
                cause,
                List.of("      Policies:", "        - Statement:"),
                List.of("- accès refusé " + "y".repeat(900))));

        String text = console(false, 0, lacking);

        assertThat(text.lines().skip(1).findFirst()).contains("      cause   : " + cause);
        assertThat(text)
                .contains(
                        "\n      Policies:\n        - Statement:\n",
                        "AWS     : - accès refusé y",
                        "avec --report DOSSIER")
                .containsSubsequence("cause", "Pas assez", "vu      : ", "attendu : ", "piste   : ", "AWS     : ");

        new HtmlReport(folder).ended(verdictOf(lacking));
        assertThat(Files.readString(folder.resolve("report.html")))
                .containsSubsequence(
                        "Cause", "n&#39;a pas le droit", "Fin.", "      Policies:", "Pas assez", "Vu", "y".repeat(900));
        new JsonReport(folder).ended(verdictOf(lacking));
        var json = new ObjectMapper().readTree(folder.resolve("report.json").toFile());
        assertThat(json.at("/criteria/0/cause").asText()).isEqualTo(cause);
        assertThat(json.at("/criteria/0/paste/0").asText()).isEqualTo("      Policies:");
        new JunitReport(folder).ended(verdictOf(lacking));
        assertThat(Files.readString(folder.resolve("junit.xml"))).containsSubsequence("Cause : F n'a", "Vu : ");
    }

    @Test
    void pointsThatCouldNotBeCountedAreNoZero() throws Exception {
        CriterionResult broken = new CriterionResult(
                "notify",
                "Un dépôt",
                1,
                6,
                false,
                new Outcome(Status.ERROR, "Panne.", null, null, null),
                Duration.ZERO);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport report =
                new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), Screen.PLAIN, Optional.empty());
        report.finished(broken);
        report.ended(verdictOf(broken));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("?/6  Un dépôt", "Note provisoire : ", "ce n'est pas ta faute");
        new HtmlReport(folder).ended(verdictOf(broken));
        assertThat(Files.readString(folder.resolve("report.html"))).contains(">?/6<", "note provisoire");
    }

    @Test
    void whatWasNotEvaluatedLeavesTheMaximumAndSaysSo() throws Exception {
        Outcome unseen = new Outcome(Status.NOT_EVALUATED, "Il faudrait attendre.", null, null, null);
        Verdict reduced =
                verdictOf(PASSED, new CriterionResult("failure", "Échec", 6, 2, false, unseen, Duration.ZERO));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport console =
                new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), Screen.PLAIN, Optional.empty());
        HtmlReport html = new HtmlReport(folder);
        JsonReport json = new JsonReport(folder);
        List.of(console, html, json).forEach(report -> {
            report.under("Noté ailleurs.");
            report.ended(reduced);
        });
        int max = PASSED.max();
        String told = "Note sur %d au lieu de %d : 1 critère n'est pas évalué ici et ne compte pas dans le maximum."
                .formatted(max, max + 2);

        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("Noté ailleurs.", told);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("Noté ailleurs.", "Note sur %d au lieu de %d\u00a0: 1 critère".formatted(max, max + 2));
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"conditions\" : \"Noté ailleurs.\"");
        assertThat(VERDICT.reduction()).isEmpty();
    }

    @Test
    void thePageSaysWhatWasGradedWhenHowLongAndByWhichVersion() throws Exception {
        HtmlReport report = new HtmlReport(folder);
        ZonedDateTime time = ZonedDateTime.of(2026, 11, 29, 23, 4, 0, 0, ZoneOffset.UTC);
        report.began(new Beginning("00-annexe-s3-sns", "Annexe", "mon <rendu>", time, "1.2.3"));
        report.ended(VERDICT);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains(
                        "Dossier «\u00a0mon &lt;rendu&gt;\u00a0», noté le 29 novembre 2026 à 23:04 en 2,0\u00a0s, version 1.2.3");
    }

    @Test
    void whatIsLongIsFoldedInThePage() throws Exception {
        CriterionResult wordy = new CriterionResult(
                "long",
                "Long",
                1,
                1,
                false,
                new Outcome(Status.FAILED, "Non.", "court", "début " + "x".repeat(2_000) + " fin", null),
                Duration.ZERO);

        new HtmlReport(folder).ended(verdictOf(wordy));

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<pre>court</pre></div>")
                .containsPattern(
                        "<pre>début x{394}…</pre><details><summary>Tout lire</summary><pre>début x{2000} fin</pre>");
    }
}
