package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.Settling;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Room;
import ateliers.cloud.door.Signals;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** Makes tables and streams of requests, refusing what DynamoDB refuses. */
final class TableCreation {
    private static final DateTimeFormatter STREAM_LABEL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Place place;
    private final CloudClock clock;
    private final Signals signals;
    private final Room room;
    private final Duration settling;

    /** @param settling how long, in cloud time, a table takes to be made or changed */
    TableCreation(Place place, CloudClock clock, Signals signals, Room room, Duration settling) {
        this.settling = settling;
        this.place = place;
        this.clock = clock;
        this.signals = signals;
        this.room = room;
    }

    /** A table as described, with its indexes and stream, not yet known to anyone. */
    Table create(CreateTableRequest request) {
        TableNames.requireLength(request.tableName());
        TableConstraints.require(request);
        requireThroughput(request.billingMode(), request.provisionedThroughput());
        TableEncryption.require(request.sseSpecification(), "CreateTable");
        TableShape shape = new TableShape(request.attributeDefinitions());
        KeySchema key = shape.tableKey(request.keySchema());
        List<Index> indexes = indexes(request, shape, key);
        TableShape.requireIndexes(indexes);
        shape.requireNoneUnused(key, indexes);
        Table table = new Table(
                arn(request.tableName()),
                UUID.randomUUID().toString(),
                clock.instant(),
                key,
                room,
                new Settling(clock, settling));
        indexes.forEach(table::addIndex);
        TableSettings settings = table.settings();
        settings.attributes = request.attributeDefinitions();
        settings.billingMode = Optional.ofNullable(request.billingMode()).orElse(BillingMode.PROVISIONED);
        if (settings.billingMode == BillingMode.PAY_PER_REQUEST) {
            settings.onDemandSince = Optional.of(table.created());
        }
        settings.throughput = Optional.ofNullable(request.provisionedThroughput());
        settings.deletionProtection = Boolean.TRUE.equals(request.deletionProtectionEnabled());
        settings.tableClass = Optional.ofNullable(request.tableClass());
        settings.encryption = Optional.ofNullable(request.sseSpecification());
        request.globalSecondaryIndexes().forEach(index -> {
            if (index.provisionedThroughput() != null) {
                settings.indexThroughput.put(index.indexName(), index.provisionedThroughput());
            }
        });
        request.tags().forEach(tag -> TagOperations.refuseSystemTag(tag.key()));
        request.tags().forEach(tag -> settings.tags.put(tag.key(), tag.value()));
        if (request.streamSpecification() != null) {
            enableStream(table, request.streamSpecification());
        }
        return table;
    }

    private String arn(String nameOrArn) {
        String prefix = place.arn("dynamodb", "table/");
        return nameOrArn.startsWith(prefix) ? nameOrArn : prefix + nameOrArn;
    }

    private static List<Index> indexes(CreateTableRequest request, TableShape shape, KeySchema key) {
        if (request.hasLocalSecondaryIndexes()
                && request.localSecondaryIndexes().isEmpty()) {
            throw Validation.badParameter("List of LocalSecondaryIndexes is empty");
        }
        if (request.hasGlobalSecondaryIndexes()
                && request.globalSecondaryIndexes().isEmpty()) {
            throw Validation.badParameter("List of GlobalSecondaryIndexes is empty");
        }
        List<Index> indexes = new ArrayList<>();
        for (LocalSecondaryIndex index : request.localSecondaryIndexes()) {
            indexes.add(shape.localIndex(index.indexName(), index.keySchema(), index.projection(), key));
        }
        for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
            requireIndexThroughput(request.billingMode(), index.indexName(), index.provisionedThroughput());
            indexes.add(shape.globalIndex(index.indexName(), index.keySchema(), index.projection(), key));
        }
        return indexes;
    }

    /** Gives a table a new stream, if the specification enables one. */
    void enableStream(Table table, StreamSpecification specification) {
        if (!Boolean.TRUE.equals(specification.streamEnabled())) {
            if (specification.streamViewType() != null) {
                throw Validation.badParameter("StreamViewType cannot be specified when StreamEnabled is false");
            }
            return;
        }
        StreamViewType view = specification.streamViewType();
        if (view == null) {
            throw Validation.badParameter("StreamViewType must be specified when StreamEnabled is true");
        }
        String label = STREAM_LABEL.format(clock.instant());
        String arn = table.arn() + "/stream/" + label;
        table.stream(new TableStream(
                arn,
                String.format("shardId-%020d-%08x", clock.millis(), label.hashCode()),
                clock.instant(),
                view,
                place.region(),
                clock::instant,
                () -> signals.raise(arn),
                () -> UUID.randomUUID().toString().replace("-", ""),
                room));
    }

    /** Refuses throughput where there is to be none, and its absence where it must be. */
    static void requireThroughput(BillingMode mode, ProvisionedThroughput throughput) {
        if (mode == BillingMode.PAY_PER_REQUEST) {
            if (throughput != null) {
                throw Validation.badParameter("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when "
                        + "BillingMode is PAY_PER_REQUEST");
            }
        } else if (throughput == null
                || throughput.readCapacityUnits() == null
                || throughput.writeCapacityUnits() == null) {
            throw Validation.badParameter("ReadCapacityUnits and WriteCapacityUnits must both be specified when "
                    + "BillingMode is PROVISIONED");
        }
    }

    static void requireIndexThroughput(BillingMode mode, String index, ProvisionedThroughput throughput) {
        if (mode == BillingMode.PAY_PER_REQUEST && throughput != null) {
            throw Validation.badParameter("ProvisionedThroughput should not be specified for index: " + index
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (mode != BillingMode.PAY_PER_REQUEST && throughput == null) {
            throw Validation.badParameter("ProvisionedThroughput must be specified for index: " + index);
        }
    }
}
