package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.expression.ProjectionReader;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** GetItem, Query and Scan. */
final class Reads {
    private static final int MAX_SEGMENTS = 1_000_000;

    private final Tables tables;

    Reads(Tables tables) {
        this.tables = tables;
    }

    GetItemResponse getItem(GetItemRequest request) {
        requireNoLegacy(Map.of("AttributesToGet", request.hasAttributesToGet()));
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(), request.expressionAttributeNames(), false, Map.of());
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(), false, request.projectionExpression(), "ProjectionExpression");
        placeholders.requireAllUsed();
        Table table = tables.active(request.tableName());
        Map<String, AttributeValue> key = table.key().requireKey(request.key());
        table.lock.lock();
        try {
            Optional<Map<String, AttributeValue>> item = table.find(key);
            GetItemResponse.Builder response = GetItemResponse.builder();
            item.map(i -> projection.map(p -> p.of(i)).orElse(i)).ifPresent(response::item);
            long bytes = item.map(Values::size).orElse(0);
            return response.consumedCapacity(Capacity.of(
                            request.returnConsumedCapacity(), table, Capacity.read(bytes, request.consistentRead())))
                    .build();
        } finally {
            table.lock.unlock();
        }
    }

    QueryResponse query(QueryRequest request) {
        requireNoLegacy(Map.of(
                "KeyConditions", request.hasKeyConditions(),
                "QueryFilter", request.hasQueryFilter(),
                "AttributesToGet", request.hasAttributesToGet(),
                "ConditionalOperator", request.conditionalOperator() != null));
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        requireLimit(request.limit());
        Table table = tables.active(request.tableName());
        Optional<Index> index = index(table, request.indexName(), request.consistentRead());
        KeySchema key = index.map(Index::key).orElse(table.key());
        if (request.keyConditionExpression() == null) {
            throw Validation.error(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        KeyCondition condition = KeyCondition.read(request.keyConditionExpression(), key, placeholders);
        placeholders.requireAllUsed();
        filter.ifPresent(f -> requireNoKey(f, key));
        Select select = select(request.select(), request.projectionExpression(), index);
        Page page;
        table.lock.lock();
        try {
            Page.Keys keys = new Page.Keys(table.key(), index);
            boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
            Position start = Position.start(condition.partition());
            Position end = Position.end(condition.partition());
            Optional<Position> after = startPosition(request.hasExclusiveStartKey(), request.exclusiveStartKey(), keys);
            if (after.isPresent()
                    && (after.get().compareTo(start) < 0 || after.get().compareTo(end) > 0)) {
                throw Validation.error(
                        "The provided starting key is outside query boundaries based on provided conditions");
            }
            var range = items(table, index)
                    .between(forward ? after.orElse(start) : start, forward ? end : after.orElse(end), forward);
            page = Page.read(
                    range,
                    entry ->
                            condition.sort().isEmpty() || condition.sort().get().holds(entry.getValue()),
                    Optional.ofNullable(request.limit()),
                    filter,
                    keys);
        } finally {
            table.lock.unlock();
        }
        QueryResponse.Builder response = QueryResponse.builder()
                .count(page.items().size())
                .scannedCount(page.scanned())
                .consumedCapacity(Capacity.of(
                        request.returnConsumedCapacity(),
                        table,
                        Capacity.read(page.bytes(), request.consistentRead())));
        page.last().ifPresent(response::lastEvaluatedKey);
        if (select != Select.COUNT) {
            response.items(shown(page, select, index, projection));
        }
        return response.build();
    }

    ScanResponse scan(ScanRequest request) {
        requireNoLegacy(Map.of(
                "ScanFilter", request.hasScanFilter(),
                "AttributesToGet", request.hasAttributesToGet(),
                "ConditionalOperator", request.conditionalOperator() != null));
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.filterExpression() == null ? request.projectionExpression() : request.filterExpression(),
                "FilterExpression");
        placeholders.requireAllUsed();
        requireLimit(request.limit());
        Predicate<Position> segment = segment(request.segment(), request.totalSegments());
        Table table = tables.active(request.tableName());
        Optional<Index> index = index(table, request.indexName(), request.consistentRead());
        Select select = select(request.select(), request.projectionExpression(), index);
        Page page;
        table.lock.lock();
        try {
            Page.Keys keys = new Page.Keys(table.key(), index);
            Optional<Position> after = startPosition(request.hasExclusiveStartKey(), request.exclusiveStartKey(), keys);
            page = Page.read(
                    items(table, index).between(after.orElse(null), null, true),
                    entry -> segment.test(entry.getKey()),
                    Optional.ofNullable(request.limit()),
                    filter,
                    keys);
        } finally {
            table.lock.unlock();
        }
        ScanResponse.Builder response = ScanResponse.builder()
                .count(page.items().size())
                .scannedCount(page.scanned())
                .consumedCapacity(Capacity.of(
                        request.returnConsumedCapacity(),
                        table,
                        Capacity.read(page.bytes(), request.consistentRead())));
        page.last().ifPresent(response::lastEvaluatedKey);
        if (select != Select.COUNT) {
            response.items(shown(page, select, index, projection));
        }
        return response.build();
    }

    private static ItemTree items(Table table, Optional<Index> index) {
        return index.map(Index::items).orElse(table.items());
    }

    /** What of a page's items the caller gets to see. */
    private static List<Map<String, AttributeValue>> shown(
            Page page, Select select, Optional<Index> index, Optional<Projection> projection) {
        // A local index fetches from the table what it does not keep; a global one cannot.
        boolean limited = index.isPresent() && (index.get().global() || projection.isEmpty());
        return page.items().stream()
                .map(item ->
                        limited && select != Select.ALL_ATTRIBUTES ? index.get().projected(item) : item)
                .map(item -> projection.map(p -> p.of(item)).orElse(item))
                .toList();
    }

    private static Optional<Index> index(Table table, String name, Boolean consistent) {
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

    private static Select select(Select wanted, String projectionExpression, Optional<Index> index) {
        if (projectionExpression != null && wanted != null && wanted != Select.SPECIFIC_ATTRIBUTES) {
            throw Validation.error("Cannot specify the ProjectionExpression when choosing to get " + wanted);
        }
        if (projectionExpression == null && wanted == Select.SPECIFIC_ATTRIBUTES) {
            throw Validation.error(
                    "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (wanted == Select.ALL_PROJECTED_ATTRIBUTES && index.isEmpty()) {
            throw Validation.error("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        if (wanted == Select.ALL_ATTRIBUTES
                && index.isPresent()
                && index.get().global()
                && !index.get().projectsAll()) {
            throw Validation.badParameter("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + index.get().name() + " because its projection type is not ALL");
        }
        return wanted == null ? Select.UNKNOWN_TO_SDK_VERSION : wanted;
    }

    private static Optional<Position> startPosition(
            boolean given, Map<String, AttributeValue> startKey, Page.Keys keys) {
        if (!given) {
            return Optional.empty();
        }
        Map<String, AttributeValue> key = Values.canonical(startKey);
        Map<String, AttributeValue> expected;
        boolean fits = keys.table().fits(key)
                && keys.index().map(index -> index.key().fits(key)).orElse(true);
        expected = fits ? keys.of(key) : Map.of();
        if (!fits || !expected.keySet().equals(key.keySet())) {
            throw Validation.error(
                    keys.index().isPresent()
                            ? "The provided starting key is invalid"
                            : "The provided starting key is invalid: The provided key element does not match the schema");
        }
        return Optional.of(keys.index()
                .map(index -> index.position(key))
                .orElseGet(() -> Position.of(keys.table().values(key))));
    }

    private static Predicate<Position> segment(Integer segment, Integer total) {
        if (segment == null && total == null) {
            return position -> true;
        }
        if (segment == null) {
            throw Validation.error(
                    "The Segment parameter is required but was not present in the request when parameter "
                            + "TotalSegments is present");
        }
        if (total == null) {
            throw Validation.error("The TotalSegments parameter is required but was not present in the request when "
                    + "Segment parameter is present");
        }
        if (total < 1 || total > MAX_SEGMENTS || segment < 0) {
            throw Validation.error("1 validation error detected: Value '" + (segment < 0 ? segment : total) + "' at '"
                    + (segment < 0 ? "segment" : "totalSegments")
                    + "' failed to satisfy constraint: Member must have value "
                    + (segment < 0
                            ? "greater than or equal to 0"
                            : total < 1 ? "greater than or equal to 1" : "less than or equal to " + MAX_SEGMENTS));
        }
        if (segment >= total) {
            throw Validation.error("The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                    + "Segment: " + segment + " is not less than TotalSegments: " + total);
        }
        return position -> position.segment(total) == segment;
    }

    private static void requireLimit(Integer limit) {
        if (limit != null && limit < 1) {
            throw Validation.error("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
    }

    private static void requireNoKey(Condition filter, KeySchema key) {
        filter.paths().map(Path::attribute).filter(key::has).findFirst().ifPresent(name -> {
            throw Validation.error(
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: " + name);
        });
    }

    private static Optional<Condition> filter(String text, Placeholders placeholders) {
        return Optional.ofNullable(text).map(t -> ConditionReader.read("FilterExpression", t, placeholders));
    }

    static Optional<Projection> projection(String text, Placeholders placeholders) {
        return Optional.ofNullable(text).map(t -> ProjectionReader.read(t, placeholders));
    }

    /** The parameters that expressions replaced in 2014 are not supported. */
    static void requireNoLegacy(Map<String, Boolean> parameters) {
        parameters.forEach((name, given) -> {
            if (given) {
                throw new Unsupported("dynamodb: the legacy parameter " + name);
            }
        });
    }
}
