package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.clock.RealTimers;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One timer watches over all functions: none of them keeps it from the others. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SandboxSupportTest {
    private final RealTimers timers = new RealTimers("watches");
    private final SandboxSupport support =
            new SandboxSupport(null, new Stopped(), null, null, Path.of("nowhere"), timers, Runnable::run);
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void forgetAll() {
        never.countDown();
        timers.close();
    }

    @Test
    void whoEndsALateFunctionKeepsNobodyFromWatching() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch exceeded = new CountDownLatch(1);
        Holding process = new Holding(1_000);

        support.watch(process, Duration.ZERO, 0, () -> true, () -> block(begun));
        begun.await();
        support.watch(process, Duration.ZERO, 0, () -> true, ended::countDown);
        new MemoryWatch(timers, process, 100, () -> true, exceeded::countDown).begin();

        ended.await();
        exceeded.await();
        assertThat(never.getCount()).isOne();
    }

    @Test
    void whoLooksAfterAnExitKeepsNobodyFromWatching() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);

        // A stray process keeps the output open.
        support.afterOutput(() -> false, () -> block(begun));
        begun.await();
        support.watch(new Holding(1), Duration.ZERO, 0, () -> true, ended::countDown);

        ended.await();
        assertThat(never.getCount()).isOne();
    }

    @Test
    void whatHasWrittenAllIsSeenToAtOnce() {
        AtomicBoolean done = new AtomicBoolean();

        support.afterOutput(() -> true, () -> done.set(true));

        assertThat(done).isTrue();
    }

    private void block(CountDownLatch begun) {
        begun.countDown();
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Stopped() implements SandboxTime {
        @Override
        public long nanos() {
            return 1;
        }

        @Override
        public long realMillis() {
            return 0;
        }

        @Override
        public Instant cloudNow() {
            return Instant.EPOCH;
        }
    }

    /** A process that holds so many MB. */
    private record Holding(int memoryMb) implements SandboxHost.SandboxProcess {
        @Override
        public InputStream output() {
            return InputStream.nullInputStream();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return new CompletableFuture<>();
        }

        @Override
        public Duration processorTime() {
            return Duration.ZERO;
        }

        @Override
        public Duration starvedTime() {
            return Duration.ZERO;
        }

        @Override
        public int peakMemoryMb() {
            return memoryMb;
        }

        @Override
        public void freeze() {
            // Nothing to stop.
        }

        @Override
        public void thaw() {
            // Nothing was stopped.
        }

        @Override
        public void kill() {
            // Nothing to end.
        }
    }
}
