package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Condition;
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

/** What Query and Scan have in common: a page of a table or an index, and what of it the caller gets to see. */
record Reading(Table table, Optional<Index> index, Select select, Optional<Projection> projection) {

    /**
     * A stretch of the table or index.
     *
     * @param from where it begins, null for the start
     * @param included whether an item that stands there belongs to it
     * @param to where it ends, not included; null for the end
     */
    record Range(Position from, boolean included, Position to, boolean forward) {}

    /** What it costs, if the caller wants to know. */
    record Cost(ReturnConsumedCapacity wanted, Boolean consistent) {}

    /** The members of the answer; items only where they are not just counted. */
    record Shown(
            int count,
            int scanned,
            ConsumedCapacity capacity,
            Optional<Map<String, AttributeValue>> last,
            Optional<List<Map<String, AttributeValue>>> items) {}

    /** Refuses what cannot be selected. */
    static Reading of(Table table, Optional<Index> index, Select wanted, Optional<Projection> projection) {
        return new Reading(table, index, select(wanted, index), projection);
    }

    /** Reads a page. */
    Shown read(Range range, Predicate<Position> within, Integer limit, Optional<Condition> filter, Cost cost) {
        Page page;
        table.lock.lock();
        try {
            page = Page.read(
                    index.map(Index::items)
                            .orElse(table.items())
                            .between(range.from(), range.included(), range.to(), range.forward()),
                    entry -> within.test(entry.getKey()),
                    Optional.ofNullable(limit),
                    filter,
                    new Page.Keys(table.key(), index));
        } finally {
            table.lock.unlock();
        }
        return new Shown(
                page.items().size(),
                page.scanned(),
                Capacity.of(cost.wanted(), table, Capacity.read(page.bytes(), cost.consistent())),
                page.last(),
                select == Select.COUNT ? Optional.empty() : Optional.of(shown(page)));
    }

    /** What of a page's items the caller gets to see. */
    private List<Map<String, AttributeValue>> shown(Page page) {
        // A local index fetches from the table what it does not keep; a global one cannot.
        boolean limited = index.isPresent() && (index.get().global() || projection.isEmpty());
        return page.items().stream()
                .map(item ->
                        limited && select != Select.ALL_ATTRIBUTES ? index.get().projected(item) : item)
                .map(item -> projection.map(p -> p.of(item)).orElse(item))
                .toList();
    }

    /** The index that is to be read, if one is. */
    static Optional<Index> index(Table table, String name, Boolean consistent) {
        if (name == null) {
            return Optional.empty();
        }
        Index index = table.index(name)
                .orElseThrow(() -> Validation.error("The table does not have the specified index: " + name));
        if (index.global() && Boolean.TRUE.equals(consistent)) {
            throw Validation.error("Consistent reads are not supported on global secondary indexes");
        }
        return Optional.of(index);
    }

    /** Refuses a selection that is none whatever the table is. */
    static void requireSelectable(Select wanted, boolean projects, boolean indexed) {
        if (projects && wanted != null && wanted != Select.SPECIFIC_ATTRIBUTES) {
            throw Validation.error("Cannot specify the ProjectionExpression when choosing to get "
                    + (wanted == Select.COUNT ? "only the Count" : wanted));
        }
        if (!projects && wanted == Select.SPECIFIC_ATTRIBUTES) {
            throw Validation.error(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (wanted == Select.ALL_PROJECTED_ATTRIBUTES && !indexed) {
            throw Validation.error("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
    }

    private static Select select(Select wanted, Optional<Index> index) {
        if (wanted == Select.ALL_ATTRIBUTES
                && index.isPresent()
                && index.get().global()
                && !index.get().projectsAll()) {
            throw Validation.badParameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + index.get().name() + " because its projection type is not ALL");
        }
        return wanted == null ? Select.UNKNOWN_TO_SDK_VERSION : wanted;
    }
}
