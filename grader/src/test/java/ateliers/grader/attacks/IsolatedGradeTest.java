package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behind an isolation a right answer is as right, and a spy sees nothing. */
class IsolatedGradeTest {
    @TempDir
    Path folder;

    @Test
    void theSolutionEarnsAllPoints() throws Exception {
        Verdict verdict = graded(Path.of("..", "solutions", Hostile.LAB), Set.of());

        assertThat(verdict.mark()).as(verdict.toString()).isEqualTo("20/20");
    }

    @Test
    void theProjectIsNotThere() throws Exception {
        Path project = Path.of("..").toRealPath();
        Path spy = Hostile.function(folder, """
                try (var there = java.nio.file.Files.newDirectoryStream(java.nio.file.Path.of("%s"))) {
                    there.forEach(file -> {});
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(project));

        CriterionResult notify = graded(spy, Set.of("notify")).criteria().get(0);

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(String.join("\n", notify.outcome().explanation().details()))
                .contains("java.nio.file.NoSuchFileException: " + project);
    }

    private static Verdict graded(Path submission, Set<String> only) throws Exception {
        Bubblewrap.Found found = Bubblewrap.onThisMachine();
        assumeTrue(found.isolation().isPresent(), "this machine does not isolate: " + found.refusal());
        return GradeRun.grade(
                submission,
                Hostile.LAB,
                only,
                Duration.ofMinutes(10),
                found.isolation().orElseThrow());
    }
}
