package ateliers.cloud.clock;

import java.time.Instant;

/** One action that the clock runs once its cloud time has come. */
public final class CloudTimer implements Comparable<CloudTimer> {
    private final CloudClock clock;
    private final Instant due;
    private final long order;
    private final Runnable action;

    CloudTimer(CloudClock clock, Instant due, long order, Runnable action) {
        this.clock = clock;
        this.due = due;
        this.order = order;
        this.action = action;
    }

    /** The cloud time at which the action runs. */
    public Instant due() {
        return due;
    }

    /** Forgets the action; without effect once it has started. */
    public void cancel() {
        clock.cancel(this);
    }

    Runnable action() {
        return action;
    }

    /** Timers of the same instant run in the order in which they were set. */
    @Override
    public int compareTo(CloudTimer other) {
        int byTime = due.compareTo(other.due);
        return byTime != 0 ? byTime : Long.compare(order, other.order);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
