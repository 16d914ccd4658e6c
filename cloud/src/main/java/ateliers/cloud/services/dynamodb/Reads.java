package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.Reading.Shown;
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
        new Constraints()
                .table(request.tableName())
                .present("key", request.hasKey())
                .capacity(request.returnConsumedCapacityAsString())
                .require();
        Requests.Legacy legacy = new Requests.Legacy().with("AttributesToGet", request.hasAttributesToGet());
        legacy.requireUnmixed(Requests.present("ProjectionExpression", request.projectionExpression()));
        Requests.Given names =
                Requests.Given.names(request.hasExpressionAttributeNames(), request.expressionAttributeNames());
        names.requireExpressions(request.projectionExpression() != null, "ProjectionExpression");
        Map<String, AttributeValue> given = Values.canonical(request.key());
        legacy.requireNone();
        Placeholders placeholders = names.placeholders();
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Table table = tables.active(request.tableName());
        Map<String, AttributeValue> key = table.key().requireKey(given);
        projection.ifPresent(p -> table.requireScalars(Path.nested(p.paths().stream())));
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

    /** What a query asks, as far as it can be understood without its table. */
    private record Asked(
            KeyCondition.Parts parts,
            Optional<Condition> filter,
            Optional<Projection> projection,
            Optional<Map<String, AttributeValue>> startKey) {}

    private static Asked asked(QueryRequest request) {
        LegacyConditions filters = new LegacyConditions("queryFilter", request.queryFilter());
        LegacyConditions keyConditions = new LegacyConditions("keyConditions", request.keyConditions());
        new Constraints()
                .table(request.tableName())
                .name("indexName", request.indexName())
                .oneOf("select", request.selectAsString(), SELECT)
                .capacity(request.returnConsumedCapacityAsString())
                .also(filters::constrain)
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .also(keyConditions::constrain)
                .require();
        // Key conditions of the old kind may stand beside a filter of the new one.
        Requests.Legacy legacy = new Requests.Legacy()
                .with("AttributesToGet", request.hasAttributesToGet())
                .with("QueryFilter", request.hasQueryFilter(), filters)
                .with("ConditionalOperator", request.conditionalOperator() != null)
                .with("KeyConditions", request.hasKeyConditions() && request.keyConditionExpression() != null);
        legacy.requireUnmixed(Requests.present(
                "ProjectionExpression", request.projectionExpression(),
                "FilterExpression", request.filterExpression(),
                "KeyConditionExpression", request.keyConditionExpression()));
        Requests.Given given = new Requests.Given(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        boolean some = request.filterExpression() != null || request.keyConditionExpression() != null;
        given.requireExpressions(
                some || request.projectionExpression() != null, some, "FilterExpression and KeyConditionExpression");
        Optional<Map<String, AttributeValue>> startKey =
                startKey(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        if (request.hasKeyConditions()
                && (request.keyConditions().isEmpty() || request.keyConditions().size() > 2)) {
            throw Validation.error("Conditions can be of length 1 or 2 only");
        }
        legacy.with("KeyConditions", request.hasKeyConditions(), keyConditions).requireNone();
        if (request.keyConditionExpression() == null) {
            throw Validation.error(
                    "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        }
        Placeholders placeholders = given.placeholders();
        Condition read = KeyCondition.read(request.keyConditionExpression(), placeholders);
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        KeyCondition.Parts parts = KeyCondition.parts(read);
        new Counted()
                .run(() -> Reading.requireSelectable(
                        request.select(), projection.isPresent(), request.indexName() != null));
        return new Asked(parts, filter, projection, startKey);
    }

    QueryResponse query(QueryRequest request) {
        Asked asked = asked(request);
        Optional<Condition> filter = asked.filter();
        Optional<Projection> projection = asked.projection();
        Table table = tables.active(request.tableName());
        Optional<Index> index = Reading.index(table, request.indexName(), request.consistentRead());
        KeySchema key = index.map(Index::key).orElse(table.key());
        Page.Keys keys = new Page.Keys(table.key(), index);
        Optional<Position> after = asked.startKey().map(start -> startPosition(start, keys));
        KeyCondition condition = KeyCondition.of(asked.parts(), key);
        projection.ifPresent(p -> table.requireScalars(Path.nested(p.paths().stream())));
        filter.ifPresent(f -> requireNoKey(f, key));
        filter.ifPresent(f -> table.requireScalars(Path.nested(f.paths())));
        Reading reading = Reading.of(table, index, request.select(), projection);
        after.ifPresent(start -> requireWithin(start, condition));
        boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
        Shown shown = reading.read(
                forward
                        ? new Reading.Range(after.orElse(condition.from()), after.isEmpty(), condition.to(), true)
                        : new Reading.Range(condition.from(), true, after.orElse(condition.to()), false),
                position -> true,
                request.limit(),
                filter,
                new Reading.Cost(request.returnConsumedCapacity(), request.consistentRead()));
        return QueryResponse.builder()
                .count(shown.count())
                .scannedCount(shown.scanned())
                .consumedCapacity(shown.capacity())
                .lastEvaluatedKey(shown.last().orElse(null))
                .items(shown.items().orElse(null))
                .build();
    }

    private static void requireWithin(Position start, KeyCondition condition) {
        if (!condition.fitsSort(start)) {
            throw Validation.error("The provided starting key does not match the range key predicate");
        }
        if (!condition.inPartition(start)) {
            throw Validation.error(
                    condition.isExact()
                            ? "The query can return at most one row and cannot be restarted"
                            : "The provided starting key is outside query boundaries based on provided conditions");
        }
    }

    ScanResponse scan(ScanRequest request) {
        LegacyConditions filters = new LegacyConditions("scanFilter", request.scanFilter());
        new Constraints()
                .table(request.tableName())
                .name("indexName", request.indexName())
                .oneOf("select", request.selectAsString(), SELECT)
                .between("totalSegments", request.totalSegments(), 1, MAX_SEGMENTS)
                .capacity(request.returnConsumedCapacityAsString())
                .also(filters::constrain)
                .between("segment", request.segment(), 0, MAX_SEGMENTS - 1)
                .between("limit", request.limit(), 1, Integer.MAX_VALUE)
                .require();
        Requests.Legacy legacy = new Requests.Legacy()
                .with("AttributesToGet", request.hasAttributesToGet())
                .with("ScanFilter", request.hasScanFilter(), filters)
                .with("ConditionalOperator", request.conditionalOperator() != null);
        legacy.requireUnmixed(Requests.present(
                "ProjectionExpression", request.projectionExpression(),
                "FilterExpression", request.filterExpression()));
        Requests.Given given = new Requests.Given(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        boolean some = request.filterExpression() != null;
        given.requireExpressions(some || request.projectionExpression() != null, some, "FilterExpression");
        Optional<Map<String, AttributeValue>> startKey =
                startKey(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        legacy.requireNone();
        Predicate<Position> segment = segment(request.segment(), request.totalSegments());
        Placeholders placeholders = given.placeholders();
        Optional<Condition> filter = filter(request.filterExpression(), placeholders);
        Optional<Projection> projection = projection(request.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Reading.requireSelectable(request.select(), projection.isPresent(), request.indexName() != null);
        Table table = tables.active(request.tableName());
        Optional<Index> index = Reading.index(table, request.indexName(), request.consistentRead());
        Page.Keys keys = new Page.Keys(table.key(), index);
        Optional<Position> after = startKey.map(start -> startPosition(start, keys));
        projection.ifPresent(p -> table.requireScalars(Path.nested(p.paths().stream())));
        filter.ifPresent(f -> table.requireScalars(Path.nested(f.paths())));
        Shown shown = Reading.of(table, index, request.select(), projection)
                .read(
                        new Reading.Range(after.orElse(null), false, null, true),
                        segment,
                        request.limit(),
                        filter,
                        new Reading.Cost(request.returnConsumedCapacity(), request.consistentRead()));
        return ScanResponse.builder()
                .count(shown.count())
                .scannedCount(shown.scanned())
                .consumedCapacity(shown.capacity())
                .lastEvaluatedKey(shown.last().orElse(null))
                .items(shown.items().orElse(null))
                .build();
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
}
