package ateliers.cloud.clock;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Timers in real time, for what is real: how long a child process may take. Nothing here counts for the cloud's idleness.
 */
public final class RealTimers implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timers;

    /** Makes a set of timers with one daemon thread. */
    public RealTimers(String threadName) {
        timers = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, threadName);
            thread.setDaemon(true);
            return thread;
        });
        timers.setRemoveOnCancelPolicy(true);
    }

    /** Runs a short action after so much real time; without effect once closed. */
    public Alarm schedule(Duration delay, Runnable action) {
        if (timers.isShutdown()) {
            return () -> {};
        }
        ScheduledFuture<?> future = timers.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Forgets all alarms. */
    @Override
    public void close() {
        timers.shutdownNow();
    }

    /** An alarm that is set. */
    @FunctionalInterface
    public interface Alarm {
        /** Unsets it, unless it has begun. */
        void cancel();
    }
}
