package ateliers.grader.mutants;

import ateliers.grader.authoring.Mutant;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mutants that {@link MutantsTest} leaves out, since others show the same sentences to be proven: other kinds of the same mistakes. */
@Tag("longue")
@Tag("reponses")
class OtherMutantsTest {
    @TempDir
    Path folder;

    static List<Mutant> mutants() {
        return Mutants.others();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("mutants")
    void failsItsCriterionAndNothingElse(Mutant mutant) throws Exception {
        MutantsTest.assertFailsWhatItSays(mutant, folder);
    }
}
