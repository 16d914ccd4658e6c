package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.item.Values;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where an item stands in a table or an index: partitions in the order of a hash of their key, as DynamoDB scatters
 * them, and within a partition by sort key.
 *
 * @param keys partition key, then the sort key if there is one, then (in an index) the table's own key, since an index's
 *     keys need not be unique; fewer to stand before all that begin alike
 * @param last whether it stands after all that begin alike, instead of before
 */
record Position(int hash, List<AttributeValue> keys, boolean last) implements Comparable<Position> {
    private static final Comparator<AttributeValue> BY_KEY =
            Comparator.comparing(AttributeValue::type).thenComparing(Values::compare);

    static Position of(List<AttributeValue> keys) {
        return new Position(scatter(keys.get(0)), keys, false);
    }

    /** Before all items of a partition. */
    static Position start(AttributeValue partition) {
        return of(List.of(partition));
    }

    /** After all items of a partition. */
    static Position end(AttributeValue partition) {
        return after(List.of(partition));
    }

    /** After all items whose keys begin so. */
    static Position after(List<AttributeValue> keys) {
        return new Position(scatter(keys.get(0)), keys, true);
    }

    @Override
    public int compareTo(Position other) {
        int byHash = Integer.compare(hash, other.hash);
        if (byHash != 0) {
            return byHash;
        }
        int common = Math.min(keys.size(), other.keys.size());
        for (int i = 0; i < common; i++) {
            int byKey = BY_KEY.compare(keys.get(i), other.keys.get(i));
            if (byKey != 0) {
                return byKey;
            }
        }
        if (keys.size() == other.keys.size()) {
            return Boolean.compare(last, other.last);
        }
        // The shorter one is a bound.
        return keys.size() < other.keys.size() ? (last ? 1 : -1) : (other.last ? -1 : 1);
    }

    /** Which of so many segments of a parallel scan it belongs to. */
    int segment(int segments) {
        return Math.floorMod(hash, segments);
    }

    /** Spreads keys that follow one another. */
    private static int scatter(AttributeValue key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
