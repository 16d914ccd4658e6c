package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/** Chaque nuit, copie toute la table dans un fichier : une ligne de JSON par élément. */
public final class BackupHandler implements RequestHandler<ScheduledEvent, Void> {
    private final ObjectMapper json = new ObjectMapper();
    private final DynamoDbClient dynamo =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final S3Client s3 =
            S3Client.builder().httpClient(UrlConnectionHttpClient.create()).build();

    @Override
    public Void handleRequest(ScheduledEvent event, Context context) {
        StringBuilder copy = new StringBuilder();
        dynamo.scanPaginator(scan -> scan.tableName(System.getenv("SALES_TABLE")))
                .items()
                .forEach(item -> copy.append(line(item)).append('\n'));
        String key = "sauvegardes/" + event.getTime().toLocalDate() + ".jsonl";
        s3.putObject(
                put -> put.bucket(System.getenv("ARCHIVE_BUCKET")).key(key), RequestBody.fromString(copy.toString()));
        return null;
    }

    private ObjectNode line(Map<String, AttributeValue> item) {
        ObjectNode line = json.createObjectNode();
        item.forEach((name, value) -> {
            switch (value.type()) {
                case S -> line.putObject(name).put("S", value.s());
                case N -> line.putObject(name).put("N", value.n());
                // Mieux vaut échouer, et que cela se voie, que sauvegarder une partie de la table.
                default -> throw new IllegalStateException(name + " : type " + value.type() + " non prévu");
            }
        });
        return line;
    }
}
