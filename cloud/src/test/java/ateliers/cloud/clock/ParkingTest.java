package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParkingTest {
    private final CloudClock clock = new CloudClock(UnaryOperator.identity(), failure -> {
        throw new AssertionError(failure);
    });

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void aParkedCallCountsAsIdleAndIsWokenByItsTimeout() {
        Parking parking = clock.parking();
        AtomicBoolean timedOut = new AtomicBoolean();
        clock.execute(() -> timedOut.set(!parking.park(Duration.ofSeconds(20))));

        assertThat(clock.await(timedOut::get, Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void wakingAParkedCallMakesTheCloudBusyBeforeTheWakerEnds() {
        Parking parking = clock.parking();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean woken = new AtomicBoolean();
        clock.execute(() -> {
            woken.set(parking.park(Duration.ofDays(1)));
            waitFor(release);
        });
        assertThat(clock.awaitIdle(Duration.ofSeconds(30))).isTrue();

        try (var work = clock.begin()) {
            parking.wake();
        }

        assertThat(clock.isIdle()).isFalse();
        release.countDown();
        assertThat(clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(woken).isTrue();
    }

    @Test
    void aWakeBeforeTheWaitIsNotLost() {
        Parking parking = clock.parking();
        parking.wake();

        assertThat(parking.park(Duration.ofDays(1))).isTrue();
        assertThat(clock.isIdle()).isTrue();
    }

    @Test
    void aCallThatParksGivesUpAllThatItsThreadHasOpen() {
        Parking parking = clock.parking();
        AtomicBoolean idle = new AtomicBoolean();
        clock.schedule(Duration.ofMinutes(1), () -> idle.set(true));
        clock.execute(() -> {
            CloudClock.Work ended = clock.begin();
            ended.close();
            try (CloudClock.Work one = clock.begin();
                    CloudClock.Work two = clock.begin()) {
                parking.park(Duration.ofDays(1));
            }
        });

        assertThat(clock.await(idle::get, Duration.ofMinutes(2))).isTrue();
        parking.wake();
        assertThat(clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void closingWakesParkedCallsAndForgetsTimers() throws InterruptedException {
        Parking parking = clock.parking();
        CountDownLatch ended = new CountDownLatch(1);
        AtomicBoolean woken = new AtomicBoolean(true);
        AtomicBoolean fired = new AtomicBoolean();
        clock.schedule(Duration.ofMinutes(1), () -> fired.set(true));
        Thread caller = new Thread(() -> {
            woken.set(parking.park(Duration.ofDays(1)));
            ended.countDown();
        });
        caller.start();

        clock.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(woken).isFalse();
        assertThat(clock.await(fired::get, Duration.ofHours(1))).isFalse();
        assertThat(fired).isFalse();
    }

    @Test
    void aWaitThatIsInterruptedEndsAndStaysInterrupted() throws InterruptedException {
        Parking parking = clock.parking();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean woken = new AtomicBoolean(true);
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            woken.set(parking.park(Duration.ofDays(1)));
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        caller.join();

        assertThat(woken).isFalse();
        assertThat(interrupted).isTrue();
        assertThat(clock.isIdle()).isTrue();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
