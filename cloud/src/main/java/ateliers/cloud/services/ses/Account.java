package ateliers.cloud.services.ses;

import ateliers.cloud.clock.CloudClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one account may send, and has sent. It begins in the sandbox, as each account of AWS does. Quotas are shown and not
 * enforced.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html">The sandbox</a>
 */
final class Account {
    private static final Duration DAY = Duration.ofHours(24);

    private final CloudClock clock;
    private final Deque<Instant> sent = new ArrayDeque<>();
    private volatile boolean production;
    private volatile boolean enabled = true;

    Account(CloudClock clock) {
        this.clock = clock;
    }

    boolean isSandbox() {
        return !production;
    }

    void leaveSandbox(boolean production) {
        this.production = production;
    }

    boolean isEnabled() {
        return enabled;
    }

    void enable(boolean sending) {
        enabled = sending;
    }

    /** As many as there are recipients. */
    synchronized void sent(int mails) {
        for (int i = 0; i < mails; i++) {
            sent.add(clock.instant());
        }
    }

    synchronized double sentLast24Hours() {
        Instant since = clock.instant().minus(DAY);
        while (!sent.isEmpty() && sent.peek().isBefore(since)) {
            sent.remove();
        }
        return sent.size();
    }

    double max24HourSend() {
        return production ? 50_000 : 200;
    }

    /** Mails in a second. */
    double maxSendRate() {
        return production ? 14 : 1;
    }
}
