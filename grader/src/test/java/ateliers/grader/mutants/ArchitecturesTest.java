package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.SolutionPatch;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three right answers a lab in other architectures than the solution's, graded for real: each keeps all its marks. */
@Tag("longue")
class ArchitecturesTest {
    @TempDir
    Path folder;

    static List<SolutionPatch> variants() {
        return Variants.architectures();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("variants")
    void keepsAllItsMarks(SolutionPatch variant) throws Exception {
        assertKeepsAllItsMarks(variant, folder);
    }

    /** A lab that is new has none yet. */
    @Test
    void threeAreKeptOfEachLabThatHasVariants() {
        assertThat(LabFolders.labs())
                .filteredOn(lab -> Variants.all().stream()
                        .anyMatch(variant -> variant.lab().equals(lab)))
                .allSatisfy(lab -> assertThat(Variants.architectures())
                        .filteredOn(variant -> variant.lab().equals(lab))
                        .hasSizeGreaterThanOrEqualTo(3));
    }

    static void assertKeepsAllItsMarks(SolutionPatch variant, Path folder) throws Exception {
        Verdict verdict = GradeRun.grade(variant.applied(folder), variant.lab());

        assertThat(verdict.exitCode()).as(verdict.toString()).isZero();
    }
}
