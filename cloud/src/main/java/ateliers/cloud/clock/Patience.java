package ateliers.cloud.clock;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Waiting in real time on a machine that may be too busy to do what is waited for: time in which it starves does not count,
 * as {@link TimeoutWatch} says.
 *
 * @param nanos real time, from an arbitrary origin
 * @param starved how long those that are waited for have stood ready without a processor; only growth counts
 */
record Patience(LongSupplier nanos, Supplier<Duration> starved) {
    private static final long LOOK_NANOS = 1_000_000_000;

    static Patience onThisMachine() {
        return new Patience(System::nanoTime, Starvation.onThisMachine()::ofAll);
    }

    /**
     * Waits for a result.
     *
     * @throws TimeoutException when the limit is used up first
     * @throws ExecutionException with what the work threw
     */
    <T> T get(Future<T> result, Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
        TimeoutWatch watch = new TimeoutWatch(limit, nanos.getAsLong());
        for (Duration left = watch.first(); !left.isZero(); left = watch.after(left, look())) {
            try {
                return result.get(left.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                // the watch says whether that was all
            }
        }
        throw new TimeoutException("nothing after " + limit);
    }

    /** What a wait that begins now may take beyond its limit. */
    Grace grace(Duration limit) {
        return new Grace(limit);
    }

    private TimeoutWatch.Look look() {
        return new TimeoutWatch.Look(nanos.getAsLong(), starved.get().toNanos(), 0);
    }

    /** How much of a wait did not count. A short wait asks the system nothing. */
    final class Grace {
        private final TimeoutWatch watch;
        private long nextNanos;

        private Grace(Duration limit) {
            long now = nanos.getAsLong();
            watch = new TimeoutWatch(limit, now);
            nextNanos = now + watch.first().toNanos();
        }

        Duration soFar() {
            if (nanos.getAsLong() - nextNanos >= 0) {
                TimeoutWatch.Look look = look();
                watch.after(look);
                nextNanos = look.nanos() + LOOK_NANOS;
            }
            return watch.starved();
        }
    }
}
