package ateliers.grader.report;

import static ateliers.grader.report.SampleVerdict.FAILED;
import static ateliers.grader.report.SampleVerdict.PASSED;
import static ateliers.grader.report.SampleVerdict.console;
import static ateliers.grader.report.SampleVerdict.explained;
import static ateliers.grader.report.SampleVerdict.verdictOf;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {
    @Test
    void theConsoleShowsTheMarkAndLetsNothingDriveTheTerminal() {
        String text = console(false);

        assertThat(text)
                .contains("✘ content", "vu      : <script>", "Note : 6/10")
                .doesNotContain("\u001b");
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
    void coloursComeOnATerminalOnly() {
        assertThat(console(true)).contains("\u001b[").doesNotContain("\u001b[31m\uFFFD");
    }

    @Test
    void whatAColourSwitchesOnIsSwitchedOff() {
        String text = console(true);

        assertThat(Pattern.compile("\u001b\\[(?!0m|K)\\d+m").matcher(text).results())
                .isNotEmpty()
                .allSatisfy(on -> assertThat(text.substring(on.end()).lines().findFirst())
                        .hasValueSatisfying(rest -> assertThat(rest).contains("\u001b[0m")));
    }

    @Test
    void progressIsSeenWithoutColoursToo() {
        assertThat(console(new Screen(true, false, 80), PASSED, FAILED))
                .contains("✔ 0/2 … Un critère", "✔ 1/2 … Un critère", "Note : 6/10   ✔ 1/2")
                .doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    @Test
    void whatIsCutOnTheConsoleIsSaidToBeInThePage() {
        CriterionResult noisy = explained(new Explanation("Trop.", List.of(), List.of("z".repeat(900))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport report = new ConsoleReport(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                Screen.PLAIN,
                Optional.of(Path.of("r", "report.html")));

        report.finished(noisy);
        report.ended(verdictOf(noisy));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .endsWith("Le rapport entier : " + Path.of("r", "report.html") + System.lineSeparator());
    }

    @Test
    void criteriaThatWaitForAnotherAreToldTogether() {
        Outcome waits =
                new Outcome(Status.SKIPPED, "Dépend du critère « notify », qui n'est pas réussi.", null, null, null);
        CriterionResult one = new CriterionResult("content", "Un", 3, 4, false, waits, Duration.ZERO);
        CriterionResult other = new CriterionResult("key", "Deux", 2, 3, false, waits, Duration.ZERO);

        assertThat(console(false, 0, one, other))
                .containsOnlyOnce("Dépend du critère")
                .contains("  – content, key : Dépend du critère « notify », qui n'est pas réussi.");
    }
}
