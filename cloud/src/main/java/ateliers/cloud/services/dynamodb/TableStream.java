package ateliers.cloud.services.dynamodb;

import ateliers.cloud.door.Room;
import ateliers.cloud.services.dynamodb.item.Values;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Identity;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * A table's stream: one open shard with the changes of the last 24 hours. Guarded by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html">DynamoDB Streams</a>
 */
final class TableStream {
    static final Duration RETENTION = Duration.ofHours(24);

    /** Sequence numbers have 21 digits or more. */
    private static final String SEQUENCE_FORMAT = "%d%020d";

    private final String arn;
    private final String shardId;
    private final Instant created;
    private final StreamViewType view;
    private final String region;
    private final Supplier<Instant> now;
    private final Runnable news;
    private final Supplier<String> eventId;
    private final Room room;
    private final List<Entry> entries = new ArrayList<>();
    private long dropped;
    private boolean enabled = true;

    /**
     * @param news told of every new record; must be quick
     * @param room where what is kept of records is given back; who adds one takes it
     */
    TableStream(
            String arn,
            String shardId,
            Instant created,
            StreamViewType view,
            String region,
            Supplier<Instant> now,
            Runnable news,
            Supplier<String> eventId,
            Room room) {
        this.arn = arn;
        this.shardId = shardId;
        this.created = created;
        this.view = view;
        this.region = region;
        this.now = now;
        this.news = news;
        this.eventId = eventId;
        this.room = room;
    }

    private record Entry(Instant time, Record record) {
        /** What stands beside the images, about, in bytes. */
        private static final int OVERHEAD = 500;

        static long kept(long sizeBytes) {
            return sizeBytes + OVERHEAD;
        }

        long kept() {
            return kept(record.dynamodb().sizeBytes());
        }
    }

    String arn() {
        return arn;
    }

    String label() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    String shardId() {
        return shardId;
    }

    Instant created() {
        return created;
    }

    StreamViewType view() {
        return view;
    }

    synchronized boolean isEnabled() {
        return enabled;
    }

    /** Ends the stream; what it holds can still be read. */
    synchronized void disable() {
        enabled = false;
    }

    /** What keeping a change will take, in bytes. */
    synchronized long kept(
            KeySchema key, Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        return enabled
                ? Entry.kept(Values.size(key.of(after.or(() -> before).orElseThrow()))
                        + newImage(after).map(Values::size).orElse(0)
                        + oldImage(before).map(Values::size).orElse(0))
                : 0;
    }

    private Optional<Map<String, AttributeValue>> newImage(Optional<Map<String, AttributeValue>> after) {
        return after.filter(item -> view == StreamViewType.NEW_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES);
    }

    private Optional<Map<String, AttributeValue>> oldImage(Optional<Map<String, AttributeValue>> before) {
        return before.filter(item -> view == StreamViewType.OLD_IMAGE || view == StreamViewType.NEW_AND_OLD_IMAGES);
    }

    /** It is gone, with its records. */
    synchronized void discard() {
        enabled = false;
        entries.forEach(entry -> room.give(entry.kept()));
        dropped += entries.size();
        entries.clear();
    }

    /** Appends a change. */
    synchronized void add(
            KeySchema key,
            Optional<Map<String, AttributeValue>> before,
            Optional<Map<String, AttributeValue>> after,
            Optional<String> by) {
        if (!enabled) {
            return;
        }
        Instant time = now.get();
        dropOld(time);
        Map<String, AttributeValue> keys = key.of(after.or(() -> before).orElseThrow());
        StreamRecord.Builder change = StreamRecord.builder()
                .approximateCreationDateTime(time.truncatedTo(ChronoUnit.SECONDS))
                .keys(keys)
                .sequenceNumber(sequenceNumber(position()))
                .streamViewType(view);
        newImage(after).ifPresent(change::newImage);
        oldImage(before).ifPresent(change::oldImage);
        int size = Values.size(keys)
                + newImage(after).map(Values::size).orElse(0)
                + oldImage(before).map(Values::size).orElse(0);
        OperationType event =
                before.isEmpty() ? OperationType.INSERT : after.isEmpty() ? OperationType.REMOVE : OperationType.MODIFY;
        Record.Builder record = Record.builder()
                .awsRegion(region)
                .eventID(eventId.get())
                .eventName(event)
                .eventSource("aws:dynamodb")
                .eventVersion("1.1")
                .dynamodb(change.sizeBytes((long) size).build());
        by.ifPresent(principal -> record.userIdentity(
                Identity.builder().principalId(principal).type("Service").build()));
        entries.add(new Entry(time, record.build()));
        news.run();
    }

    /** The position after the newest record; positions count from 0 over the stream's life. */
    synchronized long position() {
        return dropped + entries.size();
    }

    /** The position of the oldest record that is still there. */
    synchronized long oldest() {
        dropOld(now.get());
        return dropped;
    }

    /** Up to so many records from a position on. */
    synchronized List<Record> read(long from, int limit) {
        int start = (int) Math.max(0, from - dropped);
        int end = Math.min(entries.size(), start + limit);
        return start >= end
                ? List.of()
                : entries.subList(start, end).stream().map(Entry::record).toList();
    }

    /** The sequence number of a position. */
    static String sequenceNumber(long position) {
        return String.format(SEQUENCE_FORMAT, 1, position);
    }

    /** The position of a sequence number; empty when it cannot be one. */
    static Optional<Long> positionOf(String sequenceNumber) {
        if (!sequenceNumber.matches("1\\d{20}")) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(sequenceNumber.substring(1)));
    }

    private void dropOld(Instant time) {
        Instant oldest = time.minus(RETENTION);
        int expired = 0;
        while (expired < entries.size() && entries.get(expired).time().isBefore(oldest)) {
            room.give(entries.get(expired).kept());
            expired++;
        }
        entries.subList(0, expired).clear();
        dropped += expired;
    }
}
