package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.faults.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table whose throughput is exceeded: it refuses, and of a batch it does the first half and gives the rest back. When it can do
 * nothing of a batch it refuses that too.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class Throttled {
    private Throttled() {}

    static AwsServiceException exceeded() {
        return AwsErrors.of(
                ProvisionedThroughputExceededException.builder(),
                "ProvisionedThroughputExceededException",
                400,
                "The level of configured provisioned throughput for the table was exceeded. Consider increasing your"
                        + " provisioning level with the UpdateTable API.");
    }

    static Object batchWriteItem(SdkRequest request, Fault.Operation operation) throws Exception {
        BatchWriteItemRequest whole = (BatchWriteItemRequest) request;
        int left =
                half(whole.requestItems().values().stream().mapToInt(List::size).sum());
        Map<String, List<WriteRequest>> done = new LinkedHashMap<>();
        Map<String, List<WriteRequest>> rest = new LinkedHashMap<>();
        for (Map.Entry<String, List<WriteRequest>> table : whole.requestItems().entrySet()) {
            for (WriteRequest write : table.getValue()) {
                (left-- > 0 ? done : rest)
                        .computeIfAbsent(table.getKey(), name -> new ArrayList<>())
                        .add(write);
            }
        }
        BatchWriteItemResponse answer = (BatchWriteItemResponse)
                operation.call(whole.toBuilder().requestItems(done).build());
        return answer.toBuilder().unprocessedItems(rest).build();
    }

    static Object batchGetItem(SdkRequest request, Fault.Operation operation) throws Exception {
        BatchGetItemRequest whole = (BatchGetItemRequest) request;
        int left = half(whole.requestItems().values().stream()
                .mapToInt(table -> table.keys().size())
                .sum());
        Map<String, KeysAndAttributes> done = new LinkedHashMap<>();
        Map<String, KeysAndAttributes> rest = new LinkedHashMap<>();
        for (Map.Entry<String, KeysAndAttributes> table : whole.requestItems().entrySet()) {
            List<Map<String, AttributeValue>> keys = table.getValue().keys();
            int first = Math.min(left, keys.size());
            left -= first;
            put(done, table, keys.subList(0, first));
            put(rest, table, keys.subList(first, keys.size()));
        }
        BatchGetItemResponse answer = (BatchGetItemResponse)
                operation.call(whole.toBuilder().requestItems(done).build());
        return answer.toBuilder().unprocessedKeys(rest).build();
    }

    private static void put(
            Map<String, KeysAndAttributes> to,
            Map.Entry<String, KeysAndAttributes> table,
            List<Map<String, AttributeValue>> keys) {
        if (!keys.isEmpty()) {
            to.put(table.getKey(), table.getValue().toBuilder().keys(keys).build());
        }
    }

    private static int half(int count) {
        if (count == 1) {
            throw exceeded();
        }
        return count / 2;
    }
}
