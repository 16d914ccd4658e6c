package ateliers.labs.bank;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Les clients, que la banque met elle-même dans leur table. */
final class Clients {

    /** {@code nom} et {@code solde} s'écrivent tels quels : ce ne sont pas des mots réservés de DynamoDB. */
    private static final String READ = "client_id, nom, email, solde";

    private final DynamoDbClient dynamo;
    private final String table;

    Clients(DynamoDbClient dynamo, String table) {
        this.dynamo = dynamo;
        this.table = table;
    }

    /** Une lecture cohérente : le solde doit être celui d'à présent. */
    Optional<Client> find(String id) {
        Map<String, AttributeValue> item = dynamo.getItem(get -> get.tableName(table)
                        .key(key(id))
                        .projectionExpression(READ)
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(client(item));
    }

    Stream<Client> all() {
        return dynamo
                .scanPaginator(scan -> scan.tableName(table).projectionExpression(READ))
                .items()
                .stream()
                .map(Clients::client);
    }

    /** La moitié d'une transaction : le nouveau solde, si personne n'a changé l'ancien. */
    TransactWriteItem replaceBalance(Operation operation, BigDecimal before) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(key(operation.clientId()))
                        .updateExpression("SET solde = :after")
                        // TODO (Tâche 6) : à condition que le solde soit encore celui d'avant (conditionExpression).
                        .expressionAttributeValues(Map.of(
                                ":after", AttributeValue.fromN(operation.balance().toPlainString()))))
                .build();
    }

    private static Client client(Map<String, AttributeValue> item) {
        return new Client(
                item.get("client_id").s(),
                item.get("nom").s(),
                item.get("email").s(),
                new BigDecimal(item.get("solde").n()));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("client_id", AttributeValue.fromS(id));
    }
}
