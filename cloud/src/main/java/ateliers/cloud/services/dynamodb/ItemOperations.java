package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.ItemWrites.Outcome;
import ateliers.cloud.services.dynamodb.ItemWrites.Source;
import ateliers.cloud.services.dynamodb.ItemWrites.Write;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** PutItem, UpdateItem and DeleteItem. */
final class ItemOperations {
    private final Tables tables;

    ItemOperations(Tables tables) {
        this.tables = tables;
    }

    PutItemResponse putItem(PutItemRequest request) {
        Answer answer = write(ItemRequest.of(request), ItemWrites::put, false);
        PutItemResponse.Builder response = PutItemResponse.builder().consumedCapacity(answer.capacity());
        answer.collection().ifPresent(response::itemCollectionMetrics);
        answer.attributes().ifPresent(response::attributes);
        return response.build();
    }

    DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Answer answer = write(ItemRequest.of(request), ItemWrites::delete, false);
        DeleteItemResponse.Builder response = DeleteItemResponse.builder().consumedCapacity(answer.capacity());
        answer.collection().ifPresent(response::itemCollectionMetrics);
        answer.attributes().ifPresent(response::attributes);
        return response.build();
    }

    UpdateItemResponse updateItem(UpdateItemRequest request) {
        Optional<String> expression = Optional.ofNullable(request.updateExpression());
        Answer answer = write(
                ItemRequest.of(request),
                (source, key, conditional) -> ItemWrites.update(source, key, expression, conditional),
                true);
        UpdateItemResponse.Builder response = UpdateItemResponse.builder().consumedCapacity(answer.capacity());
        answer.collection().ifPresent(response::itemCollectionMetrics);
        answer.attributes().ifPresent(response::attributes);
        return response.build();
    }

    /** Prepares a write of an item or a key. */
    @FunctionalInterface
    private interface Kind {
        Write prepare(Source source, Map<String, AttributeValue> content, Conditional conditional);
    }

    /** What all three answer. */
    private record Answer(
            ConsumedCapacity capacity,
            Optional<ItemCollectionMetrics> collection,
            Optional<Map<String, AttributeValue>> attributes) {}

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
                write.collection(wanted.metrics()),
                returned(wanted.values(), write, outcome));
    }

    /** The attributes that the caller asked to see again. */
    private static Optional<Map<String, AttributeValue>> returned(ReturnValue asked, Write write, Outcome outcome) {
        ReturnValue wanted = asked == null ? ReturnValue.NONE : asked;
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
