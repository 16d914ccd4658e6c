package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.Reading.Asked;
import ateliers.cloud.services.dynamodb.Reading.Shown;
import ateliers.cloud.services.dynamodb.expression.Condition;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Query and Scan: many items of a table or an index, a page at a time.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html">Query</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html">Scan</a>
 */
final class QueryOperations implements DynamoDbClient, Operations {
    private static final int MAX_SEGMENTS = 1_000_000;
    private static final List<String> SELECT =
            List.of("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

    private final Tables tables;

    QueryOperations(Tables tables) {
        this.tables = tables;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        QueryAsked query = asked(request);
        Asked asked = query.asked();
        Reading reading = Reading.open(tables, asked);
        KeyCondition condition = KeyCondition.of(query.parts(), reading.key());
        reading.requireProjectable();
        asked.filter().ifPresent(filter -> requireNoKey(filter, reading.key()));
        reading.requireFilterable();
        reading.requireSelectable();
        Optional<Position> after = reading.after();
        after.ifPresent(start -> requireWithin(start, condition));
        boolean forward = !Boolean.FALSE.equals(request.scanIndexForward());
        Shown shown = reading.read(
                forward
                        ? new Reading.Range(after.orElse(condition.from()), after.isEmpty(), condition.to(), true)
                        : new Reading.Range(condition.from(), true, after.orElse(condition.to()), false),
                position -> true);
        return QueryResponse.builder()
                .count(shown.count())
                .scannedCount(shown.scanned())
                .consumedCapacity(shown.capacity())
                .lastEvaluatedKey(shown.last())
                .items(shown.items())
                .build();
    }

    /** What a query asks. */
    private record QueryAsked(KeyCondition.Parts parts, Asked asked) {}

    private static QueryAsked asked(QueryRequest request) {
        LegacyConditions filters = new LegacyConditions("queryFilter", request.queryFilter());
        LegacyConditions keyConditions = new LegacyConditions("keyConditions", request.keyConditions());
        Validation.constraints()
                .also(RequestConstraints.table(request.tableName()))
                .also(RequestConstraints.name("indexName", request.indexName()))
                .oneOf("select", request.selectAsString(), SELECT)
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
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
        Optional<StartKey> startKey = StartKey.of(request.hasExclusiveStartKey(), request.exclusiveStartKey());
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
        Condition keyCondition = KeyCondition.read(request.keyConditionExpression(), placeholders);
        Asked asked = new Asked(
                request.tableName(),
                Optional.ofNullable(request.indexName()),
                request.select(),
                Boolean.TRUE.equals(request.consistentRead()),
                startKey,
                Optional.ofNullable(request.limit()),
                Requests.filter(request.filterExpression(), placeholders),
                Requests.projection(request.projectionExpression(), placeholders),
                request.returnConsumedCapacity());
        placeholders.requireAllUsed();
        KeyCondition.Parts parts = KeyCondition.parts(keyCondition);
        new Counted().run(asked::requireSelectable);
        return new QueryAsked(parts, asked);
    }

    private static void requireNoKey(Condition filter, KeySchema key) {
        filter.paths().map(Path::attribute).filter(key::has).findFirst().ifPresent(name -> {
            throw Validation.error(
                    "Filter Expression can only contain non-primary key attributes: Primary key attribute: " + name);
        });
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

    @Override
    public ScanResponse scan(ScanRequest request) {
        LegacyConditions filters = new LegacyConditions("scanFilter", request.scanFilter());
        Validation.constraints()
                .also(RequestConstraints.table(request.tableName()))
                .also(RequestConstraints.name("indexName", request.indexName()))
                .oneOf("select", request.selectAsString(), SELECT)
                .between("totalSegments", request.totalSegments(), 1, MAX_SEGMENTS)
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
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
        Optional<StartKey> startKey = StartKey.of(request.hasExclusiveStartKey(), request.exclusiveStartKey());
        legacy.requireNone();
        Predicate<Position> segment = segment(request.segment(), request.totalSegments());
        Placeholders placeholders = given.placeholders();
        Asked asked = new Asked(
                request.tableName(),
                Optional.ofNullable(request.indexName()),
                request.select(),
                Boolean.TRUE.equals(request.consistentRead()),
                startKey,
                Optional.ofNullable(request.limit()),
                Requests.filter(request.filterExpression(), placeholders),
                Requests.projection(request.projectionExpression(), placeholders),
                request.returnConsumedCapacity());
        placeholders.requireAllUsed();
        asked.requireSelectable();
        Reading reading = Reading.open(tables, asked);
        reading.requireProjectable();
        reading.requireFilterable();
        reading.requireSelectable();
        Shown shown = reading.read(new Reading.Range(reading.after().orElse(null), false, null, true), segment);
        return ScanResponse.builder()
                .count(shown.count())
                .scannedCount(shown.scanned())
                .consumedCapacity(shown.capacity())
                .lastEvaluatedKey(shown.last())
                .items(shown.items())
                .build();
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
}
