package ateliers.cloud.services.sns;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What a FIFO topic has accepted in the last five minutes of cloud time. */
final class Deduplication {
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, Accepted> accepted = new LinkedHashMap<>();

    /** What was accepted under this key before, or what the supplier makes of it now. */
    synchronized Accepted accept(String key, Instant now, Supplier<Accepted> first) {
        Iterator<Accepted> oldest = accepted.values().iterator();
        while (oldest.hasNext() && !oldest.next().time().plus(INTERVAL).isAfter(now)) {
            oldest.remove();
        }
        Accepted before = accepted.get(key);
        if (before != null) {
            return before;
        }
        Accepted made = first.get();
        accepted.put(key, made);
        return made;
    }

    /** The answer to a publisher. */
    record Accepted(String messageId, String sequenceNumber, Instant time) {}
}
