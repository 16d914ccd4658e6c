package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.ItemWrites.Outcome;
import ateliers.cloud.services.dynamodb.ItemWrites.Write;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** BatchGetItem and BatchWriteItem. Nothing is left unprocessed but what does not fit into 16 MB, or by a fault. */
final class Batches implements DynamoDbClient, Operations {
    private static final int MAX_KEYS = 100;
    private static final int MAX_WRITES = 25;

    private final Tables tables;

    Batches(Tables tables) {
        this.tables = tables;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        Map<String, List<WriteRequest>> items = request.requestItems();
        Constraints constraints = Validation.constraints()
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
                .also(RequestConstraints.metrics(request.returnItemCollectionMetricsAsString()))
                .also(RequestConstraints.batch(request.hasRequestItems(), items))
                .also(RequestConstraints.lists(items, MAX_WRITES));
        items.forEach((table, writes) -> {
            int number = 0;
            for (WriteRequest each : writes) {
                String member = "requestItems." + table + ".member." + ++number + ".member.";
                constraints
                        .given(
                                member + "deleteRequest.key",
                                each.deleteRequest() == null
                                        || each.deleteRequest().hasKey())
                        .given(
                                member + "putRequest.item",
                                each.putRequest() == null || each.putRequest().hasItem());
            }
        });
        constraints.require();
        int count = items.values().stream().mapToInt(List::size).sum();
        if (count > MAX_WRITES) {
            throw Validation.error("Too many items requested for the BatchWriteItem call");
        }
        List<Write> writes = new ArrayList<>();
        items.forEach((tableName, requests) -> writes.addAll(prepare(tableName, requests)));
        Map<Table, Double> units = new LinkedHashMap<>();
        for (Write write : writes) {
            Outcome outcome = write.run();
            long bytes = outcome.after().or(outcome::before).map(Values::size).orElse(0);
            units.merge(write.table(), Capacity.write(bytes), Double::sum);
        }
        return BatchWriteItemResponse.builder()
                .unprocessedItems(Map.of())
                .itemCollectionMetrics(ItemWrites.collections(request.returnItemCollectionMetrics(), writes))
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), units))
                .build();
    }

    private List<Write> prepare(String tableName, List<WriteRequest> requests) {
        List<Write> writes = new ArrayList<>();
        Set<List<AttributeValue>> keys = new HashSet<>();
        for (WriteRequest request : requests) {
            if ((request.putRequest() == null) == (request.deleteRequest() == null)) {
                throw Validation.error("Supplied AttributeValue has more than one datatypes set, "
                        + "must contain exactly one of the supported datatypes");
            }
            Write write = request.putRequest() != null
                    ? ItemWrites.putOfBatch(
                            () -> tables.active(tableName), request.putRequest().item(), unconditional())
                    : ItemWrites.delete(
                            () -> tables.active(tableName),
                            request.deleteRequest().key(),
                            unconditional());
            if (!keys.add(write.table().key().values(write.key()))) {
                throw Validation.error("Provided list of item keys contains duplicates");
            }
            writes.add(write);
        }
        return writes;
    }

    private static Conditional unconditional() {
        return new Conditional(null, new Placeholders(Map.of(), Map.of(), true), null);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        Constraints constraints = Validation.constraints()
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
                .also(RequestConstraints.batch(request.hasRequestItems(), request.requestItems()));
        request.requestItems().forEach((table, wanted) -> {
            String member = "requestItems." + table + ".member.keys";
            constraints.given(member, wanted.hasKeys());
            if (wanted.hasKeys()) {
                constraints.length(member, wanted.keys(), wanted.keys().size(), 1, MAX_KEYS);
            }
        });
        constraints.require();
        int count = request.requestItems().values().stream()
                .mapToInt(keys -> keys.keys().size())
                .sum();
        if (count > MAX_KEYS) {
            throw Validation.error("Too many items requested for the BatchGetItem call");
        }
        BatchRead read = new BatchRead();
        request.requestItems()
                .forEach((tableName, wanted) -> read.add(() -> tables.active(tableName), tableName, wanted));
        return BatchGetItemResponse.builder()
                .responses(read.found())
                .unprocessedKeys(read.left())
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), read.units()))
                .build();
    }
}
