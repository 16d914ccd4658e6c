package ateliers.labs.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
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
        // TODO (Tâche 3) : écris toItem(order) dans la table.
        // TODO (Tâche 6) : seulement si la clé n'y est pas encore (conditionExpression) ; sinon, rends faux. Note aussi
        // que la commande n'est pas annoncée (announced, announcing_until).
        throw new UnsupportedOperationException("Tâche 3");
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
        // TODO (Tâche 6) : une mise à jour sous condition : announced est faux, et announcing_until est passé. Garde les
        // instants en millisecondes (toEpochMilli), dans un N.
        throw new UnsupportedOperationException("Tâche 6");
    }

    @Override
    public void releaseAnnouncement(String id) {
        // TODO (Tâche 6) : remets announcing_until dans le passé.
        throw new UnsupportedOperationException("Tâche 6");
    }

    @Override
    public void markAnnounced(String id) {
        // TODO (Tâche 6) : announced devient vrai. La méthode update(id) commence la demande pour toi.
        dynamo.updateItem(update(id).build());
    }

    @Override
    public void markProcessed(String id) {
        // TODO (Tâche 5) : status devient TRAITEE. « status » est un mot réservé de DynamoDB : passe par
        // expressionAttributeNames.
        throw new UnsupportedOperationException("Tâche 5");
    }

    static Map<String, AttributeValue> toItem(Order order) {
        // TODO (Tâche 3) : il manque customer_email et status (S), et total (N). Regarde number plus bas.
        return Map.of(
                "order_id", AttributeValue.fromS(order.id()),
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
}
