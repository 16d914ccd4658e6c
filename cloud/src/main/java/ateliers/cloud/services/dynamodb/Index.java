package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        Map<String, AttributeValue> projected = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            if (projects(name)) {
                projected.put(name, value);
            }
        });
        return projected;
    }

    /** Whether it keeps an attribute. */
    boolean projects(String name) {
        return projectsAll()
                || key.has(name)
                || tableKey.has(name)
                || projection.projectionType() == ProjectionType.INCLUDE
                        && projection.nonKeyAttributes().contains(name);
    }

    /** Which attributes it does not keep of those that paths begin with, each once. */
    List<String> unprojected(Stream<Path> paths) {
        return paths.map(Path::attribute)
                .filter(name -> !projects(name))
                .distinct()
                .toList();
    }
}
