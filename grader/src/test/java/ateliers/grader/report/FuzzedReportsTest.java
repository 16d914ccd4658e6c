package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a submission made the grader see, its reports can be read, and drive neither a page, nor a terminal, nor a parser. */
class FuzzedReportsTest {
    private static final int ROUNDS = 2 * Integer.getInteger("ateliers.hasard", 60);
    private static final int MOST_CHARACTERS = 400;

    private static final List<String> STRANGE = List.of(
            "<script>alert(1)</script>",
            "</pre><img src=x onerror=alert(1)>",
            "{{{logs}}}{{/criteria}}",
            "]]>",
            "<!--",
            "&#0;&amp;",
            "\u001b[31m",
            "\u001b]0;titre\u0007",
            "\u0000\u0008\u007f\u009b31m",
            "\r20/20",
            "\n  ✔ notify 6/6  Note : 20/20\n",
            "\u202e\u2066",
            "\ud83d",
            "\ude00",
            "\uFFFF\uFFFE",
            "%s%n%d",
            "=cmd|' /C calc'!A0",
            "\";!include /etc/passwd",
            "$1\\0");

    /** All but the line break that parts lines. */
    private static final Pattern DRIVES = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]|[\u202a-\u202e\u2066-\u2069]");

    @TempDir
    Path folder;

    @Test
    void whateverWasSeenCanBeReadAndDrivesNothing() throws Exception {
        SealKey key = SealKey.in(folder.resolve("reglages"));
        for (int round = 0; round < ROUNDS; round++) {
            Random random = new Random(round);
            CriterionResult result = result(random);
            Verdict verdict = SampleVerdict.verdictOf(result);
            List<String> said = new ArrayList<>();
            ReportFolder reports = ReportFolder.open(folder.resolve("notes"), Optional.of(key), said::add, said::add);
            reports.began(new Beginning(
                    "lab", "Titre", text(random), ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), "1"));
            reports.observed(new Observation(
                    new ObjectMapper()
                            .writeValueAsString(
                                    Map.of("Resources", Map.of(text(random), Map.of("Type", text(random))))),
                    Map.of(),
                    List.of(),
                    Map.of(text(random), List.of(text(random)))));
            reports.closed(verdict);

            Path json = folder.resolve("notes/report.json");
            JsonNode tree = new ObjectMapper().readTree(json.toFile());
            assertThat(tree.at("/criteria/0/status").asText())
                    .as("round " + round)
                    .isEqualTo("failed");
            assertThat(tree.path("score").asInt()).isZero();
            assertThat(SealCheck.of(json, Optional.of(key)).answer())
                    .as("round " + round)
                    .isEqualTo(SealCheck.Answer.RIGHT);
            assertThat(DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(folder.resolve("notes/junit.xml").toFile())
                            .getDocumentElement()
                            .getAttribute("failures"))
                    .as("round " + round)
                    .isEqualTo("1");
            assertThat(Files.readString(folder.resolve("notes/report.html")))
                    .as("round " + round)
                    .doesNotContain("<script", "<img", "onerror=alert(1)>", "titre\u0007", "root:x")
                    .doesNotContainPattern(DRIVES);
            assertThat(SampleVerdict.console(false, 0, result))
                    .as("round " + round)
                    .doesNotContainPattern(DRIVES)
                    .doesNotContainPattern("(?m)^  ✔ notify");
        }
    }

    private static CriterionResult result(Random random) {
        Explanation explanation = new Explanation(
                text(random),
                random.nextBoolean() ? List.of() : List.of(text(random)),
                List.of(text(random), text(random)));
        return new CriterionResult(
                "critere",
                "Titre",
                1,
                6,
                false,
                new Outcome(
                        Status.FAILED,
                        text(random),
                        random.nextBoolean() ? null : text(random),
                        text(random),
                        text(random),
                        explanation),
                Duration.ZERO);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder("x");
        for (int length = random.nextInt(MOST_CHARACTERS); text.length() < length; ) {
            if (random.nextInt(3) == 0) {
                text.append(STRANGE.get(random.nextInt(STRANGE.size())));
            } else {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
        }
        return text.toString();
    }
}
