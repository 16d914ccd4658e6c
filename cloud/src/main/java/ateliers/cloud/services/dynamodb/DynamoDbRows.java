package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.kit.Pojos;
import ateliers.cloud.kit.RequestTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
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
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
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
    private static final String TRANSACTION = "TransactWriteItems";
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final Set<String> PLACEHOLDERS = Set.of(NAMES, VALUES);
    private static final Requests.Given NOTHING_GIVEN = Requests.Given.names(false, Map.of());

    private final Place place;
    private final Tables tables;

    DynamoDbRows(Place place, Tables tables) {
        this.place = place;
        this.tables = tables;
    }

    void declare(Rows rows) {
        rows.on(
                CreateTableRequest.class,
                r -> need("CreateTable", r.tableName()).tagging(SystemTags.others(tags(r.tags()))));
        on(rows, DescribeTableRequest.class, DescribeTableRequest::tableName);
        on(rows, UpdateTableRequest.class, UpdateTableRequest::tableName);
        on(rows, DeleteTableRequest.class, DeleteTableRequest::tableName);
        on(rows, UpdateTimeToLiveRequest.class, UpdateTimeToLiveRequest::tableName);
        on(rows, DescribeTimeToLiveRequest.class, DescribeTimeToLiveRequest::tableName);
        on(rows, UpdateContinuousBackupsRequest.class, UpdateContinuousBackupsRequest::tableName);
        on(rows, DescribeContinuousBackupsRequest.class, DescribeContinuousBackupsRequest::tableName);
        rows.on(
                TagResourceRequest.class,
                r -> need("TagResource", r.resourceArn()).tagging(tags(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> need("UntagResource", r.resourceArn()).untagging(r.tagKeys()));
        on(rows, ListTagsOfResourceRequest.class, ListTagsOfResourceRequest::resourceArn);
        rows.on(ListTablesRequest.class, r -> need("ListTables", null));
        rows.on(
                PutItemRequest.class,
                r -> keys(r.tableName(), given(r))
                        .item(r.item())
                        .condition(r.conditionExpression())
                        .returns(r.returnValuesAsString())
                        .of(need("PutItem", r.tableName())));
        rows.on(
                UpdateItemRequest.class,
                r -> keys(r.tableName(), given(r))
                        .item(r.key())
                        .update(r.updateExpression())
                        .condition(r.conditionExpression())
                        .returns(r.returnValuesAsString())
                        .of(need("UpdateItem", r.tableName())));
        rows.on(
                DeleteItemRequest.class,
                r -> keys(r.tableName(), given(r))
                        .item(r.key())
                        .condition(r.conditionExpression())
                        .returns(r.returnValuesAsString())
                        .of(need("DeleteItem", r.tableName())));
        rows.on(
                GetItemRequest.class,
                r -> keys(r.tableName(), given(r))
                        .item(r.key())
                        .read(r.projectionExpression(), null, false)
                        .of(need("GetItem", r.tableName())));
        rows.on(
                QueryRequest.class,
                r -> keys(r.tableName(), given(r))
                        .keyCondition(r.keyConditionExpression(), r.indexName())
                        .condition(r.filterExpression())
                        .read(r.projectionExpression(), r.selectAsString(), r.indexName() != null)
                        .of(new Need("dynamodb:Query", index(r.tableName(), r.indexName()))));
        rows.on(
                ScanRequest.class,
                r -> keys(r.tableName(), given(r))
                        .condition(r.filterExpression())
                        .read(r.projectionExpression(), r.selectAsString(), r.indexName() != null)
                        .of(new Need("dynamodb:Scan", index(r.tableName(), r.indexName()))));
        rows.onEach(BatchGetItemRequest.class, this::batchReads);
        rows.onEach(BatchWriteItemRequest.class, this::batchWrites);
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

    private List<Need> batchReads(BatchGetItemRequest request) {
        return request.requestItems().entrySet().stream()
                .map(each -> keys(each.getKey(), given(each.getValue()))
                        .items(each.getValue().keys())
                        .read(each.getValue().projectionExpression(), null, false)
                        .of(need("BatchGetItem", each.getKey())))
                .toList();
    }

    private List<Need> batchWrites(BatchWriteItemRequest request) {
        return request.requestItems().entrySet().stream()
                .map(each -> keys(each.getKey(), NOTHING_GIVEN)
                        .items(each.getValue().stream()
                                .flatMap(write -> Stream.concat(
                                        Stream.ofNullable(write.putRequest()).map(PutRequest::item),
                                        Stream.ofNullable(write.deleteRequest()).map(DeleteRequest::key)))
                                .toList())
                        .of(need("BatchWriteItem", each.getKey())))
                .toList();
    }

    /** Each action of a transaction needs what it would need alone. */
    private List<Need> reads(TransactGetItemsRequest request) {
        return request.transactItems().stream()
                .map(TransactGetItem::get)
                .filter(Objects::nonNull)
                .map(get -> keys(get.tableName(), given(get))
                        .item(get.key())
                        .read(get.projectionExpression(), null, false)
                        .of(enclosed("GetItem", get.tableName(), "TransactGetItems")))
                .distinct()
                .toList();
    }

    private List<Need> writes(TransactWriteItemsRequest request) {
        return request.transactItems().stream().flatMap(this::needs).distinct().toList();
    }

    private Stream<Need> needs(TransactWriteItem item) {
        List<Need> needs = new ArrayList<>();
        Put put = item.put();
        if (put != null) {
            needs.add(keys(put.tableName(), given(put))
                    .item(put.item())
                    .condition(put.conditionExpression())
                    .of(enclosed("PutItem", put.tableName(), TRANSACTION)));
        }
        Update update = item.update();
        if (update != null) {
            needs.add(keys(update.tableName(), given(update))
                    .item(update.key())
                    .update(update.updateExpression())
                    .condition(update.conditionExpression())
                    .of(enclosed("UpdateItem", update.tableName(), TRANSACTION)));
        }
        Delete delete = item.delete();
        if (delete != null) {
            needs.add(keys(delete.tableName(), given(delete))
                    .item(delete.key())
                    .condition(delete.conditionExpression())
                    .of(enclosed("DeleteItem", delete.tableName(), TRANSACTION)));
        }
        ConditionCheck check = item.conditionCheck();
        if (check != null) {
            needs.add(keys(check.tableName(), given(check))
                    .item(check.key())
                    .condition(check.conditionExpression())
                    .of(need("ConditionCheckItem", check.tableName())));
        }
        return needs.stream();
    }

    private Need enclosed(String action, String table, String operation) {
        return need(action, table).with("dynamodb:EnclosingOperation", operation);
    }

    private ItemKeys keys(String table, Requests.Given given) {
        return new ItemKeys(tables, table, given);
    }

    /** The placeholders of a request, or of a part of one, whatever its class. */
    private static Requests.Given given(SdkPojo request) {
        Map<String, Object> given = Pojos.given(request, PLACEHOLDERS);
        Map<String, String> names = map(given.get(NAMES));
        Map<String, AttributeValue> values = map(given.get(VALUES));
        return new Requests.Given(!names.isEmpty(), names, !values.isEmpty(), values);
    }

    @SuppressWarnings("unchecked") // the SDK's classes say what these members hold
    private static <V> Map<String, V> map(Object member) {
        return member == null ? Map.of() : (Map<String, V>) member;
    }

    /** An operation on a table, whose action is called like it. */
    private <R extends SdkRequest> void on(Rows rows, Class<R> request, Function<R, String> table) {
        String action = request.getSimpleName().replaceFirst("Request$", "");
        rows.on(request, r -> need(action, table.apply(r)));
    }

    private static Map<String, String> tags(List<Tag> tags) {
        return RequestTags.byKey(tags, Tag::key, Tag::value);
    }

    private Need need(String action, String table) {
        return new Need("dynamodb:" + action, index(table, null));
    }

    private String index(String table, String index) {
        String arn = table == null ? place.arn("dynamodb", "table/*") : tables.arn(table);
        return index == null ? arn : arn + "/index/" + index;
    }
}
