package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutWatchTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void aFunctionThatWaitsEndsAtItsTimeout() {
        assertThat(lifeOf(0, 0)).isEqualTo(TIMEOUT);
    }

    @Test
    void aLoopOnAQuietMachineEndsAtItsTimeout() {
        assertThat(lifeOf(0, 100)).isEqualTo(TIMEOUT);
    }

    @Test
    void aFunctionThatGetsHalfAProcessorHasTwiceTheTime() {
        assertThat(lifeOf(50, 10)).isBetween(Duration.ofMillis(19_500), Duration.ofMillis(20_500));
    }

    @Test
    void aLoopEndsWhenItHasUsedItsTimeoutOfProcessorHoweverManyThreadsWait() {
        assertThat(lifeOf(800, 80)).isBetween(Duration.ofMillis(12_400), Duration.ofMillis(13_500));
    }

    @Test
    void whatStarvesForEverEndsAfterFiveTimeouts() {
        assertThat(lifeOf(100, 0)).isEqualTo(TIMEOUT.multipliedBy(5));
    }

    @Test
    void threadsThatHaveEndedTakeNothingBack() {
        TimeoutWatch watch = new TimeoutWatch(TIMEOUT, 0);
        watch.after(new TimeoutWatch.Look(1_000_000_000L, 5_000_000_000L, 0));

        assertThat(watch.after(new TimeoutWatch.Look(10_000_000_000L, 0, 0))).isZero();
    }

    @Test
    void saysHowMuchDoesNotCountUpToFourTimeouts() {
        TimeoutWatch watch = new TimeoutWatch(TIMEOUT, 0);
        watch.after(new TimeoutWatch.Look(1_000_000_000L, 7_000_000_000L, 0));
        assertThat(watch.starved()).isZero();

        watch.after(new TimeoutWatch.Look(6_000_000_000L, 9_000_000_000L, 0));
        assertThat(watch.starved()).isEqualTo(Duration.ofSeconds(2));

        watch.after(new TimeoutWatch.Look(90_000_000_000L, 99_000_000_000L, 0));
        assertThat(watch.starved()).isEqualTo(TIMEOUT.multipliedBy(4));
    }

    @Test
    void aMachineThatStoodStillTakesNothingFromATimeout() {
        TimeoutWatch watch = new TimeoutWatch(TIMEOUT, 0);
        long hour = Duration.ofHours(1).toNanos();
        Duration next = watch.after(watch.first(), new TimeoutWatch.Look(hour, 0, 0));
        assertThat(next).isEqualTo(Duration.ofSeconds(1));

        long now = hour + next.toNanos();
        next = watch.after(next, new TimeoutWatch.Look(now, 0, 0));
        now += hour + next.toNanos();
        assertThat(watch.after(next, new TimeoutWatch.Look(now, 0, 0))).isPositive();
        assertThat(now).isGreaterThan(2 * hour);
        assertThat(watch.starved()).isZero();
    }

    @Test
    void aLookThatIsALittleLateIsNoStandstill() {
        TimeoutWatch watch = new TimeoutWatch(TIMEOUT, 0);
        Duration next = watch.first();
        long now = 0;
        while (!next.isZero()) {
            now += next.toNanos() + Duration.ofMillis(900).toNanos();
            next = watch.after(next, new TimeoutWatch.Look(now, 0, 0));
        }
        assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(12));
    }

    @Test
    void aShortTimeoutIsLookedAtInItsFirstTenth() {
        assertThat(new TimeoutWatch(Duration.ofMillis(500), 0).first()).isEqualTo(Duration.ofMillis(50));
    }

    /** How long an invocation lives that starves and computes so many percent of the time. */
    private static Duration lifeOf(int starvedPercent, int usedPercent) {
        TimeoutWatch watch = new TimeoutWatch(TIMEOUT, 0);
        long now = 0;
        Duration next = watch.first();
        while (!next.isZero()) {
            now += next.toNanos();
            next = watch.after(next, new TimeoutWatch.Look(now, now / 100 * starvedPercent, now / 100 * usedPercent));
        }
        return Duration.ofNanos(now);
    }
}
