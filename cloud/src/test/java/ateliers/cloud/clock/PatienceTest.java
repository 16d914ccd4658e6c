package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Each look at the machine takes a millisecond of a time that only the test knows. */
class PatienceTest {
    private static final Duration LIMIT = Duration.ofMillis(10);
    private static final long MILLI = 1_000_000;

    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private int looks;
    private int starvedPercent;
    private int answeredAtLook = Integer.MAX_VALUE;

    private final Patience patience = new Patience(() -> looks * MILLI, this::look);

    private Duration look() {
        looks++;
        if (looks == answeredAtLook) {
            answer.complete("an answer");
        }
        return Duration.ofNanos(looks * MILLI * starvedPercent / 100);
    }

    @Test
    void whatIsThereNeedsNoLook() throws Exception {
        answer.complete("an answer");

        assertThat(patience.get(answer, LIMIT)).isEqualTo("an answer");
        assertThat(looks).isZero();
    }

    @Test
    void onAQuietMachineTheLimitIsTheLimit() {
        answeredAtLook = 30;

        assertThatThrownBy(() -> patience.get(answer, LIMIT)).isInstanceOf(TimeoutException.class);
        assertThat(looks).isBetween(9, 12);
    }

    @Test
    void onAMachineThatStarvesItTheAnswerIsWaitedForLonger() throws Exception {
        starvedPercent = 100;
        answeredAtLook = 30;

        assertThat(patience.get(answer, LIMIT)).isEqualTo("an answer");
    }

    @Test
    void butNotForEver() {
        starvedPercent = 100;

        assertThatThrownBy(() -> patience.get(answer, LIMIT)).isInstanceOf(TimeoutException.class);
        assertThat(looks).isBetween(45, 55);
    }

    @Test
    void whatTheWorkThrewIsThrown() {
        answer.completeExceptionally(new IllegalStateException("broken"));

        assertThatThrownBy(() -> patience.get(answer, LIMIT))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
    }
}
