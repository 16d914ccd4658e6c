package ateliers.grader.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.authoring.LabFolders;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same work earns the same marks each time, with every processor busy with something else; {@link MutantsTest} says which. */
@Tag("longue")
class SteadinessTest {
    private static final int GRADES = 3;

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
    void eachGradeOfASolutionGivesTheSameMarks(String lab) throws Exception {
        List<String> marks = new ArrayList<>();
        for (int i = 0; i < GRADES; i++) {
            marks.add(marks(GradeRun.grade(LabFolders.solution(lab), lab)));
        }

        assertThat(marks).hasSize(GRADES).containsOnly(marks.get(0));
    }

    private static String marks(Verdict verdict) {
        StringBuilder text = new StringBuilder().append(verdict.score());
        for (CriterionResult result : verdict.criteria()) {
            text.append(' ').append(result.id()).append('=').append(result.status());
        }
        return text.toString();
    }

    private static void compute() {
        long number = System.nanoTime();
        while (busy) {
            number = number * 6364136223846793005L + 1442695040888963407L;
        }
    }
}
