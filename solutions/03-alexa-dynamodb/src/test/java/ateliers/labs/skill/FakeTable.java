package ateliers.labs.skill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Un client DynamoDB de test : il garde ce qu'on écrit, et le rend sous la même clé. */
final class FakeTable implements DynamoDbClient {

    private final List<Map<String, AttributeValue>> items = new ArrayList<>();
    private final List<QueryRequest> queries = new ArrayList<>();

    List<Map<String, AttributeValue>> items() {
        return items;
    }

    List<QueryRequest> queries() {
        return queries;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        items.add(request.item());
        return PutItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        request.transactItems().forEach(write -> items.add(write.put().item()));
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        GetItemResponse.Builder response = GetItemResponse.builder();
        items.stream()
                .filter(item -> item.entrySet().containsAll(request.key().entrySet()))
                .reduce((first, last) -> last)
                .ifPresent(response::item);
        return response.build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        queries.add(request);
        return QueryResponse.builder().items(items).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
