package ateliers.grader.targets;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what an AWS of the real world does, by asking again and again, more seldom as it takes longer. */
public final class RealTime {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private RealTime() {}

    /**
     * Asks until the condition holds, once at least.
     *
     * @return whether it held in this time; false where the thread is interrupted meanwhile
     */
    public static boolean await(BooleanSupplier condition, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(pause + pause / 4, LONGEST_PAUSE.toNanos());
        }
        return true;
    }
}
