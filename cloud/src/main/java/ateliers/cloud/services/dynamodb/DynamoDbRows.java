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
import software.amazon.awssdk.services.dynamodb.model.*;

/**
 * What DynamoDB's operations need.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Actions and
 *     resources of DynamoDB</a>
 */
final class DynamoDbRows {
    private final Place place;
    private final Tables tables;
    private final Rows rows;

    private DynamoDbRows(Place place, Tables tables, Rows rows) {
        this.place = place;
        this.tables = tables;
        this.rows = rows;
    }

    static void declare(Rows rows, Place place, Tables tables) {
        DynamoDbRows declaration = new DynamoDbRows(place, tables, rows);
        declaration.ofTables();
        declaration.ofItems();
        declaration.ofTransactions();
    }

    static void declareStreams(Rows rows, Place place) {
        rows.on(ListStreamsRequest.class, r -> Need.anywhere("dynamodb:ListStreams"))
                .on(DescribeStreamRequest.class, r -> new Need("dynamodb:DescribeStream", stream(r.streamArn(), place)))
                .on(
                        GetShardIteratorRequest.class,
                        r -> new Need("dynamodb:GetShardIterator", stream(r.streamArn(), place)))
                .on(GetRecordsRequest.class, r -> new Need("dynamodb:GetRecords", streamOf(r, place)));
    }

    private static String stream(String arn, Place place) {
        return arn == null ? place.arn("dynamodb", "table/*/stream/*") : arn;
    }

    /** An iterator begins with its stream's ARN. */
    private static String streamOf(GetRecordsRequest request, Place place) {
        String iterator = request.shardIterator() == null ? "" : request.shardIterator();
        int end = iterator.indexOf('|');
        return end > 0 ? iterator.substring(0, end) : place.arn("dynamodb", "table/*/stream/*");
    }

    private void ofTables() {
        on(CreateTableRequest.class, "CreateTable", CreateTableRequest::tableName);
        on(DescribeTableRequest.class, "DescribeTable", DescribeTableRequest::tableName);
        on(UpdateTableRequest.class, "UpdateTable", UpdateTableRequest::tableName);
        on(DeleteTableRequest.class, "DeleteTable", DeleteTableRequest::tableName);
        on(UpdateTimeToLiveRequest.class, "UpdateTimeToLive", UpdateTimeToLiveRequest::tableName);
        on(DescribeTimeToLiveRequest.class, "DescribeTimeToLive", DescribeTimeToLiveRequest::tableName);
        on(UpdateContinuousBackupsRequest.class, "UpdateContinuousBackups", UpdateContinuousBackupsRequest::tableName);
        on(
                DescribeContinuousBackupsRequest.class,
                "DescribeContinuousBackups",
                DescribeContinuousBackupsRequest::tableName);
        on(TagResourceRequest.class, "TagResource", TagResourceRequest::resourceArn);
        on(UntagResourceRequest.class, "UntagResource", UntagResourceRequest::resourceArn);
        on(ListTagsOfResourceRequest.class, "ListTagsOfResource", ListTagsOfResourceRequest::resourceArn);
        rows.on(ListTablesRequest.class, r -> Need.anywhere("dynamodb:ListTables"));
    }

    private void ofItems() {
        on(PutItemRequest.class, "PutItem", PutItemRequest::tableName);
        on(UpdateItemRequest.class, "UpdateItem", UpdateItemRequest::tableName);
        on(DeleteItemRequest.class, "DeleteItem", DeleteItemRequest::tableName);
        on(GetItemRequest.class, "GetItem", GetItemRequest::tableName);
        rows.on(QueryRequest.class, r -> new Need("dynamodb:Query", index(r.tableName(), r.indexName())));
        rows.on(ScanRequest.class, r -> new Need("dynamodb:Scan", index(r.tableName(), r.indexName())));
        rows.onEach(BatchGetItemRequest.class, r -> each(r.requestItems(), "BatchGetItem"));
        rows.onEach(BatchWriteItemRequest.class, r -> each(r.requestItems(), "BatchWriteItem"));
    }

    /** Each action of a transaction needs what it would need alone. */
    private void ofTransactions() {
        rows.onEach(
                TransactGetItemsRequest.class,
                r -> r.transactItems().stream()
                        .filter(item -> item.get() != null)
                        .map(item -> need("GetItem", item.get().tableName()))
                        .distinct()
                        .toList());
        rows.onEach(
                TransactWriteItemsRequest.class,
                r -> r.transactItems().stream().flatMap(this::needs).distinct().toList());
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

    private <R extends SdkRequest> void on(Class<R> request, String action, Function<R, String> table) {
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
