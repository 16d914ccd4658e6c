package ateliers.grader.verdict;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;

/** Criteria that pass only when those which are apart are played beside those that share a stack. */
@Checklist(lab = "98-exemple", title = "Exemple")
public final class SideBySideChecklist {
    private static final int PATIENCE_SECONDS = 60;

    private static CountDownLatch apartHasBegun = new CountDownLatch(1);
    private static CountDownLatch freshHasEnded = new CountDownLatch(1);

    static void again() {
        apartHasBegun = new CountDownLatch(1);
        freshHasEnded = new CountDownLatch(1);
    }

    @Criterion(id = "first", order = 1, points = 5, task = 1, title = "première")
    void begins() {
        Assertions.assertThat(apartHasBegun.getCount()).isEqualTo(1);
    }

    @Criterion(id = "fresh", order = 2, points = 5, task = 1, title = "à part", dependsOn = "first", fresh = true)
    void movesTime() {
        Assertions.assertThat(apartHasBegun.getCount())
                .as("those with a pair come first")
                .isZero();
        freshHasEnded.countDown();
    }

    @Criterion(id = "shared", order = 3, points = 5, task = 1, title = "partagée", dependsOn = "first")
    void waits() throws InterruptedException {
        Assertions.assertThat(freshHasEnded.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
    }

    @Criterion(id = "pair", order = 4, points = 5, task = 1, title = "par deux", dependsOn = "first", pair = true)
    void beginsApart() {
        apartHasBegun.countDown();
    }
}
