package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Signals;
import ateliers.cloud.door.Unsupported;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/**
 * Amazon DynamoDB. Capacity is counted, not simulated: throttling comes only as a fault.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/">API reference</a>
 */
final class DynamoDb implements DynamoDbClient {
    private final Tables tables;
    private final TableOperations tableOperations;
    private final TimeToLive timeToLive;
    private final TableTags tags;
    private final ItemOperations items;
    private final Reads reads;
    private final Batches batches;
    private final Transactions transactions;

    DynamoDb(Place place, CloudClock clock, Signals signals, Tables tables) {
        this.tables = tables;
        this.tableOperations = new TableOperations(place, clock, signals, tables);
        this.timeToLive = new TimeToLive(tables, clock);
        this.tags = new TableTags(tables);
        this.items = new ItemOperations(tables);
        this.reads = new Reads(tables);
        this.batches = new Batches(tables);
        this.transactions = new Transactions(tables, clock);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return CreateTableResponse.builder()
                .tableDescription(tableOperations.create(request))
                .build();
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(tableOperations.describe(request.tableName()))
                .build();
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return UpdateTableResponse.builder()
                .tableDescription(tableOperations.update(request))
                .build();
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        return DeleteTableResponse.builder()
                .tableDescription(tableOperations.delete(request))
                .build();
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        return tableOperations.list(request);
    }

    @Override
    public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        return UpdateTimeToLiveResponse.builder()
                .timeToLiveSpecification(timeToLive.update(request.tableName(), request.timeToLiveSpecification()))
                .build();
    }

    @Override
    public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return timeToLive.describe(request.tableName());
    }

    @Override
    public UpdateContinuousBackupsResponse updateContinuousBackups(UpdateContinuousBackupsRequest request) {
        var recovery = request.pointInTimeRecoverySpecification();
        new Constraints()
                .present("pointInTimeRecoverySpecification", recovery)
                .present(
                        "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
                        recovery == null || recovery.pointInTimeRecoveryEnabled() != null)
                .require();
        if (recovery.recoveryPeriodInDays() != null) {
            throw new Unsupported("dynamodb: RecoveryPeriodInDays");
        }
        Table table = tables.described(request.tableName());
        table.settings().pointInTimeRecovery = recovery.pointInTimeRecoveryEnabled();
        return UpdateContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(table))
                .build();
    }

    @Override
    public DescribeContinuousBackupsResponse describeContinuousBackups(DescribeContinuousBackupsRequest request) {
        return DescribeContinuousBackupsResponse.builder()
                .continuousBackupsDescription(backups(tables.described(request.tableName())))
                .build();
    }

    private static ContinuousBackupsDescription backups(Table table) {
        return ContinuousBackupsDescription.builder()
                .continuousBackupsStatus(ContinuousBackupsStatus.ENABLED)
                .pointInTimeRecoveryDescription(recovery -> recovery.pointInTimeRecoveryStatus(
                        table.settings().pointInTimeRecovery
                                ? PointInTimeRecoveryStatus.ENABLED
                                : PointInTimeRecoveryStatus.DISABLED))
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        tags.add(request.resourceArn(), request.hasTags(), request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        tags.remove(request.resourceArn(), request.hasTagKeys(), request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsOfResourceResponse listTagsOfResource(ListTagsOfResourceRequest request) {
        List<Tag> all = tags.list(request.resourceArn());
        return ListTagsOfResourceResponse.builder().tags(all).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return items.putItem(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return items.updateItem(request);
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return items.deleteItem(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return reads.getItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return reads.query(request);
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return reads.scan(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return batches.get(request);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return batches.write(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return transactions.write(request);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return transactions.get(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
