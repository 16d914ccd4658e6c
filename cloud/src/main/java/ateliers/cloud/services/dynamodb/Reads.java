package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.ConditionReader;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.expression.ProjectionReader;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
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
    private static final List<String> SELECT =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
    private static final String INVALID_START = "The provided starting key is invalid";
    private static final String MISMATCH = "The provided key element does not match the schema";
    private static final Pattern UNPREFIXED =
            Pattern.compile("contains duplicates|number set|numeric value|significant digits|number with magnitude");

    private final Tables tables;

    Reads(Tables tables) {
        this.tables = tables;
    }

    GetItemResponse getItem(GetItemRequest request) {
        requireNoLegacy(Map.of("AttributesToGet", request.hasAttributesToGet()));
        new Constraints()
                .table(request.tableName())
                .present("key", request.hasKey())
                .capacity(request.returnConsumedCapacityAsString())
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(), false, request.projectionExpression(), "ProjectionExpression");
        Map<String, AttributeValue> given = Values.canonical(request.key());
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(), request.expressionAttributeNames(), false, Map.of());
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Table table = tables.active(request.tableName());
        Map<String, AttributeValue> key = table.key().requireKey(given);
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
        new Constraints()
                .table(request.tableName())
                .name("indexName", request.indexName())
                .oneOf("select", request.selectAsString(), SELECT)
                .capacity(request.returnConsumedCapacityAsString())
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames() && request.projectionExpression() == null,
                request.hasExpressionAttributeValues(),
                request.filterExpression() == null ? request.keyConditionExpression() : request.filterExpression(),
                "FilterExpression and KeyConditionExpression");
        Optional<Map<String, AttributeValue>> startKey =
                startKey(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        if (request.keyConditionExpression() == null) {
            throw Validation.error(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        KeyCondition.Parts parts = KeyCondition.read(request.keyConditionExpression(), placeholders);
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Table table = tables.active(request.tableName());
        Optional<Index> index = index(table, request.indexName(), request.consistentRead());
        KeySchema key = index.map(Index::key).orElse(table.key());
        Page.Keys keys = new Page.Keys(table.key(), index);
        Optional<Position> after = startKey.map(given -> startPosition(given, keys));
        KeyCondition condition = KeyCondition.of(parts, key);
        filter.ifPresent(f -> requireNoKey(f, key));
        Select select = select(request.select(), request.projectionExpression(), index);
        Page page;
        table.lock.lock();
        try {
            boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
            Position start = Position.start(condition.partition());
            Position end = Position.end(condition.partition());
            if (after.isPresent()
                    && (after.get().compareTo(start) < 0 || after.get().compareTo(end) > 0)) {
                throw Validation.error(
                        "The provided starting key is outside query boundaries based on provided conditions");
            }
            var range = items(table, index)
                    .between(
                            forward ? after.orElse(start) : start,
                            !forward || after.isEmpty(),
                            forward ? end : after.orElse(end),
                            forward);
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
        new Constraints()
                .table(request.tableName())
                .name("indexName", request.indexName())
                .oneOf("select", request.selectAsString(), SELECT)
                .between("totalSegments", request.totalSegments(), 1, MAX_SEGMENTS)
                .capacity(request.returnConsumedCapacityAsString())
                .between("segment", request.segment(), 0, MAX_SEGMENTS - 1)
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames() && request.projectionExpression() == null,
                request.hasExpressionAttributeValues(),
                request.filterExpression(),
                "FilterExpression");
        Optional<Map<String, AttributeValue>> startKey =
                startKey(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        Predicate<Position> segment = segment(request.segment(), request.totalSegments());
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Table table = tables.active(request.tableName());
        Optional<Index> index = index(table, request.indexName(), request.consistentRead());
        Page.Keys keys = new Page.Keys(table.key(), index);
        Optional<Position> after = startKey.map(given -> startPosition(given, keys));
        Select select = select(request.select(), request.projectionExpression(), index);
        Page page;
        table.lock.lock();
        try {
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

    /** Checks the values of a starting key. DynamoDB says where they are wrong only for some errors. */
    private static Optional<Map<String, AttributeValue>> startKey(boolean given, Map<String, AttributeValue> key) {
        try {
            return given ? Optional.of(Values.canonical(key)) : Optional.empty();
        } catch (AwsServiceException e) {
            String message = AwsErrors.message(e);
            throw UNPREFIXED.matcher(message).find() ? e : Validation.error(INVALID_START + ": " + message);
        }
    }

    private static Position startPosition(Map<String, AttributeValue> key, Page.Keys keys) {
        KeySchema read = keys.index().map(Index::key).orElse(keys.table());
        Set<String> expected = new HashSet<>();
        read.attributes().forEach(attribute -> expected.add(attribute.name()));
        keys.table().attributes().forEach(attribute -> expected.add(attribute.name()));
        if (key.size() != expected.size()
                || read.attributes().stream().anyMatch(attribute -> !key.containsKey(attribute.name()))) {
            throw Validation.error(INVALID_START);
        }
        if (!read.fits(key)) {
            throw Validation.error(MISMATCH);
        }
        if (!keys.table().fits(key)) {
            throw Validation.error(INVALID_START + ": " + MISMATCH);
        }
        return keys.index()
                .map(index -> index.position(key))
                .orElseGet(() -> Position.of(keys.table().values(key)));
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
        if (segment >= total) {
            throw Validation.error("The Segment parameter is zero-based and must be less than parameter TotalSegments: "
                    + "Segment: " + segment + " is not less than TotalSegments: " + total);
        }
        return position -> position.segment(total) == segment;
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
