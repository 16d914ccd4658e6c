package ateliers.labs.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Un magasin de commandes de test, qui tient en mémoire ce que la table tiendrait. */
final class MemoryStore implements OrderStore {

    private record Entry(Order order, boolean announced, Instant announcingUntil) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    int size() {
        return entries.size();
    }

    String status(String id) {
        return entries.get(id).order().status();
    }

    @Override
    public boolean insert(Order order, Instant announcingUntil) {
        return entries.putIfAbsent(order.id(), new Entry(order, false, announcingUntil)) == null;
    }

    @Override
    public Optional<Stored> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(entry -> new Stored(entry.order(), entry.announced()));
    }

    @Override
    public boolean claimAnnouncement(String id, Instant now, Instant announcingUntil) {
        Entry entry = entries.get(id);
        if (entry.announced() || !entry.announcingUntil().isBefore(now)) {
            return false;
        }
        entries.put(id, new Entry(entry.order(), false, announcingUntil));
        return true;
    }

    @Override
    public void releaseAnnouncement(String id) {
        entries.computeIfPresent(id, (key, entry) -> new Entry(entry.order(), entry.announced(), Instant.EPOCH));
    }

    @Override
    public void markAnnounced(String id) {
        entries.computeIfPresent(id, (key, entry) -> new Entry(entry.order(), true, Instant.EPOCH));
    }

    @Override
    public void markProcessed(String id) {
        entries.computeIfPresent(id, (key, entry) -> {
            Order order = entry.order();
            Order processed = new Order(order.id(), order.customerEmail(), order.items(), Order.PROCESSED);
            return new Entry(processed, entry.announced(), entry.announcingUntil());
        });
    }
}
