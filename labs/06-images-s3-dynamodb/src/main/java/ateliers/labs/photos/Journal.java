package ateliers.labs.photos;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Le journal du club : une ligne par photo. Une photo remplacée remplace sa ligne, en entier. */
final class Journal {

    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Clock clock;

    Journal(DynamoDbClient dynamoDb, String table, Clock clock) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.clock = clock;
    }

    /** Note une photo qui a sa miniature, sous la même clé. */
    void succeeded(Photo photo, long size, Thumbnail thumbnail) {
        // TODO (Tâche 2) : complète la ligne (statut, miniature, largeur, hauteur, octets, date) et écris-la (putItem).
        Map<String, AttributeValue> line = new HashMap<>();
        line.put("photo", AttributeValue.fromS(photo.key()));
    }

    /** Note une photo qui n'aura pas de miniature. */
    void refused(Photo photo, long size, String reason) {
        // TODO (Tâche 5) : écris la ligne : statut REFUSE, motif, octets, date.
        throw new UnsupportedOperationException("Tâche 5 : le refus reste à noter (Journal.refused).");
    }
}
