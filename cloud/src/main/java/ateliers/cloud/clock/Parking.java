package ateliers.cloud.clock;

import java.time.Duration;

/**
 * A place where one call waits for something to happen, as a long poll does. A parked call counts as idle: while it
 * waits, all the work that its thread had open is taken off the clock's account, and put back by whoever wakes it,
 * before the waker's own work ends, so the cloud never looks idle in between.
 */
public final class Parking {
    private final CloudClock clock;
    private boolean woken;
    private boolean expired;
    private boolean waiting;
    private int suspended;

    Parking(CloudClock clock) {
        this.clock = clock;
    }

    /**
     * Waits until {@link #wake} or until so much cloud time has passed.
     *
     * @return true when woken, false when time ran out (or the cloud was closed)
     */
    public boolean park(Duration cloudTime) {
        synchronized (clock.lock) {
            if (woken) {
                return true;
            }
            suspended = clock.suspendThread();
            waiting = true;
            CloudTimer timeout = clock.schedule(cloudTime, this::expire);
            boolean interrupted = false;
            while (!woken && !expired && !clock.isClosed()) {
                try {
                    clock.lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    expire();
                }
            }
            timeout.cancel();
            if (waiting) {
                resume();
            }
            clock.adoptThread(suspended);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return woken;
        }
    }

    /** Ends the wait, or keeps a wait that has not begun from starting. */
    public void wake() {
        synchronized (clock.lock) {
            if (!woken && !expired) {
                woken = true;
                resume();
            }
        }
    }

    private void expire() {
        synchronized (clock.lock) {
            if (!woken && !expired) {
                expired = true;
                resume();
            }
        }
    }

    private void resume() {
        if (waiting) {
            waiting = false;
            clock.addBusy(suspended);
        }
        clock.lock.notifyAll();
    }
}
