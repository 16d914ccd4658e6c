package ateliers.cloud.services.sqs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a FIFO queue gave to receives with a ReceiveRequestAttemptId, for five minutes. Guarded by the queue's lock. */
final class Attempts {
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    void add(String id, List<Receipt> receipts, Instant now) {
        attempts.values().removeIf(old -> !old.time.plus(Deduplication.INTERVAL).isAfter(now));
        attempts.put(id, new Attempt(List.copyOf(receipts), now));
    }

    /** The same messages again, unless one of them was deleted, changed or has become visible since. */
    Optional<List<Receipt>> find(String id, Instant now) {
        Attempt attempt = attempts.get(id);
        if (attempt == null || !attempt.time.plus(Deduplication.INTERVAL).isAfter(now)) {
            return Optional.empty();
        }
        boolean untouched = attempt.receipts.stream()
                .allMatch(receipt -> receipt.message().place == Message.Place.IN_FLIGHT
                        && receipt.handle().equals(receipt.message().handle)
                        && attempt.time.equals(receipt.message().received));
        return untouched ? Optional.of(attempt.receipts) : Optional.empty();
    }

    private record Attempt(List<Receipt> receipts, Instant time) {}
}
