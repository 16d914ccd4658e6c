package ateliers.labs.photos;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** Un client DynamoDB de test : il garde les lignes par photo. */
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
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
