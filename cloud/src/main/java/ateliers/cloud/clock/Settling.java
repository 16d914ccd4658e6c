package ateliers.cloud.clock;

import java.time.Duration;

/** What a resource goes through when it is made or changed: for a while it is not ready. Where nothing takes time, it is at once. */
public final class Settling {
    private final CloudClock clock;
    private final Duration time;
    private volatile boolean underWay;

    /** @param time in cloud time, until what has begun is done */
    public Settling(CloudClock clock, Duration time) {
        this.clock = clock;
        this.time = time;
    }

    /**
     * Begins. Nothing else begins until it has ended.
     *
     * @param then the last thing done of it: short, and on the clock's thread, or on this one where nothing takes time
     */
    public void begin(Runnable then) {
        if (time.isZero()) {
            then.run();
            return;
        }
        underWay = true;
        clock.schedule(time, () -> {
            then.run();
            underWay = false;
        });
    }

    public boolean isUnderWay() {
        return underWay;
    }
}
