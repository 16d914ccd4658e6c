package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each lab's solution earns everything, with every processor busy with something else. It is graded once; {@code
 * -Dateliers.notations=5} looks longer for what happens seldom.
 */
@Tag("longue")
@Isolated("leaves others no processor")
class SteadinessTest {
    private static final int GRADES = Integer.getInteger("ateliers.notations", 1);

    private static volatile boolean busy = true;

    @BeforeAll
    static void occupyEveryProcessor() {
        busy = true;
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(SteadinessTest::compute, "busy-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    @AfterAll
    static void leaveThem() {
        busy = false;
    }

    @ParameterizedTest
    @MethodSource("ateliers.grader.authoring.LabFolders#labs")
    void aSolutionHasAllItsMarks(String lab) throws Exception {
        for (int i = 0; i < GRADES; i++) {
            Verdict verdict = GradeRun.grade(LabFolders.solution(lab), lab);

            assertThat(verdict.criteria())
                    .extracting(CriterionResult::status)
                    .as(verdict.toString())
                    .containsOnly(Status.PASSED);
        }
    }

    private static void compute() {
        long number = System.nanoTime();
        while (busy) {
            number = number * 6364136223846793005L + 1442695040888963407L;
        }
    }
}
