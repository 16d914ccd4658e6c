package ateliers.cloud.sandbox;

import ateliers.cloud.clock.CloudClock;
import java.time.Instant;

/** The times of a cloud's clock. */
record ClockTime(CloudClock clock) implements SandboxTime {
    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public long realMillis() {
        return clock.realTime().toEpochMilli();
    }

    @Override
    public Instant cloudNow() {
        return clock.instant();
    }
}
