package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.authoring.SolutionPatch;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Other right answers, {@code solutions/NN-name/variants/<what>.patch}, graded for real: each keeps all its marks. */
@Tag("longue")
@Tag("reponses")
class VariantsTest {
    @TempDir
    Path folder;

    static List<SolutionPatch> variants() {
        return LabFolders.labs().stream()
                .flatMap(lab -> SolutionPatch.all(LabFolders.solution(lab), "variants").stream())
                .toList();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("variants")
    void keepsAllItsMarks(SolutionPatch variant) throws Exception {
        Verdict verdict = GradeRun.grade(variant.applied(folder), variant.lab());

        assertThat(verdict.exitCode()).as(verdict.toString()).isZero();
    }
}
