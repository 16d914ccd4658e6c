package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import java.time.Duration;

/** A pause on the cloud clock, twice as long after each failure, up to a longest one. Guarded by itself. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final CloudClock clock;
    private final Duration longest;
    private final Runnable then;
    private Duration next = FIRST;
    private CloudTimer timer;

    Backoff(CloudClock clock, Duration longest, Runnable then) {
        this.clock = clock;
        this.longest = longest;
        this.then = then;
    }

    /** Begins a pause, unless one is under way. */
    synchronized void pause() {
        if (timer == null) {
            timer = clock.schedule(next, this::over);
            next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        }
    }

    synchronized boolean isPausing() {
        return timer != null;
    }

    /** All went well: the next pause is short again. */
    synchronized void reset() {
        next = FIRST;
    }

    /** Ends the pause without what follows it. */
    synchronized void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        next = FIRST;
    }

    private void over() {
        synchronized (this) {
            timer = null;
        }
        then.run();
    }
}
