package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/**
 * What DynamoDB's operations need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions and
 *     resources of DynamoDB</a>
 */
final class DynamoDbRows {
    private final Place place;
    private final Tables tables;

    DynamoDbRows(Place place, Tables tables) {
        this.place = place;
        this.tables = tables;
    }

    void declare(Rows rows) {
        on(rows, CreateTableRequest.class, CreateTableRequest::tableName);
        on(rows, DescribeTableRequest.class, DescribeTableRequest::tableName);
        on(rows, UpdateTableRequest.class, UpdateTableRequest::tableName);
        on(rows, DeleteTableRequest.class, DeleteTableRequest::tableName);
        on(rows, UpdateTimeToLiveRequest.class, UpdateTimeToLiveRequest::tableName);
        on(rows, DescribeTimeToLiveRequest.class, DescribeTimeToLiveRequest::tableName);
        on(rows, UpdateContinuousBackupsRequest.class, UpdateContinuousBackupsRequest::tableName);
        on(rows, DescribeContinuousBackupsRequest.class, DescribeContinuousBackupsRequest::tableName);
        on(rows, TagResourceRequest.class, TagResourceRequest::resourceArn);
        on(rows, UntagResourceRequest.class, UntagResourceRequest::resourceArn);
        on(rows, ListTagsOfResourceRequest.class, ListTagsOfResourceRequest::resourceArn);
        rows.on(ListTablesRequest.class, r -> Need.anywhere("dynamodb:ListTables"));
        on(rows, PutItemRequest.class, PutItemRequest::tableName);
        on(rows, UpdateItemRequest.class, UpdateItemRequest::tableName);
        on(rows, DeleteItemRequest.class, DeleteItemRequest::tableName);
        on(rows, GetItemRequest.class, GetItemRequest::tableName);
        rows.on(QueryRequest.class, r -> new Need("dynamodb:Query", index(r.tableName(), r.indexName())));
        rows.on(ScanRequest.class, r -> new Need("dynamodb:Scan", index(r.tableName(), r.indexName())));
        rows.onEach(BatchGetItemRequest.class, r -> each(r.requestItems(), "BatchGetItem"));
        rows.onEach(BatchWriteItemRequest.class, r -> each(r.requestItems(), "BatchWriteItem"));
        rows.onEach(TransactGetItemsRequest.class, this::reads);
        rows.onEach(TransactWriteItemsRequest.class, this::writes);
    }

    void declareStreams(Rows rows) {
        rows.on(ListStreamsRequest.class, r -> Need.anywhere("dynamodb:ListStreams"))
                .on(DescribeStreamRequest.class, r -> new Need("dynamodb:DescribeStream", stream(r.streamArn())))
                .on(GetShardIteratorRequest.class, r -> new Need("dynamodb:GetShardIterator", stream(r.streamArn())))
                .on(GetRecordsRequest.class, r -> new Need("dynamodb:GetRecords", streamOf(r)));
    }

    private String stream(String arn) {
        return arn == null ? place.arn("dynamodb", "table/*/stream/*") : arn;
    }

    /** An iterator begins with its stream's ARN. */
    private String streamOf(GetRecordsRequest request) {
        String iterator = request.shardIterator() == null ? "" : request.shardIterator();
        int end = iterator.indexOf('|');
        return stream(end > 0 ? iterator.substring(0, end) : null);
    }

    /** Each action of a transaction needs what it would need alone. */
    private List<Need> reads(TransactGetItemsRequest request) {
        return request.transactItems().stream()
                .filter(item -> item.get() != null)
                .map(item -> need("GetItem", item.get().tableName()))
                .distinct()
                .toList();
    }

    private List<Need> writes(TransactWriteItemsRequest request) {
        return request.transactItems().stream().flatMap(this::needs).distinct().toList();
    }

    private Stream<Need> needs(TransactWriteItem item) {
        List<Need> needs = new ArrayList<>();
        if (item.put() != null) {
            needs.add(need("PutItem", item.put().tableName()));
        }
        if (item.update() != null) {
            needs.add(need("UpdateItem", item.update().tableName()));
        }
        if (item.delete() != null) {
            needs.add(need("DeleteItem", item.delete().tableName()));
        }
        if (item.conditionCheck() != null) {
            needs.add(need("ConditionCheckItem", item.conditionCheck().tableName()));
        }
        return needs.stream();
    }

    private List<Need> each(Map<String, ?> byTable, String action) {
        return byTable.keySet().stream().map(table -> need(action, table)).toList();
    }

    /** An operation on a table, whose action is called like it. */
    private <R extends SdkRequest> void on(Rows rows, Class<R> request, Function<R, String> table) {
        String action = request.getSimpleName().replaceFirst("Request$", "");
        rows.on(request, r -> need(action, table.apply(r)));
    }

    private Need need(String action, String table) {
        return new Need("dynamodb:" + action, index(table, null));
    }

    private String index(String table, String index) {
        String arn = table == null ? place.arn("dynamodb", "table/*") : tables.arn(table);
        return index == null ? arn : arn + "/index/" + index;
    }
}
