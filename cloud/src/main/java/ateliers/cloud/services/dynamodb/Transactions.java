package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.ItemWrites.Write;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * TransactWriteItems and TransactGetItems: all or nothing, over any tables.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Transactions</a>
 */
final class Transactions implements DynamoDbClient, Operations {
    private static final long MAX_BYTES = 4L * 1024 * 1024;
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);
    private static final String NONE = "None";

    private final Tables tables;
    private final CloudClock clock;
    private final Map<String, TransactWriteItemsRequest> tokens = new ConcurrentHashMap<>();

    Transactions(Tables tables, CloudClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        TransactionConstraints.require(request);
        List<Write> writes = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (TransactWriteItem item : request.transactItems()) {
            try {
                writes.add(prepare(item));
                reasons.add(fine());
            } catch (Misfit e) {
                reasons.add(invalid(e.error));
            }
        }
        requireNone(reasons);
        requireDistinct(writes);
        TransactWriteItemsResponse response = TransactWriteItemsResponse.builder()
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), units(writes)))
                .itemCollectionMetrics(ItemWrites.collections(request.returnItemCollectionMetrics(), writes))
                .build();
        if (request.clientRequestToken() == null) {
            locked(writes.stream().map(Write::table), () -> run(writes));
            return response;
        }
        return once(request, response, () -> locked(writes.stream().map(Write::table), () -> run(writes)));
    }

    /** Runs a request with a token once; the same again within ten minutes changes nothing. */
    private synchronized TransactWriteItemsResponse once(
            TransactWriteItemsRequest request, TransactWriteItemsResponse response, Runnable transaction) {
        String token = request.clientRequestToken();
        TransactWriteItemsRequest before = tokens.get(token);
        if (before == null) {
            transaction.run();
            tokens.put(token, request);
            clock.schedule(TOKEN_LIFETIME, () -> tokens.remove(token));
        } else if (!before.transactItems().equals(request.transactItems())) {
            throw AwsErrors.of(
                    IdempotentParameterMismatchException.builder(),
                    "IdempotentParameterMismatchException",
                    400,
                    "Request with the same client token but different parameters has already been processed");
        }
        return response;
    }

    private Write prepare(TransactWriteItem item) {
        long actions = Stream.of(item.put(), item.update(), item.delete(), item.conditionCheck())
                .filter(Objects::nonNull)
                .count();
        if (actions != 1) {
            throw Validation.error("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        if (item.put() != null) {
            var put = item.put();
            return ItemWrites.put(
                    fitting(put.tableName(), table -> {
                        Map<String, AttributeValue> given = Values.canonical(put.item());
                        table.key().requireTypes(given);
                        given.forEach((name, value) -> table.requireIndexable(name, Values.type(value)));
                    }),
                    put.item(),
                    new Conditional(
                            put.conditionExpression(),
                            new Requests.Given(
                                            put.hasExpressionAttributeNames(),
                                            put.expressionAttributeNames(),
                                            put.hasExpressionAttributeValues(),
                                            put.expressionAttributeValues())
                                    .placeholders(),
                            put.returnValuesOnConditionCheckFailure()));
        }
        if (item.update() != null) {
            var update = item.update();
            return ItemWrites.update(
                    ofKey(update.tableName(), update.key()),
                    update.key(),
                    Optional.of(update.updateExpression()),
                    new Conditional(
                            update.conditionExpression(),
                            new Requests.Given(
                                            update.hasExpressionAttributeNames(),
                                            update.expressionAttributeNames(),
                                            update.hasExpressionAttributeValues(),
                                            update.expressionAttributeValues())
                                    .placeholders(),
                            update.returnValuesOnConditionCheckFailure()));
        }
        if (item.delete() != null) {
            var delete = item.delete();
            return ItemWrites.delete(
                    ofKey(delete.tableName(), delete.key()),
                    delete.key(),
                    new Conditional(
                            delete.conditionExpression(),
                            new Requests.Given(
                                            delete.hasExpressionAttributeNames(),
                                            delete.expressionAttributeNames(),
                                            delete.hasExpressionAttributeValues(),
                                            delete.expressionAttributeValues())
                                    .placeholders(),
                            delete.returnValuesOnConditionCheckFailure()));
        }
        var check = item.conditionCheck();
        return ItemWrites.check(
                ofKey(check.tableName(), check.key()),
                check.key(),
                new Conditional(
                        check.conditionExpression(),
                        new Requests.Given(
                                        check.hasExpressionAttributeNames(),
                                        check.expressionAttributeNames(),
                                        check.hasExpressionAttributeValues(),
                                        check.expressionAttributeValues())
                                .placeholders(),
                        check.returnValuesOnConditionCheckFailure()));
    }

    private ItemWrites.Source ofKey(String name, Map<String, AttributeValue> key) {
        return fitting(name, table -> table.key().requireMatch(Values.canonical(key)));
    }

    /** Finds the table and whether its keys fit, which cancels the transaction, where other errors refuse the request. */
    private ItemWrites.Source fitting(String name, Consumer<Table> fits) {
        return () -> {
            Table table = tables.active(name);
            try {
                fits.accept(table);
            } catch (AwsServiceException e) {
                throw new Misfit(e);
            }
            return table;
        };
    }

    /** Of an action whose keys are not of its table's types. */
    private static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient AwsServiceException error;

        Misfit(AwsServiceException error) {
            super(error);
            this.error = error;
        }
    }

    private static void run(List<Write> writes) {
        List<CancellationReason> reasons = new ArrayList<>();
        List<Optional<Map<String, AttributeValue>>> afters = new ArrayList<>();
        for (Write write : writes) {
            Optional<Map<String, AttributeValue>> before = write.before();
            if (!write.holds(before)) {
                var reason = CancellationReason.builder()
                        .code("ConditionalCheckFailed")
                        .message("The conditional request failed");
                before.filter(item -> write.returnItemOnFailure()).ifPresent(reason::item);
                reasons.add(reason.build());
                afters.add(Optional.empty());
                continue;
            }
            try {
                afters.add(write.after(before));
                reasons.add(fine());
            } catch (AwsServiceException e) {
                afters.add(Optional.empty());
                reasons.add(invalid(e));
            }
        }
        requireNone(reasons);
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            write.table().change(write.before(), afters.get(i), Optional.empty());
        }
    }

    /** Cancels the transaction unless all its actions are fine. */
    private static void requireNone(List<CancellationReason> reasons) {
        if (reasons.stream().anyMatch(reason -> !reason.code().equals(NONE))) {
            throw AwsErrors.of(
                    TransactionCanceledException.builder().cancellationReasons(reasons),
                    "TransactionCanceledException",
                    400,
                    "Transaction cancelled, please refer cancellation reasons for specific reasons "
                            + reasons.stream().map(CancellationReason::code).toList());
        }
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        TransactionConstraints.require(request);
        List<Get> gets =
                request.transactItems().stream().map(item -> item.get()).toList();
        List<Read> reads = gets.stream().map(this::prepare).toList();
        requireNone(reads.stream().map(Transactions::reason).toList());
        Set<List<Object>> seen = new HashSet<>();
        reads.forEach(read -> requireOnce(seen, read.table(), read.key()));
        List<ItemResponse> responses = new ArrayList<>();
        locked(reads.stream().map(Read::table), () -> reads.forEach(read -> responses.add(read.run())));
        Map<Table, Double> units = new LinkedHashMap<>();
        reads.forEach(read -> units.merge(read.table(), 2.0, Double::sum));
        return TransactGetItemsResponse.builder()
                .responses(responses)
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), units))
                .build();
    }

    private record Read(Table table, Map<String, AttributeValue> key, Optional<Projection> projection) {
        ItemResponse run() {
            ItemResponse.Builder response = ItemResponse.builder();
            table.find(key)
                    .map(item -> projection.map(p -> p.of(item)).orElse(item))
                    .ifPresent(response::item);
            return response.build();
        }
    }

    private Read prepare(Get get) {
        Requests.Given names = Requests.Given.names(get.hasExpressionAttributeNames(), get.expressionAttributeNames());
        names.requireExpressions(get.projectionExpression() != null, "ProjectionExpression");
        Optional<Projection> projection = names.projection(get.projectionExpression());
        Table table = tables.active(get.tableName());
        return new Read(table, Values.canonical(get.key()), projection);
    }

    /** A key that does not fit its table cancels the transaction. */
    private static CancellationReason reason(Read read) {
        try {
            read.table().key().requireKey(read.key());
            return fine();
        } catch (AwsServiceException e) {
            return invalid(e);
        }
    }

    private static CancellationReason fine() {
        return CancellationReason.builder().code(NONE).build();
    }

    private static CancellationReason invalid(AwsServiceException e) {
        return CancellationReason.builder()
                .code("ValidationError")
                .message(AwsErrors.message(e))
                .build();
    }

    private static Map<Table, Double> units(List<Write> writes) {
        Map<Table, Double> units = new LinkedHashMap<>();
        writes.forEach(write -> units.merge(write.table(), 2 * Capacity.write(Values.size(write.key())), Double::sum));
        return units;
    }

    private static void requireDistinct(List<Write> writes) {
        Set<List<Object>> seen = new HashSet<>();
        long bytes = 0;
        for (Write write : writes) {
            requireOnce(seen, write.table(), write.key());
            bytes += Values.size(write.key());
        }
        if (bytes > MAX_BYTES) {
            throw Validation.error(
                    "Collection size of transaction items has exceeded the maximum allowed size of 4 MB");
        }
    }

    private static void requireOnce(Set<List<Object>> seen, Table table, Map<String, AttributeValue> key) {
        if (!seen.add(List.of(table.name(), table.key().values(key)))) {
            throw Validation.error("Transaction request cannot include multiple operations on one item");
        }
    }

    /** Runs with all these tables locked, always in the same order, so that no two transactions wait for each other. */
    private static void locked(Stream<Table> involved, Runnable work) {
        List<Table> ordered =
                involved.distinct().sorted(Comparator.comparing(Table::name)).collect(Collectors.toList());
        ordered.forEach(table -> table.lock.lock());
        try {
            work.run();
        } finally {
            ordered.forEach(table -> table.lock.unlock());
        }
    }
}
