package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudClockTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final List<Throwable> errors = new ArrayList<>();
    private final CloudClock clock = new CloudClock(UnaryOperator.identity(), errors::add);

    @AfterEach
    void close() {
        clock.close();
    }

    @Test
    void stepsStraightToTheNextTimerWhenIdle() {
        AtomicBoolean fired = new AtomicBoolean();
        Instant real = clock.realTime();
        Instant cloud = clock.instant();
        clock.schedule(Duration.ofDays(7), () -> fired.set(true));

        assertThat(clock.await(fired::get, Duration.ofDays(8))).isTrue();

        assertThat(Duration.between(cloud, clock.instant())).isGreaterThanOrEqualTo(Duration.ofDays(7));
        assertThat(Duration.between(real, clock.realTime())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void neverStepsPastTheDeadline() {
        AtomicBoolean fired = new AtomicBoolean();
        clock.schedule(Duration.ofMinutes(10), () -> fired.set(true));

        assertThat(clock.await(fired::get, Duration.ofMinutes(9))).isFalse();
        assertThat(fired).isFalse();
    }

    @Test
    void firesTimersInOrderOfTimeThenOfSetting() {
        CloudClock still = still();
        List<String> order = new ArrayList<>();
        still.schedule(Duration.ofMinutes(2), () -> order.add("second"));
        still.schedule(Duration.ofMinutes(1), () -> order.add("first"));
        still.schedule(Duration.ofMinutes(2), () -> order.add("third"));

        still.advance(Duration.ofMinutes(3));

        assertThat(order).containsExactly("first", "second", "third");
        still.close();
    }

    @Test
    void aTimerSetByATimerFiresInTheSameWait() {
        AtomicInteger rounds = new AtomicInteger();
        clock.schedule(Duration.ofHours(1), () -> {
            rounds.incrementAndGet();
            clock.schedule(Duration.ofHours(1), rounds::incrementAndGet);
        });

        assertThat(clock.await(() -> rounds.get() == 2, Duration.ofHours(3))).isTrue();
    }

    @Test
    void aCancelledTimerDoesNotFire() {
        AtomicBoolean fired = new AtomicBoolean();
        clock.schedule(Duration.ofMinutes(1), () -> fired.set(true)).cancel();

        assertThat(clock.never(fired::get, Duration.ofMinutes(2))).isTrue();
    }

    @Test
    void timeDoesNotJumpWhileWorkIsQueuedOrRunning() {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        clock.schedule(Duration.ofDays(1), () -> {});
        Instant before = clock.instant();
        clock.execute(() -> {
            waitFor(release);
            done.set(true);
        });

        boolean held = clock.await(
                () -> {
                    if (looks.incrementAndGet() == 3) {
                        release.countDown();
                    }
                    return done.get();
                },
                Duration.ofHours(1));

        assertThat(held).isTrue();
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void timeDoesNotJumpWhenTheLastWorkEndsDuringALook() {
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch release = new CountDownLatch(1);
        clock.schedule(Duration.ofDays(1), () -> {});
        Instant before = clock.instant();
        clock.execute(() -> {
            waitFor(release);
            done.set(true);
        });

        boolean held = clock.await(
                () -> {
                    boolean seen = done.get();
                    release.countDown();
                    assertThat(clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
                    return seen;
                },
                Duration.ofDays(2));

        assertThat(held).isTrue();
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofHours(1));
    }

    @Test
    void whatWorkThrowsIsReportedAndTheClockLivesOn() {
        AtomicBoolean fired = new AtomicBoolean();
        IllegalStateException broken = new IllegalStateException("broken");
        clock.schedule(Duration.ofMinutes(1), () -> {
            throw broken;
        });
        clock.schedule(Duration.ofMinutes(2), () -> fired.set(true));

        assertThat(clock.await(fired::get, Duration.ofMinutes(3))).isTrue();
        assertThat(errors).containsExactly(broken);
    }

    @Test
    void timersFireInRealTimeToo() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(1);
        clock.schedule(Duration.ofMillis(5), fired::countDown);

        assertThat(fired.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTimerThatIsDueAtTheDeadlineStillFires() {
        AtomicInteger fired = new AtomicInteger();
        CloudClock still = still();
        still.schedule(Duration.ofMinutes(9), fired::incrementAndGet);

        still.advance(Duration.ofMinutes(9));

        assertThat(fired).hasValue(1);
        assertThat(still.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(9)));
        still.close();
    }

    @Test
    void aWaitInAClosedCloudEndsAtOnce() {
        CloudClock still = still();
        still.close();

        assertThat(still.await(() -> false, Duration.ofDays(1))).isFalse();
        assertThat(still.instant()).isEqualTo(NOON);
    }

    @Test
    void aWaitThatIsInterruptedLeavesTimeWhereItIs() {
        CloudClock still = still();
        Thread.currentThread().interrupt();

        assertThat(still.await(() -> false, Duration.ofDays(1))).isFalse();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(still.instant()).isEqualTo(NOON);
        still.close();
    }

    @Test
    void aConditionOfWhatIsBusyIsLookedAtAgainWhenItEnds() {
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch release = new CountDownLatch(1);
        CloudClock still = still();
        still.execute(() -> {
            waitFor(release);
            ended.set(true);
        });

        boolean seen = still.await(
                () -> {
                    release.countDown();
                    return ended.get();
                },
                Duration.ofDays(1));

        assertThat(seen).isTrue();
        assertThat(still.instant()).isEqualTo(NOON);
        still.close();
    }

    @Test
    void aWaitGoesOnAfterTheLastWorkEndsDuringALook() {
        CloudClock still = still();
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean fired = new AtomicBoolean();
        still.schedule(Duration.ofHours(1), () -> fired.set(true));
        still.execute(() -> waitFor(release));

        boolean seen = still.await(
                () -> {
                    release.countDown();
                    assertThat(still.awaitIdle(Duration.ofSeconds(30))).isTrue();
                    return fired.get();
                },
                Duration.ofHours(2));

        assertThat(seen).isTrue();
        still.close();
    }

    @Test
    void aWaitEndsAtItsDeadlineThoughWorkGoesOn() {
        CountDownLatch release = new CountDownLatch(1);
        clock.execute(() -> waitFor(release));

        assertThat(clock.await(() -> false, Duration.ofMillis(1))).isFalse();

        assertThat(clock.isIdle()).isFalse();
        release.countDown();
    }

    @Test
    void whatComesTrueAtTheDeadlineItselfIsSeen() {
        CloudClock still = still();
        Instant deadline = NOON.plus(Duration.ofMinutes(9));

        assertThat(still.await(() -> !still.instant().isBefore(deadline), Duration.ofMinutes(9)))
                .isTrue();
        assertThat(still.never(() -> !still.instant().isBefore(deadline), Duration.ofMinutes(9)))
                .isFalse();
        still.close();
    }

    @Test
    void waitingForIdlenessGivesUpOnWorkThatGoesOn() {
        CountDownLatch release = new CountDownLatch(1);
        clock.execute(() -> waitFor(release));

        assertThat(clock.awaitIdle(Duration.ofMillis(1))).isFalse();
        release.countDown();
        assertThat(clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void workIsBusyUntilItIsClosedByWhicheverThread() throws InterruptedException {
        CloudClock.Work mine = clock.begin();
        CloudClock.Work detached = clock.beginDetached();
        assertThat(clock.isIdle()).isFalse();

        mine.close();
        assertThat(clock.isIdle()).isFalse();
        Thread other = new Thread(detached::close);
        other.start();
        other.join();

        assertThat(clock.isIdle()).isTrue();
    }

    @Test
    void itIsInUtcAndShowsItsTimeInOtherZonesToo() {
        CloudClock still = still();

        assertThat(still.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(still.withZone(ZoneId.of("Europe/Paris")).instant()).isEqualTo(NOON);
        assertThat(still.withZone(ZoneId.of("Europe/Paris")).getZone()).isEqualTo(ZoneId.of("Europe/Paris"));
        still.close();
    }

    @Test
    void whatIsUnderWayAtTheEndOfAWaitIsWaitedForAsMuchLongerAsItStarved() {
        assertThat(findsAfter(Duration.ofSeconds(30), 100)).isTrue();
    }

    @Test
    void onAQuietMachineAWaitEndsInTime() {
        assertThat(findsAfter(Duration.ofSeconds(30), 0)).isFalse();
    }

    @Test
    void aWaitEndsWhateverStarves() {
        assertThat(findsAfter(Duration.ofSeconds(80), 100)).isFalse();
    }

    /** Whether a wait of ten seconds sees what comes after so long; each look takes a second, of which so much is starved. */
    private boolean findsAfter(Duration coming, int starvedPercent) {
        AtomicInteger looks = new AtomicInteger();
        Patience patience = new Patience(
                () -> Duration.ofSeconds(looks.get()).toNanos(),
                () -> Duration.ofSeconds(looks.get())
                        .multipliedBy(starvedPercent)
                        .dividedBy(100));
        CloudClock slow =
                new CloudClock(() -> NOON.plusSeconds(looks.get()), patience, UnaryOperator.identity(), errors::add);
        try (var underWay = slow.begin()) {
            return slow.await(() -> looks.incrementAndGet() >= coming.toSeconds(), Duration.ofSeconds(10));
        } finally {
            slow.close();
        }
    }

    @Test
    void waitsInRealTimeForWhatIsReal() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        clock.execute(() -> answer.complete("an answer"));

        assertThat(clock.awaitReal(answer, Duration.ofMinutes(1))).isEqualTo("an answer");
    }

    private static CloudClock still() {
        return new CloudClock(InstantSource.fixed(NOON), UnaryOperator.identity(), failure -> {});
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
