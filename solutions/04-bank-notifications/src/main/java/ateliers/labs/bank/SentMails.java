package ateliers.labs.bank;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Les courriels déjà envoyés, pour ne pas les envoyer deux fois.
 *
 * <p>Avant l'envoi, le courriel est réservé dans la table, par une écriture sous condition : de deux livraisons du même événement, une
 * seule y parvient. La réservation est levée si l'envoi échoue, et expire si la fonction meurt sans avoir pu la lever.
 */
final class SentMails {

    /** Plus que le délai de la fonction, moins que la minute que Lambda attend avant de la relancer. */
    static final Duration RESERVATION = Duration.ofSeconds(40);

    private final DynamoDbClient dynamo;
    private final String table;
    private final Clock clock;

    SentMails(DynamoDbClient dynamo, String table, Clock clock) {
        this.dynamo = dynamo;
        this.table = table;
        this.clock = clock;
    }

    static SentMails create(DynamoDbClient dynamo) {
        return new SentMails(dynamo, Aws.variable("MAILS_TABLE"), Clock.systemUTC());
    }

    /**
     * Envoie un courriel une fois.
     *
     * @param id reconnaît le courriel, quel que soit le nombre de livraisons
     * @param send l'envoie, ou lève une exception
     * @param afterwards ce qui suit l'envoi, et qui peut se répéter : si un essai échoue ici, le suivant le refait sans renvoyer
     */
    void sendOnce(String id, Runnable send, Runnable afterwards) {
        if (reserve(id)) {
            try {
                send.run();
            } catch (RuntimeException e) {
                dynamo.deleteItem(delete -> delete.tableName(table).key(key(id)));
                throw e;
            }
            mark(id, "ENVOYE");
        } else if (!"ENVOYE".equals(state(id))) {
            // Un autre essai l'envoie en ce moment, ou tout est fini.
            return;
        }
        afterwards.run();
        mark(id, "FINI");
    }

    private boolean reserve(String id) {
        Instant now = clock.instant();
        try {
            dynamo.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "mail_id",
                            AttributeValue.fromS(id),
                            "etat",
                            AttributeValue.fromS("RESERVE"),
                            "jusqu_a",
                            time(now.plus(RESERVATION))))
                    .conditionExpression("attribute_not_exists(mail_id) OR (etat = :reserve AND jusqu_a < :now)")
                    .expressionAttributeValues(Map.of(":reserve", AttributeValue.fromS("RESERVE"), ":now", time(now))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private String state(String id) {
        Map<String, AttributeValue> item = dynamo.getItem(
                        get -> get.tableName(table).key(key(id)).consistentRead(true))
                .item();
        return item.isEmpty() ? "" : item.get("etat").s();
    }

    private void mark(String id, String state) {
        dynamo.updateItem(update -> update.tableName(table)
                .key(key(id))
                .updateExpression("SET etat = :etat")
                .expressionAttributeValues(Map.of(":etat", AttributeValue.fromS(state))));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("mail_id", AttributeValue.fromS(id));
    }

    private static AttributeValue time(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
    }
}
