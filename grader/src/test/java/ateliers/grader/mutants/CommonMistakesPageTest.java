package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code docs-fr/erreurs} tells, for each criterion, a mistake that people make, and what the grader says of it. A mutant whose head has a
 * line {@code # faute: <sentence in French>} is such a mistake; {@link CommonMistakesTest} has recorded what the grader says. After a
 * change of either, write the pages anew by
 *
 * <pre>mvn -pl cloud,grader test -Dtest=CommonMistakesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dateliers.regenerate=true</pre>
 */
class CommonMistakesPageTest {
    private static final Path PAGES = Path.of("..", "docs-fr", "erreurs");

    /** Labs whose mistakes are told. */
    static List<String> labs() {
        return LabFolders.labs().stream()
                .filter(lab -> !MistakesPage.mistakes(lab).isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("labs")
    void everyCriterionHasOneMistakeThatIsRecorded(String lab) throws IOException {
        List<Mutant> mistakes = MistakesPage.mistakes(lab);
        List<String> criteria = Checklists.criteria(Checklists.forLab(lab).orElseThrow()).stream()
                .map(Criterion::id)
                .toList();

        assertThat(mistakes.stream().map(Mutant::criterion)).containsExactlyInAnyOrderElementsOf(criteria);
        assertThat(Mistake.recorded(lab).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        mistakes.stream().map(Mutant::name).toList());
    }

    @Test
    void thePagesTellThem() throws IOException {
        assertThat(labs()).isNotEmpty();
        WrittenPages.assertIsWritten(PAGES.resolve("README.md"), MistakesPage.list(labs()));
        for (String lab : labs()) {
            WrittenPages.assertIsWritten(PAGES.resolve(lab + ".md"), MistakesPage.of(lab));
        }
    }
}
