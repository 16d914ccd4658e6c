package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.ItemWrites.Conditional;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What requests to write one item have in common.
 *
 * @param subject what the request calls its item or key
 * @param content the item or key; empty when the request has none
 * @param kinds how errors name the expressions that could have been given
 * @param legacy the parameters that expressions have replaced
 */
record ItemRequest(
        String table,
        String subject,
        Optional<Map<String, AttributeValue>> content,
        String update,
        String condition,
        String kinds,
        Requests.Given given,
        ReturnValuesOnConditionCheckFailure onFailure,
        Requests.Legacy legacy,
        Returned returned) {

    /** What the answer is to have. */
    record Returned(String valuesAsString, String capacityAsString, String metricsAsString) {
        /** Which attributes: none where nothing was asked for. */
        ReturnValue values() {
            return valuesAsString == null ? ReturnValue.NONE : ReturnValue.fromValue(valuesAsString);
        }

        ReturnConsumedCapacity capacity() {
            return ReturnConsumedCapacity.fromValue(capacityAsString);
        }

        ReturnItemCollectionMetrics metrics() {
            return ReturnItemCollectionMetrics.fromValue(metricsAsString);
        }
    }

    static ItemRequest of(PutItemRequest request) {
        return new ItemRequest(
                request.tableName(),
                "item",
                request.hasItem() ? Optional.of(request.item()) : Optional.empty(),
                null,
                request.conditionExpression(),
                "ConditionExpression",
                new Requests.Given(
                        request.hasExpressionAttributeNames(),
                        request.expressionAttributeNames(),
                        request.hasExpressionAttributeValues(),
                        request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure(),
                new Requests.Legacy()
                        .with("Expected", request.hasExpected(), new LegacyExpectations(request.expected()))
                        .with("ConditionalOperator", request.conditionalOperator() != null),
                new Returned(
                        request.returnValuesAsString(),
                        request.returnConsumedCapacityAsString(),
                        request.returnItemCollectionMetricsAsString()));
    }

    static ItemRequest of(DeleteItemRequest request) {
        return new ItemRequest(
                request.tableName(),
                "key",
                request.hasKey() ? Optional.of(request.key()) : Optional.empty(),
                null,
                request.conditionExpression(),
                "ConditionExpression",
                new Requests.Given(
                        request.hasExpressionAttributeNames(),
                        request.expressionAttributeNames(),
                        request.hasExpressionAttributeValues(),
                        request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure(),
                new Requests.Legacy()
                        .with("Expected", request.hasExpected(), new LegacyExpectations(request.expected()))
                        .with("ConditionalOperator", request.conditionalOperator() != null),
                new Returned(
                        request.returnValuesAsString(),
                        request.returnConsumedCapacityAsString(),
                        request.returnItemCollectionMetricsAsString()));
    }

    static ItemRequest of(UpdateItemRequest request) {
        return new ItemRequest(
                request.tableName(),
                "key",
                request.hasKey() ? Optional.of(request.key()) : Optional.empty(),
                request.updateExpression(),
                request.conditionExpression(),
                "UpdateExpression and ConditionExpression",
                new Requests.Given(
                        request.hasExpressionAttributeNames(),
                        request.expressionAttributeNames(),
                        request.hasExpressionAttributeValues(),
                        request.expressionAttributeValues()),
                request.returnValuesOnConditionCheckFailure(),
                new Requests.Legacy()
                        .with(
                                "AttributeUpdates",
                                request.hasAttributeUpdates(),
                                new LegacyUpdates(request.attributeUpdates()))
                        .with("Expected", request.hasExpected(), new LegacyExpectations(request.expected()))
                        .with("ConditionalOperator", request.conditionalOperator() != null),
                new Returned(
                        request.returnValuesAsString(),
                        request.returnConsumedCapacityAsString(),
                        request.returnItemCollectionMetricsAsString()));
    }

    /** Refuses what can be refused without reading an expression; answers the condition, still to be read. */
    Conditional check(boolean isUpdate) {
        Validation.constraints()
                .also(RequestConstraints.table(table))
                .given(subject, content.isPresent())
                .also(RequestConstraints.capacity(returned.capacityAsString()))
                .also(legacy::constrain)
                .also(RequestConstraints.returned(returned.valuesAsString(), returned.metricsAsString()))
                .require();
        List<String> expressions = Requests.present("UpdateExpression", update, "ConditionExpression", condition);
        legacy.requireUnmixed(expressions);
        given.requireExpressions(!expressions.isEmpty(), kinds);
        Values.canonical(content.get());
        boolean any = isUpdate || returned.values() == ReturnValue.NONE;
        if (!any && returned.values() != ReturnValue.ALL_OLD) {
            throw Validation.error("ReturnValues can only be ALL_OLD or NONE");
        }
        legacy.requireNone();
        return new Conditional(condition, given.bare(), onFailure);
    }
}
