package ateliers.labs.photos;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Un client DynamoDB de test : il garde les lignes par photo. Qui écrit autrement que par PutItem le complète. */
final class FakeTable implements DynamoDbClient {

    private final Map<String, Map<String, AttributeValue>> lines = new TreeMap<>();

    Map<String, Map<String, AttributeValue>> lines() {
        return lines;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        lines.put(request.item().get("photo").s(), request.item());
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        throw new UnsupportedOperationException(
                "FakeTable ne connaît que putItem : pour écrire autrement, complète-la dans les tests.");
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
