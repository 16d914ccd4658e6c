package ateliers.grader.load;

import java.util.concurrent.locks.LockSupport;

/** The time that a load goes by. */
interface Pace {
    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits until then; not at all where that has passed, or for a thread that is interrupted. */
    void until(long nanos);

    /** This machine's. */
    static Pace real() {
        return new Pace() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void until(long nanos) {
                long left = nanos - nanos();
                while (left > 0 && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(left);
                    left = nanos - nanos();
                }
            }
        };
    }
}
