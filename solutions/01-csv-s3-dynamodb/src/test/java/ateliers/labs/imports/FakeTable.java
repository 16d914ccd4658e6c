package ateliers.labs.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Un client DynamoDB de test : il garde les éléments par {@code sku}, et a les mêmes exigences que le vrai pour un
 * lot.
 */
final class FakeTable implements DynamoDbClient {

    private final Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Deque<Integer> taken = new ArrayDeque<>();

    Map<String, Map<String, AttributeValue>> items() {
        return items;
    }

    /** La taille des lots reçus, dans l'ordre. */
    List<Integer> batches() {
        return batches;
    }

    /**
     * Les lots suivants ne seront pas pris entiers : voici combien de lignes de chacun le seront ; -1 demande de
     * ralentir.
     */
    void takeOnly(Integer... counts) {
        taken.addAll(List.of(counts));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        String table = request.requestItems().keySet().iterator().next();
        List<WriteRequest> writes = request.requestItems().get(table);
        long keys = writes.stream().map(FakeTable::sku).distinct().count();
        if (writes.isEmpty() || writes.size() > 25) {
            throw invalid("Member must have length less than or equal to 25, and greater than or equal to 1");
        }
        if (keys < writes.size()) {
            throw invalid("Provided list of item keys contains duplicates");
        }
        batches.add(writes.size());
        int count = taken.isEmpty() ? writes.size() : taken.poll();
        if (count < 0) {
            throw ProvisionedThroughputExceededException.builder()
                    .message("The level of configured provisioned throughput for the table was exceeded.")
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode("ProvisionedThroughputExceededException")
                            .build())
                    .build();
        }
        int end = Math.min(count, writes.size());
        writes.subList(0, end)
                .forEach(write -> items.put(sku(write), write.putRequest().item()));
        return BatchWriteItemResponse.builder()
                .unprocessedItems(end == writes.size() ? Map.of() : Map.of(table, writes.subList(end, writes.size())))
                .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        items.put(request.item().get("sku").s(), request.item());
        return PutItemResponse.builder().build();
    }

    private static String sku(WriteRequest write) {
        return write.putRequest().item().get("sku").s();
    }

    private static DynamoDbException invalid(String message) {
        return (DynamoDbException) DynamoDbException.builder().message(message).build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
