package ateliers.grader.mutants;

import ateliers.grader.authoring.SolutionPatch;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The other right answers that {@link ArchitecturesTest} leaves out: each keeps all its marks. */
@Tag("longue")
@Tag("reponses")
class VariantsTest {
    @TempDir
    Path folder;

    static List<SolutionPatch> variants() {
        return Variants.others();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("variants")
    void keepsAllItsMarks(SolutionPatch variant) throws Exception {
        ArchitecturesTest.assertKeepsAllItsMarks(variant, folder);
    }
}
