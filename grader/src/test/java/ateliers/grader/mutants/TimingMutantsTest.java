package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.Mutant;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a mutant does wrong only at an unlucky moment ({@code # timing: yes}) is found each time it is graded: twenty times, or as often
 * as {@code -Dateliers.notations=5} says. Only its own criteria are played, with what they depend on.
 */
@Tag("longue")
@Tag("reponses")
class TimingMutantsTest {
    private static final int GRADES = Integer.getInteger("ateliers.notations", 20);

    /** Words of the names of those to grade; all others are left out. */
    private static final String ONLY = System.getProperty("ateliers.mutants", "");

    @TempDir
    Path folder;

    static Stream<Arguments> gradings() {
        List<Mutant> mutants = Mutants.all().stream()
                .filter(Mutant::timing)
                .filter(mutant -> mutant.toString().contains(ONLY))
                .toList();
        return IntStream.rangeClosed(1, GRADES)
                .boxed()
                .flatMap(time -> mutants.stream().map(mutant -> Arguments.of(mutant, time)));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("gradings")
    void losesWhatItSaysEachTime(Mutant mutant, int time) throws Exception {
        Path answer = Files.createDirectory(folder.resolve("time-" + time));

        Verdict verdict = GradeRun.grade(mutant.applied(answer), mutant.lab(), mutant.fails());

        assertThat(MutantsTest.ids(verdict, Status.FAILED, Status.ERROR))
                .as(verdict.toString())
                .isEqualTo(mutant.fails());
    }
}
