package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One page of a query or a scan: up to a megabyte of items, or up to the limit, counted before the filter.
 *
 * @param scanned how many items were looked at
 * @param bytes what they count for
 * @param last the key to go on after; empty when there is nothing more to look at
 */
record Page(
        List<Map<String, AttributeValue>> items, int scanned, long bytes, Optional<Map<String, AttributeValue>> last) {
    private static final long MAX_BYTES = 1024 * 1024;

    /**
     * Reads a page.
     *
     * @param range the items that come into question, in their order
     * @param within which positions count at all: a range of sort keys, a segment
     * @param limit how many to look at, at most
     * @param filter what is left out after it was counted
     * @param lastKey makes the key to go on after
     */
    static Page read(
            NavigableMap<Position, Map<String, AttributeValue>> range,
            Predicate<Map.Entry<Position, Map<String, AttributeValue>>> within,
            Optional<Integer> limit,
            Optional<Condition> filter,
            Keys lastKey) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        int scanned = 0;
        long bytes = 0;
        for (var entry : range.entrySet()) {
            if (!within.test(entry)) {
                continue;
            }
            Map<String, AttributeValue> item = entry.getValue();
            scanned++;
            bytes += Values.size(item);
            if (filter.isEmpty() || filter.get().holds(item)) {
                items.add(item);
            }
            if (limit.isPresent() && scanned == limit.get() || bytes >= MAX_BYTES) {
                return new Page(items, scanned, bytes, Optional.of(lastKey.of(item)));
            }
        }
        return new Page(items, scanned, bytes, Optional.empty());
    }

    /** The keys that a reader goes on after: the index's, if it reads one, and the table's. */
    record Keys(KeySchema table, Optional<Index> index) {
        Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
            Map<String, AttributeValue> key = new LinkedHashMap<>();
            index.ifPresent(i -> key.putAll(i.key().of(item)));
            key.putAll(table.of(item));
            return key;
        }
    }
}
