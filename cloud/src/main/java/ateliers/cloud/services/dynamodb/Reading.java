package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What Query and Scan have in common: a page of a table or an index, and what of it the caller gets to see.
 *
 * @param after where to go on, if not at the start
 */
record Reading(Asked asked, Table table, Optional<Index> index, Optional<Position> after) {

    /**
     * What is asked, as far as it can be understood without the table.
     *
     * @param select null where it is left to DynamoDB
     * @param limit how many items to look at, at most
     */
    record Asked(
            String tableName,
            Optional<String> indexName,
            Select select,
            boolean consistent,
            Optional<StartKey> startKey,
            Optional<Integer> limit,
            Optional<Condition> filter,
            Optional<Projection> projection,
            ReturnConsumedCapacity capacity) {

        /** Refuses a selection that is none whatever the table is. */
        void requireSelectable() {
            if (projection.isPresent() && select != null && select != Select.SPECIFIC_ATTRIBUTES) {
                throw Validation.error("Cannot specify the ProjectionExpression when choosing to get "
                        + (select == Select.COUNT ? "only the Count" : select));
            }
            if (projection.isEmpty() && select == Select.SPECIFIC_ATTRIBUTES) {
                throw Validation.error(
                        "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
            }
            if (select == Select.ALL_PROJECTED_ATTRIBUTES && indexName.isEmpty()) {
                throw Validation.error("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
            }
        }
    }

    /**
     * A stretch of the table or index.
     *
     * @param from where it begins, null for the start
     * @param included whether an item that stands there belongs to it
     * @param to where it ends, not included; null for the end
     */
    record Range(Position from, boolean included, Position to, boolean forward) {}

    /**
     * The members of the answer.
     *
     * @param capacity null where nobody asked
     * @param last the key to go on after; null at the end
     * @param items null where they are just counted
     */
    record Shown(
            int count,
            int scanned,
            ConsumedCapacity capacity,
            Map<String, AttributeValue> last,
            List<Map<String, AttributeValue>> items) {}

    /** Finds what is to be read, and where in it to go on. */
    static Reading open(Tables tables, Asked asked) {
        Table table = tables.active(asked.tableName());
        Optional<Index> index = asked.indexName().map(name -> index(table, name, asked.consistent()));
        Page.Keys keys = new Page.Keys(table.key(), index);
        return new Reading(asked, table, index, asked.startKey().map(start -> start.position(keys)));
    }

    private static Index index(Table table, String name, boolean consistent) {
        Index index = table.index(name)
                .orElseThrow(() -> Validation.error("The table does not have the specified index: " + name));
        if (index.global() && consistent) {
            throw Validation.error("Consistent reads are not supported on global secondary indexes");
        }
        return index;
    }

    /** The key of what is read. */
    KeySchema key() {
        return index.map(Index::key).orElse(table.key());
    }

    /** Refuses a projection that looks into a key. */
    void requireProjectable() {
        asked.projection().ifPresent(p -> table.requireScalars(Path.nested(p.paths().stream())));
    }

    /** Refuses a filter that looks into a key. */
    void requireFilterable() {
        asked.filter().ifPresent(f -> table.requireScalars(Path.nested(f.paths())));
    }

    /** Refuses what cannot be selected of the index. */
    void requireSelectable() {
        if (asked.select() == Select.ALL_ATTRIBUTES
                && index.isPresent()
                && index.get().global()
                && !index.get().projectsAll()) {
            throw Validation.badParameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + index.get().name() + " because its projection type is not ALL");
        }
        index.ifPresent(this::requireProjected);
    }

    /** Refuses a filter on what an index lacks, and a projection that only a local index could fetch from the table. */
    private void requireProjected(Index read) {
        List<String> shown = read.unprojected(asked.projection().stream().flatMap(p -> p.paths().stream()));
        if (read.global() && !shown.isEmpty()) {
            throw Validation.badParameter(
                    "Global secondary index " + read.name() + " does not project [" + String.join(", ", shown) + "]");
        }
        List<String> filtered = read.unprojected(asked.filter().stream().flatMap(Condition::paths));
        if (!filtered.isEmpty()) {
            throw Validation.badParameter("Secondary index " + read.name()
                    + " does not project one or more filter attributes: [" + String.join(", ", filtered) + "]");
        }
    }

    /**
     * Reads a page.
     *
     * @param within which positions count at all
     */
    Shown read(Range range, Predicate<Position> within) {
        Page page;
        table.lock.lock();
        try {
            page = Page.read(
                    index.map(Index::items)
                            .orElse(table.items())
                            .between(range.from(), range.included(), range.to(), range.forward()),
                    entry -> within.test(entry.getKey()),
                    asked.limit(),
                    asked.filter(),
                    new Page.Keys(table.key(), index));
        } finally {
            table.lock.unlock();
        }
        return new Shown(
                page.items().size(),
                page.scanned(),
                Capacity.of(asked.capacity(), table, Capacity.read(page.bytes(), asked.consistent())),
                page.last().orElse(null),
                asked.select() == Select.COUNT ? null : shown(page));
    }

    /** What of a page's items the caller gets to see. */
    private List<Map<String, AttributeValue>> shown(Page page) {
        Optional<Projection> projection = asked.projection();
        // A local index fetches from the table what it does not keep; a global one cannot.
        boolean limited = index.isPresent() && (index.get().global() || projection.isEmpty());
        return page.items().stream()
                .map(item -> limited && asked.select() != Select.ALL_ATTRIBUTES
                        ? index.get().projected(item)
                        : item)
                .map(item -> projection.map(p -> p.of(item)).orElse(item))
                .toList();
    }
}
