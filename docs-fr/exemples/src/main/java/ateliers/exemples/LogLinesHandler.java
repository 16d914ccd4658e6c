package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.CloudWatchLogsEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Garde dans une table les lignes d'un groupe de journaux qui parlent d'une erreur. */
public final class LogLinesHandler implements RequestHandler<CloudWatchLogsEvent, Void> {
    private final ObjectMapper json = new ObjectMapper();
    private final DynamoDbClient dynamo =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final String table = System.getenv("ERRORS_TABLE");

    @Override
    public Void handleRequest(CloudWatchLogsEvent event, Context context) {
        for (JsonNode line : lines(event.getAwsLogs().getData())) {
            dynamo.putItem(put -> put.tableName(table)
                    .item(Map.of(
                            "id", AttributeValue.fromS(line.get("id").asText()),
                            "heure", AttributeValue.fromN(line.get("timestamp").asText()),
                            "texte", AttributeValue.fromS(line.get("message").asText()))));
        }
        return null;
    }

    /** Le contenu arrive compressé, puis mis en base 64. */
    private JsonNode lines(String data) {
        byte[] compressed = Base64.getDecoder().decode(data);
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return json.readTree(content).get("logEvents");
        } catch (IOException e) {
            throw new IllegalStateException("un envoi de CloudWatch Logs est illisible", e);
        }
    }
}
