package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.ItemWrites.Source;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What a BatchGetItem finds: up to 16 MB; the rest is left unprocessed. */
final class BatchRead {
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
    private final Map<String, KeysAndAttributes> left = new LinkedHashMap<>();
    private final Map<Table, Double> units = new LinkedHashMap<>();
    private long bytes;

    /** The items, by table. */
    Map<String, List<Map<String, AttributeValue>>> found() {
        return found;
    }

    /** What was not read, by table. */
    Map<String, KeysAndAttributes> left() {
        return left;
    }

    /** What it cost. */
    Map<Table, Double> units() {
        return units;
    }

    /**
     * Reads what is wanted of a table.
     *
     * @param source finds it, once the request itself is found to be right
     */
    void add(Source source, String tableName, KeysAndAttributes wanted) {
        Requests.Legacy legacy = new Requests.Legacy().with("AttributesToGet", wanted.hasAttributesToGet());
        legacy.requireUnmixed(Requests.present("ProjectionExpression", wanted.projectionExpression()));
        Requests.Given names =
                Requests.Given.names(wanted.hasExpressionAttributeNames(), wanted.expressionAttributeNames());
        names.requireExpressions(wanted.projectionExpression() != null, "ProjectionExpression");
        Optional<Projection> projection = names.projection(wanted.projectionExpression());
        List<Map<String, AttributeValue>> canonical =
                wanted.keys().stream().map(Values::canonical).toList();
        legacy.requireNone();
        if (new HashSet<>(canonical).size() < canonical.size()) {
            throw Validation.error("Provided list of item keys contains duplicates");
        }
        Table table = source.table();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        List<Map<String, AttributeValue>> unread = new ArrayList<>();
        for (Map<String, AttributeValue> each : wanted.keys()) {
            Map<String, AttributeValue> key = table.key().requireKey(each);
            Optional<Map<String, AttributeValue>> item = locked(table, key);
            long size = item.map(Values::size).orElse(0);
            if (bytes + size > MAX_BYTES) {
                unread.add(each);
            } else {
                bytes += size;
                units.merge(table, Capacity.read(size, wanted.consistentRead()), Double::sum);
                item.map(i -> projection.map(p -> p.of(i)).orElse(i)).ifPresent(items::add);
            }
        }
        found.put(tableName, items);
        if (!unread.isEmpty()) {
            left.put(tableName, wanted.toBuilder().keys(unread).build());
        }
    }

    private static Optional<Map<String, AttributeValue>> locked(Table table, Map<String, AttributeValue> key) {
        table.lock.lock();
        try {
            return table.find(key);
        } finally {
            table.lock.unlock();
        }
    }
}
