package ateliers.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Outcome MISSED =
            new Outcome(Status.FAILED, "Rien n'est venu.", "un", "zéro", "Tâche 1 : relis");

    private final List<Set<String>> asked = new ArrayList<>();

    @Test
    void whatTheSolutionMissesTooIsNotEvaluatedAndSaysSo() {
        List<CriterionResult> fair = applied(result("notify", MISSED), result("notify", MISSED));

        assertThat(fair).singleElement().satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.NOT_EVALUATED);
            assertThat(result.outcome().message())
                    .startsWith("La solution de l'atelier n'y réussit pas non plus")
                    .endsWith("Rien n'est venu.");
            assertThat(result.outcome().hint()).isNull();
        });
    }

    @Test
    void whatTheSolutionEarnsIsTheSubmissionsFailure() {
        CriterionResult missed = result("notify", MISSED);

        assertThat(applied(missed, result("notify", Outcome.passed()))).containsExactly(missed);
    }

    @Test
    void whatTheSolutionWasNotAskedStays() {
        CriterionResult missed = result("notify", MISSED);

        assertThat(applied(missed)).containsExactly(missed);
    }

    @Test
    void whoMissesNothingAsksNothing() {
        applied(result("notify", Outcome.passed()));

        assertThat(asked).isEmpty();
    }

    @Test
    void errorsAndWhatWasNotPlayedAreAskedToo() {
        List<CriterionResult> results = List.of(
                result("a", new Outcome(Status.ERROR, "Panne.", null, null, null)),
                result("b", new Outcome(Status.SKIPPED, "Dépend du critère « a »", null, null, null)),
                result("c", new Outcome(Status.NOT_EVALUATED, "Trop long.", null, null, null)));

        calibration().applied(results);

        assertThat(asked).containsExactly(Set.of("a", "b"));
    }

    private List<CriterionResult> applied(CriterionResult result, CriterionResult... solution) {
        return calibration(solution).applied(List.of(result));
    }

    private Calibration calibration(CriterionResult... solution) {
        return missed -> {
            asked.add(missed);
            return solution.length == 0 ? Map.of() : Map.of(solution[0].id(), solution[0]);
        };
    }

    private static CriterionResult result(String id, Outcome outcome) {
        return new CriterionResult(id, "Titre", 1, 2, false, outcome, Duration.ZERO);
    }
}
