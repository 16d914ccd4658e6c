package ateliers.exemples;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Prévient quand le stock d'un produit tombe à zéro. */
public final class StockHandler implements RequestHandler<DynamodbEvent, Void> {
    private final SnsClient sns =
            SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    private final String topic = System.getenv("TOPIC_ARN");

    @Override
    public Void handleRequest(DynamodbEvent event, Context context) {
        for (DynamodbStreamRecord record : event.getRecords()) {
            Map<String, AttributeValue> before = record.getDynamodb().getOldImage();
            Map<String, AttributeValue> after = record.getDynamodb().getNewImage();
            if (stock(before) > 0 && stock(after) == 0) {
                sns.publish(message -> message.topicArn(topic)
                        .subject("Rupture de stock")
                        .message("Le produit " + after.get("sku").getS() + " est en rupture."));
            }
        }
        return null;
    }

    private static int stock(Map<String, AttributeValue> product) {
        return Integer.parseInt(product.get("stock").getN());
    }
}
