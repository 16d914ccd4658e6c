package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
    private static final Outcome REFUSED =
            new Outcome(Status.FAILED, "CloudFormation refuse le template.", null, "Unrecognized type", "Relis.");

    @Test
    void rowsStandSideBySideAndWhatDiffersIsExplained() {
        String text = printed(
                verdict("embedded", result("notify", REFUSED), result("iam", Outcome.passed())),
                verdict("endpoint", result("notify", Outcome.passed()), result("iam", Outcome.passed())));

        assertThat(text).isEqualToNormalizingNewlines("""
                        critère  embedded  endpoint
                        notify   raté      réussi
                        iam      réussi    réussi
                        note     2/4       4/4

                        notify
                          embedded : CloudFormation refuse le template.
                            vu : Unrecognized type
                          endpoint : réussi
                        """);
    }

    @Test
    void whatCouldNotBeGradedSaysWhy() {
        Verdict silent = new Verdict(
                "00", "Titre", "endpoint", Verdict.Kind.ERROR, "Rien n'y écoute.", List.of(), Duration.ZERO);

        assertThat(printed(verdict("embedded", result("iam", Outcome.passed())), silent))
                .contains("iam      réussi    –", "note     2/2       –", "endpoint : Rien n'y écoute.");
    }

    private static String printed(Verdict... verdicts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ComparisonTable(new PrintStream(bytes, true, StandardCharsets.UTF_8), List.of(verdicts)).print();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Verdict verdict(String target, CriterionResult... results) {
        return new Verdict("00", "Titre", target, Verdict.Kind.GRADED, null, List.of(results), Duration.ZERO);
    }

    private static CriterionResult result(String id, Outcome outcome) {
        return new CriterionResult(id, "Titre", 1, 2, false, outcome, Duration.ZERO);
    }
}
