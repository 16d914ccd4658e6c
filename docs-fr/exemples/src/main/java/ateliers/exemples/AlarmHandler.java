package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Note chaque alarme qui sonne dans une table d'incidents. */
public final class AlarmHandler implements RequestHandler<Map<String, Object>, Void> {
    private final DynamoDbClient dynamo =
            DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final String table = System.getenv("INCIDENTS_TABLE");

    @Override
    public Void handleRequest(Map<String, Object> event, Context context) {
        Map<?, ?> alarm = (Map<?, ?>) event.get("alarmData");
        Map<?, ?> state = (Map<?, ?>) alarm.get("state");
        dynamo.putItem(put -> put.tableName(table)
                .item(Map.of(
                        "alarme", text(alarm.get("alarmName")),
                        "heure", text(event.get("time")),
                        "etat", text(state.get("value")),
                        "raison", text(state.get("reason")))));
        return null;
    }

    private static AttributeValue text(Object value) {
        return AttributeValue.fromS(value.toString());
    }
}
