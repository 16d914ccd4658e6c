package ateliers.labs.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Un client DynamoDB de test : il garde les demandes, rend l'élément qu'on lui donne, et échoue quand on le lui dit. */
final class FakeTable implements DynamoDbClient {

    private final List<PutItemRequest> puts = new ArrayList<>();
    private final List<UpdateItemRequest> updates = new ArrayList<>();
    private final List<DeleteItemRequest> deletes = new ArrayList<>();
    private final List<TransactWriteItemsRequest> transactions = new ArrayList<>();
    private Map<String, AttributeValue> item = Map.of();
    private boolean conditionsFail;
    private String cancellation;

    void hold(Map<String, AttributeValue> newItem) {
        item = newItem;
    }

    /** Les conditions des écritures suivantes ne seront pas remplies. */
    void failConditions() {
        conditionsFail = true;
    }

    /** La transaction suivante est annulée ; {@code code} est la raison de ses écritures qui ont une condition. */
    void cancelOnce(String code) {
        cancellation = code;
    }

    List<PutItemRequest> puts() {
        return puts;
    }

    List<UpdateItemRequest> updates() {
        return updates;
    }

    List<DeleteItemRequest> deletes() {
        return deletes;
    }

    List<TransactWriteItemsRequest> transactions() {
        return transactions;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        check(request.conditionExpression());
        puts.add(request);
        return PutItemResponse.builder().build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        check(request.conditionExpression());
        updates.add(request);
        return UpdateItemResponse.builder().build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        check(request.conditionExpression());
        deletes.add(request);
        return DeleteItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        boolean found = request.key().entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(item.get(entry.getKey())));
        return GetItemResponse.builder().item(found ? item : Map.of()).build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        if (cancellation != null) {
            String code = cancellation;
            cancellation = null;
            throw TransactionCanceledException.builder()
                    .message("Transaction cancelled")
                    .cancellationReasons(request.transactItems().stream()
                            .map(item -> item.update() != null && item.update().conditionExpression() == null ? "None" : code)
                            .map(reason -> CancellationReason.builder().code(reason).build())
                            .toList())
                    .build();
        }
        transactions.add(request);
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private void check(String condition) {
        if (condition != null && conditionsFail) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .build();
        }
    }
}
