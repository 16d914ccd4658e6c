package ateliers.labs.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Les commandes dans une table DynamoDB. Les conditions sont vérifiées par DynamoDB, en une opération avec l'écriture. */
final class DynamoOrderStore implements OrderStore {

    private final DynamoDbClient dynamo;
    private final String table;

    DynamoOrderStore(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    @Override
    public boolean insert(Order order, Instant announcingUntil) {
        Map<String, AttributeValue> item = new HashMap<>(toItem(order));
        item.put("announced", AttributeValue.fromBool(false));
        item.put("announcing_until", time(announcingUntil));
        try {
            dynamo.putItem(
                    put -> put.tableName(table).item(item).conditionExpression("attribute_not_exists(order_id)"));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /** Une lecture cohérente : la commande passée à l'instant doit s'y trouver. */
    @Override
    public Optional<Stored> find(String id) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(id)).consistentRead(true))
                .item();
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stored(
                        toOrder(item), !AttributeValue.fromBool(false).equals(item.get("announced"))));
    }

    @Override
    public boolean claimAnnouncement(String id, Instant now, Instant announcingUntil) {
        try {
            dynamo.updateItem(update(id)
                    .updateExpression("SET announcing_until = :until")
                    .conditionExpression("announced = :no AND announcing_until < :now")
                    .expressionAttributeValues(Map.of(
                            ":until", time(announcingUntil),
                            ":now", time(now),
                            ":no", AttributeValue.fromBool(false)))
                    .build());
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public void releaseAnnouncement(String id) {
        dynamo.updateItem(update(id)
                .updateExpression("SET announcing_until = :past")
                .expressionAttributeValues(Map.of(":past", time(Instant.EPOCH)))
                .build());
    }

    @Override
    public void markAnnounced(String id) {
        dynamo.updateItem(update(id)
                .updateExpression("SET announced = :yes REMOVE announcing_until")
                .expressionAttributeValues(Map.of(":yes", AttributeValue.fromBool(true)))
                .build());
    }

    @Override
    public void markProcessed(String id) {
        dynamo.updateItem(update(id)
                .updateExpression("SET #status = :processed")
                .conditionExpression("attribute_exists(order_id)")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(":processed", AttributeValue.fromS(Order.PROCESSED)))
                .build());
    }

    /** La transaction du total du jour peut tenir la commande un instant : DynamoDB refuse alors l'écriture, à refaire. */
    static void retryConflicts(ClientOverrideConfiguration.Builder config) {
        config.retryStrategy(retry -> retry.retryOnException(TransactionConflictException.class));
    }

    static Map<String, AttributeValue> toItem(Order order) {
        return Map.of(
                "order_id", AttributeValue.fromS(order.id()),
                "customer_email", AttributeValue.fromS(order.customerEmail()),
                "status", AttributeValue.fromS(order.status()),
                "total", number(order.total()),
                "items",
                        AttributeValue.fromL(order.items().stream()
                                .map(line -> AttributeValue.fromM(Map.of(
                                        "sku", AttributeValue.fromS(line.sku()),
                                        "quantity", number(BigDecimal.valueOf(line.quantity())),
                                        "unit_price", number(line.unitPrice()))))
                                .toList()));
    }

    static Order toOrder(Map<String, AttributeValue> item) {
        List<OrderLine> items = item.get("items").l().stream()
                .map(AttributeValue::m)
                .map(line -> new OrderLine(
                        line.get("sku").s(),
                        Integer.parseInt(line.get("quantity").n()),
                        new BigDecimal(line.get("unit_price").n())))
                .toList();
        return new Order(
                item.get("order_id").s(),
                item.get("customer_email").s(),
                items,
                item.get("status").s());
    }

    private UpdateItemRequest.Builder update(String id) {
        return UpdateItemRequest.builder().tableName(table).key(key(id));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("order_id", AttributeValue.fromS(id));
    }

    private static AttributeValue number(BigDecimal value) {
        return AttributeValue.fromN(value.toPlainString());
    }

    private static AttributeValue time(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
    }
}
