package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.Mutant;
import ateliers.grader.cli.GradeRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records what the grader says of common mistakes, for {@code docs-fr/erreurs}; {@link MutantsTest} tells when that is no longer so.
 * After a change of a checklist's words or of such a mutant:
 *
 * <pre>mvn -Preponses -pl cloud,grader test -Dtest=CommonMistakesTest -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dateliers.regenerate=true</pre>
 *
 * and then write the pages: see {@link CommonMistakesPageTest}.
 */
@Tag("longue")
@Tag("reponses")
class CommonMistakesTest {

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("ateliers.grader.mutants.CommonMistakesPageTest#labs")
    void theGraderStillSaysSo(String lab, @TempDir Path folder) throws Exception {
        Map<String, Mistake> told = new TreeMap<>();
        for (Mutant mutant : MistakesPage.mistakes(lab)) {
            told.put(mutant.name(), told(mutant, Files.createDirectory(folder.resolve(mutant.name()))));
        }
        if (WrittenPages.regenerating()) {
            Mistake.record(lab, told);
        }

        Map<String, Mistake> recorded = Mistake.recorded(lab);
        assertThat(told.keySet()).isEqualTo(recorded.keySet());
        told.forEach((name, mistake) ->
                assertThat(mistake.cure()).as(name).isEqualTo(recorded.get(name).cure()));
    }

    private static Mistake told(Mutant mutant, Path folder) throws Exception {
        return Mistake.told(GradeRun.grade(mutant.applied(folder), mutant.lab(), mutant.fails()), mutant.criterion());
    }
}
