package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettlingTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final CloudClock clock =
            new CloudClock(InstantSource.fixed(Instant.EPOCH), UnaryOperator.identity(), failure -> {
                throw new AssertionError(failure);
            });
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void isUnderWayUntilItsTimeHasPassed() {
        Settling settling = new Settling(clock, HOUR);
        assertThat(settling.isUnderWay()).isFalse();

        settling.begin(done::incrementAndGet);
        clock.advance(HOUR.minusSeconds(1));
        assertThat(settling.isUnderWay()).isTrue();
        assertThat(done).hasValue(0);

        clock.advance(Duration.ofSeconds(1));
        assertThat(settling.isUnderWay()).isFalse();
        assertThat(done).hasValue(1);
    }

    @Test
    void whoSeesThatItHasEndedSeesWhatWasDoneLast() {
        Settling settling = new Settling(clock, HOUR);
        AtomicInteger underWay = new AtomicInteger();

        settling.begin(() -> underWay.set(settling.isUnderWay() ? 1 : 0));
        clock.advance(HOUR);

        assertThat(underWay).hasValue(1);
    }

    @Test
    void isDoneAtOnceWhereNothingTakesTime() {
        Settling settling = new Settling(clock, Duration.ZERO);

        settling.begin(done::incrementAndGet);

        assertThat(settling.isUnderWay()).isFalse();
        assertThat(done).hasValue(1);
    }
}
