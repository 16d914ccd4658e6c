package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Changes tables as UpdateTable asks, refusing what DynamoDB refuses. */
final class TableUpdates {
    private final Tables tables;
    private final CloudClock clock;
    private final TableCreation creation;

    TableUpdates(Tables tables, CloudClock clock, TableCreation creation) {
        this.tables = tables;
        this.clock = clock;
        this.creation = creation;
    }

    /** The table as it is then. */
    TableDescription update(UpdateTableRequest request) {
        TableNames.requireLength(request.tableName());
        TableConstraints.require(request);
        requireSomething(request);
        TableEncryption.require(request.sseSpecification(), "UpdateTable");
        Table table = tables.find(request.tableName())
                .orElseThrow(() -> Tables.notFound(": Table: " + request.tableName() + " not found"));
        table.lock.lock();
        try {
            table.requireSettled();
            TableSettings settings = table.settings();
            updateBilling(request, settings);
            table.building(request.globalSecondaryIndexUpdates().stream()
                    .filter(update -> update.create() != null)
                    .map(update -> update.create().indexName())
                    .findFirst());
            if (request.hasGlobalSecondaryIndexUpdates()) {
                updateIndexes(request, table);
            }
            if (request.streamSpecification() != null) {
                updateStream(table, request.streamSpecification());
            }
            Optional.ofNullable(request.deletionProtectionEnabled()).ifPresent(on -> settings.deletionProtection = on);
            Optional.ofNullable(request.tableClass()).ifPresent(c -> settings.tableClass = Optional.of(c));
            Optional.ofNullable(request.sseSpecification()).ifPresent(s -> settings.encryption = Optional.of(s));
            table.begin(TableStatus.UPDATING);
            return Descriptions.of(table, TableStatus.UPDATING);
        } finally {
            table.lock.unlock();
        }
    }

    private static void requireSomething(UpdateTableRequest request) {
        boolean indexes = request.hasGlobalSecondaryIndexUpdates()
                && !request.globalSecondaryIndexUpdates().isEmpty();
        if (request.provisionedThroughput() == null
                && request.billingMode() == null
                && request.streamSpecification() == null
                && request.sseSpecification() == null
                && request.deletionProtectionEnabled() == null
                && request.tableClass() == null
                && !indexes) {
            throw Validation.error("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                    + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }
        if (request.billingMode() == BillingMode.PROVISIONED && request.provisionedThroughput() == null) {
            throw Validation.badParameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        Set<String> names = new HashSet<>();
        for (GlobalSecondaryIndexUpdate update : request.globalSecondaryIndexUpdates()) {
            String name = Stream.of(
                            Optional.ofNullable(update.update()).map(u -> u.indexName()),
                            Optional.ofNullable(update.create()).map(c -> c.indexName()),
                            Optional.ofNullable(update.delete()).map(d -> d.indexName()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> Validation.badParameter("One of GlobalSecondaryIndexUpdate.Update, "
                            + "GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null"));
            if (!names.add(name)) {
                throw Validation.badParameter(
                        "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
            }
        }
    }

    private void updateBilling(UpdateTableRequest request, TableSettings settings) {
        if (request.billingMode() == null && request.provisionedThroughput() == null) {
            return;
        }
        BillingMode mode = Optional.ofNullable(request.billingMode()).orElse(settings.billingMode);
        TableCreation.requireThroughput(mode, request.provisionedThroughput());
        if (mode == settings.billingMode && request.provisionedThroughput() != null) {
            requireChange(request.provisionedThroughput(), settings);
        }
        if (mode == BillingMode.PAY_PER_REQUEST && settings.billingMode != mode) {
            settings.onDemandSince = Optional.of(clock.instant());
        }
        settings.billingMode = mode;
        settings.throughput = Optional.ofNullable(request.provisionedThroughput());
        if (mode == BillingMode.PAY_PER_REQUEST) {
            settings.indexThroughput.clear();
        }
    }

    private static void requireChange(ProvisionedThroughput wanted, TableSettings settings) {
        settings.throughput.filter(wanted::equals).ifPresent(present -> {
            throw Validation.error(
                    "The provisioned throughput for the table will not change. The requested value equals "
                            + "the current value. Current ReadCapacityUnits provisioned for the table: "
                            + present.readCapacityUnits() + ". Requested ReadCapacityUnits: "
                            + wanted.readCapacityUnits()
                            + ". Current WriteCapacityUnits provisioned for the table: " + present.writeCapacityUnits()
                            + ". Requested WriteCapacityUnits: " + wanted.writeCapacityUnits()
                            + ". Refer to the Amazon DynamoDB Developer Guide for current limits and how to request"
                            + " higher limits.");
        });
    }

    private static void updateIndexes(UpdateTableRequest request, Table table) {
        List<GlobalSecondaryIndexUpdate> updates = request.globalSecondaryIndexUpdates();
        if (updates.stream()
                        .filter(u -> u.create() != null || u.delete() != null)
                        .count()
                > 1) {
            throw AwsErrors.of(
                    LimitExceededException.builder(),
                    "LimitExceededException",
                    400,
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per"
                            + " table");
        }
        for (GlobalSecondaryIndexUpdate update : updates) {
            if (update.create() != null) {
                create(request, update, table);
            } else if (update.delete() != null) {
                String name = update.delete().indexName();
                requireIndex(table, name);
                table.removeIndex(name);
                table.settings().indexThroughput.remove(name);
            } else if (update.update() != null) {
                requireIndex(table, update.update().indexName());
                table.settings()
                        .indexThroughput
                        .put(update.update().indexName(), update.update().provisionedThroughput());
            }
        }
    }

    private static void create(UpdateTableRequest request, GlobalSecondaryIndexUpdate update, Table table) {
        var create = update.create();
        if (table.index(create.indexName()).isPresent()) {
            throw Validation.badParameter("Duplicate index name: " + create.indexName());
        }
        TableCreation.requireIndexThroughput(
                table.settings().billingMode, create.indexName(), create.provisionedThroughput());
        var definitions =
                request.hasAttributeDefinitions() ? request.attributeDefinitions() : table.settings().attributes;
        TableShape shape = new TableShape(definitions);
        Index index = shape.globalIndex(create.indexName(), create.keySchema(), create.projection(), table.key());
        List<Index> all = new ArrayList<>(table.indexes());
        all.add(index);
        TableShape.requireIndexes(all);
        table.addIndex(index);
        table.settings().attributes = definitions;
        Optional.ofNullable(create.provisionedThroughput())
                .ifPresent(throughput -> table.settings().indexThroughput.put(create.indexName(), throughput));
    }

    private static void requireIndex(Table table, String name) {
        if (table.index(name).filter(Index::global).isEmpty()) {
            throw Tables.notFound("");
        }
    }

    private void updateStream(Table table, StreamSpecification specification) {
        boolean enabled = table.stream().filter(TableStream::isEnabled).isPresent();
        if (Boolean.TRUE.equals(specification.streamEnabled())) {
            if (enabled) {
                throw Validation.error("Table already has an enabled stream: TableName: " + table.name());
            }
            creation.enableStream(table, specification);
            return;
        }
        if (!enabled) {
            throw AwsErrors.of(
                    ResourceInUseException.builder(),
                    "ValidationException",
                    400,
                    "Table has no stream to disable: TableName: " + table.name());
        }
        table.stream().ifPresent(TableStream::disable);
    }
}
