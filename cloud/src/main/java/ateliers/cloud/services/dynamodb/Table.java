package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.Settling;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Room;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A table: its items, its indexes, its stream. Everything but the definition is guarded by {@link #lock}. */
final class Table {
    static final int MAX_ITEM_BYTES = 400 * 1024;

    /** Transactions lock tables in the order of their names. */
    final ReentrantLock lock = new ReentrantLock();

    private final String arn;
    private final String id;
    private final Instant created;
    private final KeySchema key;
    private final Room room;
    private final ItemTree items = new ItemTree();
    private final Map<String, Index> indexes = new LinkedHashMap<>();
    private final TableSettings settings = new TableSettings();
    private final Settling settling;
    private volatile TableStatus status = TableStatus.ACTIVE;
    private Optional<String> building = Optional.empty();
    private Optional<TableStream> stream = Optional.empty();
    private long bytes;

    Table(String arn, String id, Instant created, KeySchema key, Room room, Settling settling) {
        this.arn = arn;
        this.id = id;
        this.created = created;
        this.key = key;
        this.room = room;
        this.settling = settling;
    }

    TableStatus status() {
        return status;
    }

    /** Is so until that is done. */
    void begin(TableStatus underWay) {
        status = underWay;
        settling.begin(() -> status = TableStatus.ACTIVE);
    }

    /** Names the index that the present change makes, if any. */
    void building(Optional<String> index) {
        building = index;
    }

    /** Whether an index is not there yet while the table is so. */
    boolean isBuilding(String index, TableStatus status) {
        return status == TableStatus.CREATING
                || status == TableStatus.UPDATING
                        && building.filter(index::equals).isPresent();
    }

    /** Refuses a change while it is being made or changed. */
    void requireSettled() {
        requireCreated();
        if (status == TableStatus.UPDATING) {
            throw inUse("updated");
        }
    }

    /** Refuses a change while it is being made. */
    void requireCreated() {
        if (status == TableStatus.CREATING) {
            throw inUse("created");
        }
    }

    private AwsServiceException inUse(String how) {
        return AwsErrors.of(
                ResourceInUseException.builder(),
                "ResourceInUseException",
                400,
                "Attempt to change a resource which is still in use: Table is being " + how + ": " + name());
    }

    String name() {
        return arn.substring(arn.indexOf('/') + 1);
    }

    String arn() {
        return arn;
    }

    String id() {
        return id;
    }

    Instant created() {
        return created;
    }

    KeySchema key() {
        return key;
    }

    TableSettings settings() {
        return settings;
    }

    Optional<TableStream> stream() {
        return stream;
    }

    void stream(TableStream newStream) {
        stream.ifPresent(TableStream::discard);
        stream = Optional.of(newStream);
    }

    List<Index> indexes() {
        return List.copyOf(indexes.values());
    }

    Optional<Index> index(String indexName) {
        return Optional.ofNullable(indexes.get(indexName));
    }

    /** Adds an index and fills it. */
    void addIndex(Index index) {
        indexes.put(index.name(), index);
        items.between(null, null, true).values().forEach(item -> index.change(null, item));
    }

    void removeIndex(String indexName) {
        indexes.remove(indexName);
    }

    ItemTree items() {
        return items;
    }

    /** What all items count for, in bytes. */
    long bytes() {
        return bytes;
    }

    /** The table is gone, with its items and its stream. */
    void discard() {
        room.give(bytes);
        stream.ifPresent(TableStream::discard);
    }

    Position position(Map<String, AttributeValue> item) {
        return Position.of(key.values(item));
    }

    Optional<Map<String, AttributeValue>> find(Map<String, AttributeValue> keyOrItem) {
        return items.get(position(keyOrItem));
    }

    /**
     * Puts an item, deletes one, or changes one: the only way anything in the table changes.
     *
     * @param before what is there now, if anything
     * @param after what will be there; empty to delete
     * @param by who did it, for the stream: a service's name, or empty for a caller
     */
    void change(
            Optional<Map<String, AttributeValue>> before,
            Optional<Map<String, AttributeValue>> after,
            Optional<String> by) {
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        long more = after.map(Values::size).orElse(0) - before.map(Values::size).orElse(0);
        // A write that changes nothing leaves no trace in the stream.
        Optional<TableStream> told = stream.filter(s -> !Objects.equals(before, after));
        long taken = more + told.map(s -> s.kept(key, before, after)).orElse(0L);
        if (after.isPresent() && taken > 0) {
            room.take(taken);
        } else {
            // Who deletes is not refused.
            room.keep(taken);
        }
        bytes += more;
        after.ifPresent(item -> items.put(position(item), item));
        if (after.isEmpty()) {
            items.remove(position(before.get()));
        }
        indexes.values().forEach(index -> index.change(before.orElse(null), after.orElse(null)));
        told.ifPresent(s -> s.add(key, before, after, by));
    }

    /** Refuses an item that an index cannot take in; the table's own key was checked before. */
    void requireIndexable(Map<String, AttributeValue> item) {
        indexes.values().forEach(index -> index.key().requireIndexable(item, index.name()));
    }

    /** The same for an item that was updated, of which less is said. */
    void requireIndexableUpdate(Map<String, AttributeValue> item) {
        indexes.values().forEach(index -> index.key().requireIndexableUpdate(item));
    }

    /** Refuses a type that an index cannot take for an attribute. */
    void requireIndexable(String attribute, String type) {
        indexes.values().forEach(index -> index.key().requireType(attribute, type, index.name()));
    }

    /** Refuses paths that lead into these attributes where they are keys. */
    void requireScalars(Stream<String> entered) {
        entered.forEach(name -> {
            if (key.has(name)
                    || indexes.values().stream().anyMatch(index -> index.key().has(name))) {
                throw Validation.error("Key attributes must be scalars; list random access '[]' and map lookup '.' "
                        + "are not allowed: " + (key.has(name) ? "Key: " : "IndexKey: ") + name);
            }
        });
    }

    /** What the caller learns of the items with one partition key: their size in whole gigabytes. */
    Optional<ItemCollectionMetrics> collection(Map<String, AttributeValue> item) {
        if (indexes.values().stream().allMatch(Index::global)) {
            return Optional.empty();
        }
        return Optional.of(ItemCollectionMetrics.builder()
                .itemCollectionKey(
                        Map.of(key.partition().name(), item.get(key.partition().name())))
                .sizeEstimateRangeGB(0.0, 1.0)
                .build());
    }
}
