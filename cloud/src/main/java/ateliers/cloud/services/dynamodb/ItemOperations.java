package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.ItemWrites.Outcome;
import ateliers.cloud.services.dynamodb.ItemWrites.Write;
import ateliers.cloud.services.dynamodb.expression.Path;
import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.expression.Projection;
import ateliers.cloud.services.dynamodb.expression.UpdateReader;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
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
        Reads.requireNoLegacy(Map.of(
                "Expected", request.hasExpected(), "ConditionalOperator", request.conditionalOperator() != null));
        new Constraints()
                .table(request.tableName())
                .present("item", request.hasItem())
                .capacity(request.returnConsumedCapacityAsString())
                .returned(request.returnValuesAsString(), request.returnItemCollectionMetricsAsString())
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.conditionExpression(),
                "ConditionExpression");
        Values.canonical(request.item());
        requireReturn(request.returnValues());
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Write write = ItemWrites.put(
                () -> tables.active(request.tableName()),
                request.item(),
                new Conditional(
                        request.conditionExpression(), placeholders, request.returnValuesOnConditionCheckFailure()));
        Outcome outcome = write.run();
        PutItemResponse.Builder response = PutItemResponse.builder()
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), write.table(), units(outcome)));
        collection(request.returnItemCollectionMetrics(), write).ifPresent(response::itemCollectionMetrics);
        if (request.returnValues() == ReturnValue.ALL_OLD) {
            outcome.before().ifPresent(response::attributes);
        }
        return response.build();
    }

    DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Reads.requireNoLegacy(Map.of(
                "Expected", request.hasExpected(), "ConditionalOperator", request.conditionalOperator() != null));
        new Constraints()
                .table(request.tableName())
                .present("key", request.hasKey())
                .capacity(request.returnConsumedCapacityAsString())
                .returned(request.returnValuesAsString(), request.returnItemCollectionMetricsAsString())
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.conditionExpression(),
                "ConditionExpression");
        Values.canonical(request.key());
        requireReturn(request.returnValues());
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Write write = ItemWrites.delete(
                () -> tables.active(request.tableName()),
                request.key(),
                new Conditional(
                        request.conditionExpression(), placeholders, request.returnValuesOnConditionCheckFailure()));
        Outcome outcome = write.run();
        DeleteItemResponse.Builder response = DeleteItemResponse.builder()
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), write.table(), units(outcome)));
        collection(request.returnItemCollectionMetrics(), write).ifPresent(response::itemCollectionMetrics);
        if (request.returnValues() == ReturnValue.ALL_OLD) {
            outcome.before().ifPresent(response::attributes);
        }
        return response.build();
    }

    UpdateItemResponse updateItem(UpdateItemRequest request) {
        Reads.requireNoLegacy(Map.of(
                "AttributeUpdates", request.hasAttributeUpdates(),
                "Expected", request.hasExpected(),
                "ConditionalOperator", request.conditionalOperator() != null));
        new Constraints()
                .table(request.tableName())
                .present("key", request.hasKey())
                .capacity(request.returnConsumedCapacityAsString())
                .returned(request.returnValuesAsString(), request.returnItemCollectionMetricsAsString())
                .require();
        Requests.requireExpressions(
                request.hasExpressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.updateExpression() == null ? request.conditionExpression() : request.updateExpression(),
                "UpdateExpression and ConditionExpression");
        Values.canonical(request.key());
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        Write write = ItemWrites.update(
                () -> tables.active(request.tableName()),
                request.key(),
                Optional.ofNullable(request.updateExpression()),
                new Conditional(
                        request.conditionExpression(), placeholders, request.returnValuesOnConditionCheckFailure()));
        Outcome outcome = write.run();
        UpdateItemResponse.Builder response = UpdateItemResponse.builder()
                .consumedCapacity(Capacity.of(request.returnConsumedCapacity(), write.table(), units(outcome)));
        collection(request.returnItemCollectionMetrics(), write).ifPresent(response::itemCollectionMetrics);
        returned(request, outcome).filter(attributes -> !attributes.isEmpty()).ifPresent(response::attributes);
        return response.build();
    }

    private static Optional<ItemCollectionMetrics> collection(ReturnItemCollectionMetrics wanted, Write write) {
        return wanted == ReturnItemCollectionMetrics.SIZE ? write.table().collection(write.key()) : Optional.empty();
    }

    /** The attributes that the caller asked to see again. */
    private static Optional<Map<String, AttributeValue>> returned(UpdateItemRequest request, Outcome outcome) {
        ReturnValue wanted = request.returnValues() == null ? ReturnValue.NONE : request.returnValues();
        return switch (wanted) {
            case ALL_OLD -> outcome.before();
            case ALL_NEW -> outcome.after();
            case UPDATED_OLD -> outcome.before().flatMap(before -> updated(request, before));
            case UPDATED_NEW -> outcome.after().flatMap(after -> updated(request, after));
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, AttributeValue>> updated(
            UpdateItemRequest request, Map<String, AttributeValue> item) {
        if (request.updateExpression() == null) {
            return Optional.empty();
        }
        Placeholders placeholders =
                new Placeholders(request.expressionAttributeNames(), request.expressionAttributeValues());
        List<Path> paths = UpdateReader.read(request.updateExpression(), placeholders)
                .paths()
                .toList();
        return Optional.of(new Projection(paths).of(item));
    }

    private static void requireReturn(ReturnValue wanted) {
        if (wanted != null && wanted != ReturnValue.ALL_OLD && wanted != ReturnValue.NONE) {
            throw Validation.error("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static double units(Outcome outcome) {
        long bytes = Math.max(
                outcome.before().map(Values::size).orElse(0),
                outcome.after().map(Values::size).orElse(0));
        return Capacity.write(bytes);
    }
}
