package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.nio.file.Path;
import java.util.Set;

/** Annex 00 with a function that does what it should not. */
final class Hostile {
    static final String LAB = "00-annexe-s3-sns";
    static final String HANDLER = "src/main/java/ateliers/labs/annexe/UploadHandler.java";
    static final String START = "        SdkException refusal = null;\n";

    private Hostile() {}

    /** @param code that runs before the work */
    static Path function(Path folder, String code) throws Exception {
        return SolutionCopy.of(LAB, folder)
                .with(HANDLER, START, "        if (System.nanoTime() != 0) {\n" + code + "\n}\n" + START)
                .folder();
    }

    static CriterionResult notifyOf(Path submission) throws Exception {
        Verdict verdict = GradeRun.grade(submission, LAB, Set.of("notify"));
        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Verdict.Kind.GRADED);
        return verdict.criteria().stream()
                .filter(result -> result.id().equals("notify"))
                .findFirst()
                .orElseThrow();
    }

    /** Whoever is graded next has the points that the hostile one was after. */
    static void nextIsGraded() throws Exception {
        CriterionResult next = notifyOf(Path.of("..", "solutions", LAB));
        assertThat(next.status()).as(next.toString()).isEqualTo(Status.PASSED);
    }

    /** Whoever is graded after all of them has all that is due. */
    static void solutionIsWhole() throws Exception {
        Verdict verdict = GradeRun.grade(Path.of("..", "solutions", LAB), LAB);
        assertThat(verdict.mark()).as(verdict.toString()).startsWith("20/20");
        assertThat(verdict.exitCode()).as(verdict.toString()).isZero();
    }
}
