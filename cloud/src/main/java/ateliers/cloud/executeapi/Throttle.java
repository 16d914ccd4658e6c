package ateliers.cloud.executeapi;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests come through: a token bucket, which holds a burst of them at most and fills again at a rate.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html">Throttle
 *     requests</a>
 */
public final class Throttle {
    /** What an account may do, where a stage sets only the other of the two. */
    private static final double USUAL_RATE = 10_000;

    private static final int USUAL_BURST = 5_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int burst;
    private double tokens;
    private Instant last;

    /**
     * @param perSecond null means that of an account
     * @param burst how many may come at once; null means that of an account
     */
    public Throttle(Double perSecond, Integer burst) {
        this.perSecond = perSecond == null ? USUAL_RATE : perSecond;
        this.burst = burst == null ? USUAL_BURST : burst;
        this.tokens = this.burst;
    }

    /** Whether a request comes through; if so, it counts. */
    public synchronized boolean admits(Instant now) {
        if (last == null) {
            last = now;
        }
        if (now.isAfter(last)) {
            double filled = perSecond * Duration.between(last, now).toNanos() / NANOS;
            tokens = Math.min(burst, tokens + filled);
            last = now;
        }
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
