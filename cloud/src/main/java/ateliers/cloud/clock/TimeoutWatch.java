package ateliers.cloud.clock;

import java.time.Duration;

/**
 * Says when a timeout is used up on a machine that may be too busy to give a processor to those it is set for.
 *
 * <p>A timeout is real time less the time in which a thread of a function, or of this JVM, which answers the function's
 * calls, stood ready without a processor. So a function that sleeps, waits or loops is stopped at its timeout on a quiet
 * machine, and one that starves is not blamed for it, nor is the API whose answer it makes. Two bounds keep what never ends
 * from living on: the processor time that the function itself has used, and {@value #PATIENCE} timeouts of real time.
 *
 * <p>A machine may stand still altogether, a laptop that was closed as well as a paused virtual one: its clock goes on, and no
 * thread is ready meanwhile. A look that comes over a second too late shows it, and that time counts for nothing.
 */
public final class TimeoutWatch {
    private static final int PATIENCE = 5;
    private static final int LOOKS = 10;
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final long STILL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Duration timeout;
    private long startNanos;
    private Look last;
    private long starvedNanos;
    private long usedNanos;

    /**
     * What is seen of the function's process and of this one. All grow; only differences count.
     *
     * @param nanos real time
     * @param starvedNanos how long threads of either process stood ready without a processor, added up: see {@link Starvation}
     * @param usedNanos processor time of the function's process
     */
    public record Look(long nanos, long starvedNanos, long usedNanos) {}

    /**
     * Begins with what is timed.
     *
     * @param timeout what it is allowed
     * @param startNanos when it began
     */
    public TimeoutWatch(Duration timeout, long startNanos) {
        this.timeout = timeout;
        this.startNanos = startNanos;
    }

    /** After how long to look first: nearly all that is timed is over before, and costs nothing. */
    public Duration first() {
        Duration tenth = timeout.dividedBy(LOOKS);
        return tenth.compareTo(FIRST) < 0 ? tenth : FIRST;
    }

    /**
     * Takes note of a look that somebody was to take after this long.
     *
     * @return after how long to look again; zero where the timeout is used up
     */
    public Duration after(Duration asked, Look look) {
        long late = look.nanos - (last == null ? startNanos : last.nanos) - asked.toNanos();
        if (late > STILL_NANOS) {
            startNanos += late;
            last = last == null ? null : new Look(last.nanos + late, last.starvedNanos, last.usedNanos);
        }
        return after(look);
    }

    /**
     * Takes note of a look, whenever it is taken.
     *
     * @return after how long to look again; zero where the timeout is used up
     */
    public Duration after(Look look) {
        // At the first look nothing is known of the start: what is missed is short.
        if (last != null) {
            long passed = look.nanos - last.nanos;
            starvedNanos += Math.min(passed, Math.max(0, look.starvedNanos - last.starvedNanos));
            usedNanos += Math.max(0, look.usedNanos - last.usedNanos);
        }
        last = look;
        long limit = timeout.toNanos();
        long elapsed = look.nanos - startNanos;
        long left = limit - (elapsed - starvedNanos);
        if (elapsed >= limit && (left <= 0 || usedNanos >= limit || elapsed >= PATIENCE * limit)) {
            return Duration.ZERO;
        }
        long atMost = elapsed < limit ? limit - elapsed : PATIENCE * limit - elapsed;
        long step = Math.min(Math.max(1, left), Math.max(1, limit / LOOKS));
        return Duration.ofNanos(Math.min(step, Math.max(1, atMost)));
    }

    /** How much of the time so far does not count, at most {@value #PATIENCE} timeouts less one. */
    Duration starved() {
        return Duration.ofNanos(Math.min(starvedNanos, (PATIENCE - 1) * timeout.toNanos()));
    }
}
