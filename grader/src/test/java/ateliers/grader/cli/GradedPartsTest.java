package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.grader.authoring.AuthoredLab;
import ateliers.grader.authoring.Finding;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an author is told of the marks that starter and solution get. */
class GradedPartsTest {
    private static final String LAB = "00-annexe-s3-sns";
    private static final Outcome FAILED = new Outcome(Status.FAILED, "Pas assez", "un", "zéro", "Tâche 3 : relis");
    private static final Outcome ERROR = new Outcome(Status.ERROR, "Panne", null, null, null);

    private final AuthoredLab lab = new AuthoredLab(Path.of(".."), LAB, null);
    private final GradedParts parts = new GradedParts(null, lab, null);

    @Test
    void aStarterWithFourPointsAndASolutionWithAllAreRight() {
        assertThat(parts.judged(graded(row("a", 4, false, Outcome.passed()), row("b", 16, false, FAILED)), all()))
                .isEmpty();
    }

    @Test
    void aStarterThatHasPointsAlreadyIsTold() {
        Verdict starter = graded(row("a", 5, false, Outcome.passed()), row("b", 15, false, FAILED));

        assertThat(parts.judged(starter, all()))
                .containsExactly(new Finding(
                        "labs/" + LAB,
                        "L'énoncé, sans qu'on y touche, a déjà 5/20.",
                        "Retire-lui ce que l'étudiant doit trouver, ou rends plus exigeant : a."));
    }

    @Test
    void aSolutionThatMissesSomethingIsToldWithItsBonus() {
        Verdict solution = graded(row("a", 20, false, Outcome.passed()), row("more", 2, true, FAILED));

        assertThat(parts.judged(nothing(), solution))
                .extracting(Finding::file, Finding::what)
                .containsExactly(tuple("solutions/" + LAB, "La solution n'a que 20/20 : il lui manque more."));
    }

    @Test
    void whatCouldNotBeGradedIsTold() {
        Verdict unusable = new Verdict(
                LAB,
                "Annexe",
                "embedded",
                Verdict.Kind.UNUSABLE,
                "Le template est illisible.",
                List.of(),
                Duration.ZERO);

        assertThat(parts.judged(unusable, graded(row("a", 20, false, ERROR))))
                .extracting(Finding::what)
                .containsExactly("Le template est illisible.", "Des critères sont en erreur : a.");
    }

    private static Verdict all() {
        return graded(row("a", 20, false, Outcome.passed()), row("more", 2, true, Outcome.passed()));
    }

    private static Verdict nothing() {
        return graded(row("a", 20, false, FAILED));
    }

    private static CriterionResult row(String id, int points, boolean bonus, Outcome outcome) {
        return new CriterionResult(id, "Un critère", 3, points, bonus, outcome, Duration.ZERO);
    }

    private static Verdict graded(CriterionResult... results) {
        return new Verdict(LAB, "Annexe", "embedded", Verdict.Kind.GRADED, null, List.of(results), Duration.ZERO);
    }
}
