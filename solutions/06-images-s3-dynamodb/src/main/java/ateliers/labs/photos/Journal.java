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
        Map<String, AttributeValue> line = line(photo, "REUSSI", size);
        line.put("miniature", AttributeValue.fromS(photo.key()));
        line.put("largeur", number(thumbnail.photoWidth()));
        line.put("hauteur", number(thumbnail.photoHeight()));
        dynamoDb.putItem(r -> r.tableName(table).item(line));
    }

    /** Note une photo qui n'aura pas de miniature. */
    void refused(Photo photo, long size, String reason) {
        Map<String, AttributeValue> line = line(photo, "REFUSE", size);
        line.put("motif", AttributeValue.fromS(reason));
        dynamoDb.putItem(r -> r.tableName(table).item(line));
    }

    private Map<String, AttributeValue> line(Photo photo, String status, long size) {
        Map<String, AttributeValue> line = new HashMap<>();
        line.put("photo", AttributeValue.fromS(photo.key()));
        line.put("statut", AttributeValue.fromS(status));
        line.put("octets", number(size));
        line.put("date", AttributeValue.fromS(clock.instant().toString()));
        return line;
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
