package ateliers.cloud.services.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * A secondary index.
 *
 * @param global whether it has a partition key of its own
 * @param key its key
 * @param tableKey the table's
 */
record Index(String name, boolean global, KeySchema key, KeySchema tableKey, Projection projection, ItemTree items) {
    /** Follows a change of an item; either may be null. */
    void change(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        if (before != null && key.fits(before)) {
            items.remove(position(before));
        }
        if (after != null && key.fits(after)) {
            items.put(position(after), after);
        }
    }

    /** Where an item stands in it. */
    Position position(Map<String, AttributeValue> item) {
        List<AttributeValue> keys = new ArrayList<>(key.values(item));
        keys.addAll(tableKey.values(item));
        return Position.of(keys);
    }

    /** Whether it keeps all attributes. */
    boolean projectsAll() {
        return projection.projectionType() == ProjectionType.ALL;
    }

    /** What it keeps of an item. */
    Map<String, AttributeValue> projected(Map<String, AttributeValue> item) {
        if (projectsAll()) {
            return item;
        }
        Set<String> kept = projection.projectionType() == ProjectionType.INCLUDE
                ? Set.copyOf(projection.nonKeyAttributes())
                : Set.of();
        Map<String, AttributeValue> projected = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (key.has(name) || tableKey.has(name) || kept.contains(name)) {
                projected.put(name, value);
            }
        });
        return projected;
    }
}
