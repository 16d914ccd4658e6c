package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * Tables. What AWS takes seconds for is answered as under way; unless the cloud is told to take its time, it can be used right
 * after.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">CreateTable</a>
 */
final class TableOperations implements DynamoDbClient, Operations {
    private static final int LIST_LIMIT = 100;

    private final Tables tables;
    private final TableCreation creation;
    private final TableUpdates updates;

    TableOperations(Tables tables, TableCreation creation, TableUpdates updates) {
        this.tables = tables;
        this.creation = creation;
        this.updates = updates;
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        Table table = creation.create(request);
        table.begin(TableStatus.CREATING);
        tables.add(table);
        return CreateTableResponse.builder()
                .tableDescription(described(table, TableStatus.CREATING))
                .build();
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        Table table = tables.described(request.tableName());
        return DescribeTableResponse.builder()
                .table(described(table, table.status()))
                .build();
    }

    @Override
    public UpdateTableResponse updateTable(UpdateTableRequest request) {
        return UpdateTableResponse.builder()
                .tableDescription(updates.update(request))
                .build();
    }

    @Override
    public DeleteTableResponse deleteTable(DeleteTableRequest request) {
        Table table = tables.described(request.tableName());
        table.requireSettled();
        if (table.settings().deletionProtection) {
            throw Validation.error("Resource cannot be deleted as it is currently protected against deletion. "
                    + "Disable deletion protection first.");
        }
        tables.remove(table);
        table.stream().ifPresent(TableStream::disable);
        return DeleteTableResponse.builder()
                .tableDescription(described(table, TableStatus.DELETING))
                .build();
    }

    @Override
    public ListTablesResponse listTables(ListTablesRequest request) {
        Validation.constraints()
                .also(RequestConstraints.name("exclusiveStartTableName", request.exclusiveStartTableName()))
                .between("limit", request.limit(), 1, LIST_LIMIT)
                .require();
        int limit = Optional.ofNullable(request.limit()).orElse(LIST_LIMIT);
        var page = Paging.<String>byOrder(name -> name)
                .page(List.copyOf(tables.all().keySet()), limit, request.exclusiveStartTableName());
        return ListTablesResponse.builder()
                .tableNames(page.items())
                .lastEvaluatedTableName(page.next())
                .build();
    }

    private static TableDescription described(Table table, TableStatus status) {
        table.lock.lock();
        try {
            return Descriptions.of(table, status);
        } finally {
            table.lock.unlock();
        }
    }
}
