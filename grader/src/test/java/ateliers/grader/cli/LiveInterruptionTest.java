package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.LiveAccount;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ctrl-C at any moment of a grading on somebody's account: nothing is left, or {@code ./lab clean} finds and removes it. Run by hand,
 * after a change of what the grader makes or removes there.
 */
@Tag("longue")
@Tag("reponses")
@DisabledOnOs(OS.WINDOWS)
class LiveInterruptionTest {
    /** A grading of one criterion takes about so long on a machine that has little else to do. */
    private static final int LONGEST_MILLIS = 12_000;

    @TempDir
    Path folder;

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void nothingIsLeftThatIsNotFoundAgain(int seed) throws Exception {
        try (LiveAccount account = new LiveAccount()) {
            Cli cli = new Cli(folder).on(account);
            Cli.Run run = cli.start(
                    "grade",
                    Path.of("..", "solutions", "00-annexe-s3-sns").toString(),
                    "--target",
                    "aws",
                    "--yes",
                    "--boundary",
                    account.boundary(),
                    "--patience",
                    "3",
                    "--only",
                    "notify");
            run.process().waitFor(new Random(seed).nextInt(LONGEST_MILLIS), TimeUnit.MILLISECONDS);
            new ProcessBuilder("kill", "-INT", Long.toString(run.process().pid()))
                    .start()
                    .waitFor();
            run.exit();

            Cli.Run clean = cli.start("clean", "--target", "aws");

            assertThat(clean.exit()).as(run.all() + clean.all()).isZero();
            assertThat(account.left()).as(run.all() + clean.all()).isEmpty();
        }
    }
}
