package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One whole grading, from a folder to the mark; the longer profile grades every solution and every mutant. */
class WholeGradeTest {
    @Test
    void theSolutionOfTheFirstLabEarnsAllPoints() throws Exception {
        String lab = "00-annexe-s3-sns";

        Verdict verdict = GradeRun.grade(Path.of("..", "solutions", lab), lab);

        assertThat(verdict.mark()).as(verdict.toString()).isEqualTo("20/20");
        assertThat(verdict.exitCode()).isZero();
    }
}
