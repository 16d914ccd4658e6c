package ateliers.cloud.services.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a FIFO queue has accepted in the last five minutes of cloud time. Guarded by the queue's lock. */
final class Deduplication {
    static final Duration INTERVAL = Duration.ofMinutes(5);

    private final Map<String, Accepted> accepted = new LinkedHashMap<>();

    /** The message that was accepted under this key, if the interval is not over. */
    Optional<Accepted> find(String key, Instant now) {
        Iterator<Accepted> oldest = accepted.values().iterator();
        while (oldest.hasNext() && !oldest.next().time.plus(INTERVAL).isAfter(now)) {
            oldest.remove();
        }
        return Optional.ofNullable(accepted.get(key));
    }

    void add(String key, String messageId, String sequenceNumber, Instant now) {
        accepted.put(key, new Accepted(messageId, sequenceNumber, now));
    }

    void clear() {
        accepted.clear();
    }

    /** A message that was accepted. */
    record Accepted(String messageId, String sequenceNumber, Instant time) {}
}
