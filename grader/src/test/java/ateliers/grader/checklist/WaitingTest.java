package ateliers.grader.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.targets.Patience;
import ateliers.grader.targets.Target;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Waiting where time cannot be moved. */
class WaitingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration LONG = Duration.ofMinutes(15);

    private final List<Duration> waits = new ArrayList<>();
    private final Waiting waiting = new Waiting(target(new Patience(PATIENCE)));

    @Test
    void whatComesIsNotWaitedForAnyLonger() {
        assertThat(waiting.await(() -> true, LONG)).isTrue();
        assertThat(waits).containsExactly(PATIENCE);
    }

    @Test
    void whatShouldHaveComeByThenHasNotCome() {
        assertThat(waiting.await(() -> false, SOON)).isFalse();
        assertThat(waits).containsExactly(SOON);
    }

    @Test
    void whatMayComeLaterIsNotEvaluatedAndSaysWhy() {
        assertThatThrownBy(() -> waiting.await(() -> false, LONG))
                .isInstanceOf(Unmet.NotEvaluated.class)
                .hasMessageContainingAll("15 min", "60 s", "--patience");
    }

    @Test
    void patienceForAsLongAsItMayTakeIsEnoughToSayThatItDidNotCome() {
        assertThat(new Waiting(target(new Patience(LONG))).await(() -> false, LONG))
                .isFalse();
    }

    @Test
    void whereTimeMovesItIsWaitedForAsLongAsAsked() {
        assertThat(new Waiting(target(null)).await(() -> false, LONG)).isFalse();
        assertThat(waits).containsExactly(LONG);
    }

    @Test
    void silenceIsWatchedForAsLongAsPatienceLasts() {
        assertThat(waiting.never(() -> false, LONG)).isTrue();
        assertThat(waiting.never(() -> true, LONG)).isFalse();
        assertThat(waits).containsOnly(PATIENCE);
    }

    @Test
    void whoMakesProgressIsWaitedForAgain() {
        Iterator<Integer> left = List.of(3, 3, 2, 0).iterator();

        assertThat(waiting.awaitAll(left::next, LONG)).isTrue();
        assertThat(waits).hasSize(2);
    }

    @Test
    void whoMakesNoneIsGivenUpWhereItWasLongEnough() {
        assertThat(waiting.awaitAll(() -> 3, SOON)).isFalse();
        assertThatThrownBy(() -> waiting.awaitAll(() -> 3, LONG)).isInstanceOf(Unmet.NotEvaluated.class);
    }

    @Test
    void silenceMayBeWatchedForLessThanWhatComes() {
        Waiting quick = new Waiting(target(new Patience(PATIENCE, SOON)));

        quick.never(() -> false, LONG);
        quick.await(() -> true, LONG);

        assertThat(waits).containsExactly(SOON, PATIENCE);
    }

    /** Waits no time at all, and notes how long it would. */
    private Target target(Patience patience) {
        return (Target) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Target.class}, (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "patience":
                            return Optional.ofNullable(patience);
                        case "await", "never":
                            waits.add((Duration) given[1]);
                            return ((BooleanSupplier) given[0]).getAsBoolean()
                                    == method.getName().equals("await");
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
