package ateliers.cloud.services.dynamodb;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TableWarmThroughputDescription;

/** How tables describe themselves. Call with the table locked. */
final class Descriptions {
    private static final long ON_DEMAND_READS = 12_000;
    private static final long ON_DEMAND_WRITES = 4_000;

    private Descriptions() {}

    static TableDescription of(Table table, TableStatus status) {
        TableSettings settings = table.settings();
        TableDescription.Builder description = TableDescription.builder()
                .tableName(table.name())
                .tableArn(table.arn())
                .tableId(table.id())
                .tableStatus(status)
                .creationDateTime(table.created())
                .attributeDefinitions(settings.attributes)
                .keySchema(schema(table.key()))
                .itemCount((long) table.items().size())
                .tableSizeBytes(table.bytes())
                .provisionedThroughput(throughput(settings.throughput))
                .deletionProtectionEnabled(settings.deletionProtection);
        if (status == TableStatus.ACTIVE) {
            description.warmThroughput(warm(settings.throughput, status));
        }
        settings.onDemandSince.ifPresent(since -> description.billingModeSummary(
                summary -> summary.billingMode(settings.billingMode).lastUpdateToPayPerRequestDateTime(since)));
        settings.tableClass.ifPresent(tableClass -> description.tableClassSummary(s -> s.tableClass(tableClass)));
        settings.encryption
                .filter(sse -> Boolean.TRUE.equals(sse.enabled()))
                .ifPresent(sse ->
                        description.sseDescription(s -> s.status("ENABLED").sseType("KMS")));
        table.stream().ifPresent(stream -> {
            description.latestStreamArn(stream.arn()).latestStreamLabel(stream.label());
            if (stream.isEnabled()) {
                description.streamSpecification(s -> s.streamEnabled(true).streamViewType(stream.view()));
            }
        });
        List<Index> local =
                table.indexes().stream().filter(index -> !index.global()).toList();
        if (!local.isEmpty()) {
            description.localSecondaryIndexes(
                    local.stream().map(index -> local(table, index)).toList());
        }
        List<Index> global = table.indexes().stream().filter(Index::global).toList();
        if (!global.isEmpty()) {
            description.globalSecondaryIndexes(
                    global.stream().map(index -> global(table, index, status)).toList());
        }
        return description.build();
    }

    private static LocalSecondaryIndexDescription local(Table table, Index index) {
        return LocalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(table.arn() + "/index/" + index.name())
                .keySchema(schema(index.key()))
                .projection(index.projection())
                .itemCount((long) index.items().size())
                .indexSizeBytes(0L)
                .build();
    }

    private static GlobalSecondaryIndexDescription global(Table table, Index index, TableStatus status) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(table.arn() + "/index/" + index.name())
                .indexStatus(table.isBuilding(index.name(), status) ? IndexStatus.CREATING : IndexStatus.ACTIVE)
                .keySchema(schema(index.key()))
                .projection(index.projection())
                .provisionedThroughput(throughput(
                        Optional.ofNullable(table.settings().indexThroughput.get(index.name()))))
                .itemCount((long) index.items().size())
                .indexSizeBytes(0L)
                .build();
    }

    private static List<KeySchemaElement> schema(KeySchema key) {
        return key.attributes().stream()
                .map(attribute -> KeySchemaElement.builder()
                        .attributeName(attribute.name())
                        .keyType(attribute.equals(key.partition()) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    /** What a table serves at once: what is provisioned, or what every new table on demand takes. */
    private static TableWarmThroughputDescription warm(Optional<ProvisionedThroughput> throughput, TableStatus status) {
        return TableWarmThroughputDescription.builder()
                .readUnitsPerSecond(
                        throughput.map(ProvisionedThroughput::readCapacityUnits).orElse(ON_DEMAND_READS))
                .writeUnitsPerSecond(throughput
                        .map(ProvisionedThroughput::writeCapacityUnits)
                        .orElse(ON_DEMAND_WRITES))
                .status(status)
                .build();
    }

    private static ProvisionedThroughputDescription throughput(Optional<ProvisionedThroughput> throughput) {
        return ProvisionedThroughputDescription.builder()
                .readCapacityUnits(
                        throughput.map(ProvisionedThroughput::readCapacityUnits).orElse(0L))
                .writeCapacityUnits(throughput
                        .map(ProvisionedThroughput::writeCapacityUnits)
                        .orElse(0L))
                .numberOfDecreasesToday(0L)
                .build();
    }
}
