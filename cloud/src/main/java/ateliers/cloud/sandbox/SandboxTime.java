package ateliers.cloud.sandbox;

import ateliers.cloud.clock.CloudClock;
import java.time.Instant;

/** The two times a sandbox knows: the real one, for limits and deadlines, and the cloud's, for log lines. */
public interface SandboxTime {
    /** The times of a cloud's clock. */
    static SandboxTime of(CloudClock clock) {
        return new ClockTime(clock);
    }

    /** A monotonic real time, in nanoseconds, from an arbitrary origin. */
    long nanos();

    /** The real time in milliseconds since the epoch, as the function sees it. */
    long realMillis();

    /** The cloud's time. */
    Instant cloudNow();
}
