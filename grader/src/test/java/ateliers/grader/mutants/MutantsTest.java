package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabCheck;
import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.Checklists;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A mutant for each criterion, graded for real, fails what it says and what depends on that, and nothing else; of a common mistake the
 * grader still says what {@code docs-fr/erreurs} tells. All are graded by one warm JVM. Solutions are {@link SteadinessTest}'s.
 */
@Tag("longue")
class MutantsTest {
    @TempDir
    Path folder;

    static List<Mutant> mutants() {
        return Mutants.chosen();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("mutants")
    void failsItsCriterionAndNothingElse(Mutant mutant) throws Exception {
        assertFailsWhatItSays(mutant, folder);
    }

    static void assertFailsWhatItSays(Mutant mutant, Path folder) throws Exception {
        Verdict verdict = GradeRun.grade(mutant.applied(folder), mutant.lab());

        assertThat(ids(verdict, Status.FAILED)).as(verdict.toString()).isEqualTo(mutant.fails());
        assertThat(ids(verdict, Status.SKIPPED)).isEqualTo(dependents(mutant));
        assertThat(ids(verdict, Status.ERROR)).isEmpty();
        if (MistakesPage.tells(mutant)) {
            assertThat(Mistake.told(verdict, mutant.criterion()).cure())
                    .isEqualTo(Mistake.recorded(mutant.lab()).get(mutant.name()).cure());
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("ateliers.grader.authoring.LabFolders#labs")
    void theStarterEarnsAtMostFourPoints(String lab) throws Exception {
        Verdict verdict = GradeRun.grade(LabFolders.starter(lab), lab);

        assertThat(verdict.exitCode()).as(verdict.toString()).isEqualTo(1);
        assertThat(verdict.score()).isLessThanOrEqualTo(LabCheck.MOST_OF_A_STARTER);
        assertThat(verdict.criteria())
                .filteredOn(result -> result.status() == Status.FAILED)
                .allSatisfy(result -> {
                    assertThat(result.outcome().expected()).isNotBlank();
                    assertThat(result.outcome().seen()).isNotBlank();
                    assertThat(result.outcome().hint()).contains("Tâche ");
                });
    }

    private static Set<String> dependents(Mutant mutant) {
        if (mutant.alone()) {
            return Set.of();
        }
        Set<String> failed = new HashSet<>(mutant.fails());
        List<Criterion> criteria =
                Checklists.criteria(Checklists.forLab(mutant.lab()).orElseThrow());
        criteria.stream()
                .filter(c -> List.of(c.dependsOn()).stream().anyMatch(failed::contains))
                .forEach(c -> failed.add(c.id()));
        failed.removeAll(mutant.fails());
        return failed;
    }

    static Set<String> ids(Verdict verdict, Status... statuses) {
        return verdict.criteria().stream()
                .filter(result -> List.of(statuses).contains(result.status()))
                .map(CriterionResult::id)
                .collect(Collectors.toSet());
    }
}
