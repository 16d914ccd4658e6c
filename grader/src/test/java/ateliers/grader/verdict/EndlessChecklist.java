package ateliers.grader.verdict;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;

/** A criterion among others that ends only when it is interrupted. */
@Checklist(lab = "97-exemple", title = "Exemple")
public final class EndlessChecklist {
    private static Runnable begun = () -> {};

    static void begins(Runnable told) {
        begun = told;
    }

    @Criterion(id = "before", order = 1, points = 5, task = 1, title = "avant")
    void before() {
        Assertions.assertThat(1).isEqualTo(1);
    }

    @Criterion(id = "endless", order = 2, points = 10, task = 1, title = "sans fin")
    void endless() throws InterruptedException {
        begun.run();
        new CountDownLatch(1).await();
    }

    @Criterion(id = "after", order = 3, points = 5, task = 1, title = "après")
    void after() {
        Assertions.assertThat(1).isEqualTo(1);
    }
}
