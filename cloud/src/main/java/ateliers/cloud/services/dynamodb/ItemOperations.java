package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.ItemWrites.Outcome;
import ateliers.cloud.services.dynamodb.ItemWrites.Source;
import ateliers.cloud.services.dynamodb.ItemWrites.Write;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Reads and writes of one item.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html">Working with
 *     items</a>
 */
final class ItemOperations implements DynamoDbClient, Operations {
    private final Tables tables;

    ItemOperations(Tables tables) {
        this.tables = tables;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Validation.constraints()
                .also(RequestConstraints.table(request.tableName()))
                .given("key", request.hasKey())
                .also(RequestConstraints.capacity(request.returnConsumedCapacityAsString()))
                .require();
        Requests.Legacy legacy = new Requests.Legacy().with("AttributesToGet", request.hasAttributesToGet());
        legacy.requireUnmixed(Requests.present("ProjectionExpression", request.projectionExpression()));
        Requests.Given names =
                Requests.Given.names(request.hasExpressionAttributeNames(), request.expressionAttributeNames());
        names.requireExpressions(request.projectionExpression() != null, "ProjectionExpression");
        Map<String, AttributeValue> given = Values.canonical(request.key());
        legacy.requireNone();
        Optional<Projection> projection = names.projection(request.projectionExpression());
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

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Answer answer = write(ItemRequest.of(request), ItemWrites::put, false);
        return PutItemResponse.builder()
                .consumedCapacity(answer.capacity())
                .itemCollectionMetrics(answer.collection())
                .attributes(answer.attributes())
                .build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Answer answer = write(ItemRequest.of(request), ItemWrites::delete, false);
        return DeleteItemResponse.builder()
                .consumedCapacity(answer.capacity())
                .itemCollectionMetrics(answer.collection())
                .attributes(answer.attributes())
                .build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Optional<String> expression = Optional.ofNullable(request.updateExpression());
        Answer answer = write(
                ItemRequest.of(request),
                (source, key, conditional) -> ItemWrites.update(source, key, expression, conditional),
                true);
        return UpdateItemResponse.builder()
                .consumedCapacity(answer.capacity())
                .itemCollectionMetrics(answer.collection())
                .attributes(answer.attributes())
                .build();
    }

    /** Prepares a write of an item or a key. */
    @FunctionalInterface
    private interface Kind {
        Write prepare(Source source, Map<String, AttributeValue> content, Conditional conditional);
    }

    /** What all three answer; null where there is nothing, or nothing was asked for. */
    private record Answer(
            ConsumedCapacity capacity, ItemCollectionMetrics collection, Map<String, AttributeValue> attributes) {}

    private Answer write(ItemRequest request, Kind kind, boolean update) {
        Counted counted = new Counted();
        Write write = counted.check(() -> {
            Conditional conditional = request.check(update);
            return kind.prepare(
                    counted.source(() -> tables.active(request.table())),
                    request.content().get(),
                    conditional);
        });
        Outcome outcome = write.run();
        ItemRequest.Returned wanted = request.returned();
        return new Answer(
                Capacity.of(wanted.capacity(), write.table(), units(outcome)),
                write.collection(wanted.metrics()).orElse(null),
                returned(wanted.values(), write, outcome).orElse(null));
    }

    /** The attributes that the caller asked to see again. */
    private static Optional<Map<String, AttributeValue>> returned(ReturnValue wanted, Write write, Outcome outcome) {
        return switch (wanted) {
            case ALL_OLD -> outcome.before();
            case ALL_NEW -> outcome.after();
            case UPDATED_OLD -> updated(write, outcome.before());
            case UPDATED_NEW -> updated(write, outcome.after());
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, AttributeValue>> updated(
            Write write, Optional<Map<String, AttributeValue>> item) {
        Projection updated = new Projection(write.updated());
        return item.map(updated::of).filter(attributes -> !attributes.isEmpty());
    }

    private static double units(Outcome outcome) {
        long bytes = Math.max(
                outcome.before().map(Values::size).orElse(0),
                outcome.after().map(Values::size).orElse(0));
        return Capacity.write(bytes);
    }
}
