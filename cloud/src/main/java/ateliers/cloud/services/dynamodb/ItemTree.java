package ateliers.cloud.services.dynamodb;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a table or an index, in the order of their positions. Guarded by its table. */
final class ItemTree {
    private final NavigableMap<Position, Map<String, AttributeValue>> items = new TreeMap<>();

    Optional<Map<String, AttributeValue>> get(Position position) {
        return Optional.ofNullable(items.get(position));
    }

    void put(Position position, Map<String, AttributeValue> item) {
        items.put(position, item);
    }

    void remove(Position position) {
        items.remove(position);
    }

    int size() {
        return items.size();
    }

    /** Items between two bounds, both exclusive; null for no bound. */
    NavigableMap<Position, Map<String, AttributeValue>> between(Position after, Position before, boolean forward) {
        return between(after, false, before, forward);
    }

    /**
     * Items between two bounds, the upper one exclusive; null for no bound.
     *
     * @param included whether an item that stands at the lower bound counts: without sort key, a partition's only item
     *     stands where its partition starts
     */
    NavigableMap<Position, Map<String, AttributeValue>> between(
            Position from, boolean included, Position before, boolean forward) {
        NavigableMap<Position, Map<String, AttributeValue>> range = items;
        if (from != null) {
            range = range.tailMap(from, included);
        }
        if (before != null) {
            range = range.headMap(before, false);
        }
        return forward ? range : range.descendingMap();
    }
}
