package ateliers.grader.report;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A grading with a row that is passed and one that is not, and what the console says of it. */
final class SampleVerdict {
    static final String HOSTILE = "<script>alert(1)</script>\u001b[31m\u0000]]>";

    static final CriterionResult PASSED =
            new CriterionResult("notify", "Un dépôt", 2, 6, false, Outcome.passed(), Duration.ofMillis(120));
    static final CriterionResult FAILED = new CriterionResult(
            "content",
            "Le contenu",
            3,
            4,
            false,
            new Outcome(Status.FAILED, "Pas le bon", "un", HOSTILE, "Tâche 3 : relis"),
            Duration.ofMillis(80));
    static final Verdict VERDICT = new Verdict(
            "00-annexe-s3-sns",
            "Annexe",
            "embedded",
            Verdict.Kind.GRADED,
            null,
            List.of(PASSED, FAILED),
            Duration.ofSeconds(2));

    private SampleVerdict() {}

    static CriterionResult explained(Explanation explanation) {
        Outcome outcome = new Outcome(Status.FAILED, "Pas assez", "un", "zéro", "Tâche 3 : relis", explanation);
        return new CriterionResult("notify", "Un dépôt", 1, 6, false, outcome, Duration.ZERO);
    }

    static Verdict verdictOf(CriterionResult... results) {
        return new Verdict(
                VERDICT.lab(),
                VERDICT.title(),
                VERDICT.target(),
                VERDICT.kind(),
                null,
                List.of(results),
                Duration.ZERO);
    }

    static String console(boolean terminal) {
        return console(terminal, 80, PASSED, FAILED);
    }

    static String console(boolean terminal, int columns, CriterionResult... results) {
        return console(new Screen(terminal, terminal, columns), results);
    }

    static String console(Screen screen, CriterionResult... results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConsoleReport report =
                new ConsoleReport(new PrintStream(bytes, true, StandardCharsets.UTF_8), screen, Optional.empty());
        report.planned(results.length);
        List.of(results).forEach(result -> {
            report.started(criterion());
            report.finished(result);
        });
        report.ended(VERDICT);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Criterion criterion() {
        try {
            return Played.class.getDeclaredMethod("criterion").getAnnotation(Criterion.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private interface Played {
        @Criterion(id = "played", order = 1, points = 1, title = "Un critère", task = 1)
        void criterion();
    }
}
