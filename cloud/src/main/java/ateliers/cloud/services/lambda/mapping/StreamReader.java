package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.services.lambda.mapping.MappedFunctions.Mapped;
import ateliers.cloud.services.lambda.mapping.StreamBatch.Change;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Where a mapping is in a stream's shard, and what comes next. Streams of this cloud have one shard. */
final class StreamReader {
    private static final int MOST_AT_ONCE = 1000;

    private final ServiceContext cloud;
    private final Mapping mapping;
    private boolean skipsPresent;
    private String shardId;

    /** The last record that was read; none: all that is there is to be read. */
    private Optional<String> last = Optional.empty();

    /** @param fromLatest whether what is in the stream at the beginning is to be left out */
    StreamReader(ServiceContext cloud, Mapping mapping, boolean fromLatest) {
        this.cloud = cloud;
        this.mapping = mapping;
        this.skipsPresent = fromLatest;
    }

    String shardId() {
        return shardId;
    }

    /** Settles where reading begins; without effect the second time. */
    synchronized void takePosition(Mapped function) {
        DynamoDbStreamsClient stream = client(function);
        if (shardId == null) {
            shardId = stream.describeStream(r -> r.streamArn(mapping.source()))
                    .streamDescription()
                    .shards()
                    .get(0)
                    .shardId();
        }
        while (skipsPresent) {
            List<Record> records = records(stream, MOST_AT_ONCE);
            remember(records);
            skipsPresent = !records.isEmpty();
        }
    }

    /** Up to so many records more. */
    synchronized List<Change> read(Mapped function, int most) {
        takePosition(function);
        List<Record> records = records(client(function), Math.min(most, MOST_AT_ONCE));
        remember(records);
        return records.stream()
                .map(record -> new Change(
                        record.dynamodb().sequenceNumber(),
                        record.dynamodb().approximateCreationDateTime(),
                        StreamRecords.record(record, mapping.source())))
                .toList();
    }

    private void remember(List<Record> records) {
        if (!records.isEmpty()) {
            last = Optional.of(records.get(records.size() - 1).dynamodb().sequenceNumber());
        }
    }

    private List<Record> records(DynamoDbStreamsClient stream, int most) {
        try {
            return after(stream, most).records();
        } catch (TrimmedDataAccessException e) {
            last = Optional.empty();
            return after(stream, most).records();
        }
    }

    private GetRecordsResponse after(DynamoDbStreamsClient stream, int most) {
        String iterator = stream.getShardIterator(r -> r.streamArn(mapping.source())
                        .shardId(shardId)
                        .shardIteratorType(
                                last.isPresent()
                                        ? ShardIteratorType.AFTER_SEQUENCE_NUMBER
                                        : ShardIteratorType.TRIM_HORIZON)
                        .sequenceNumber(last.orElse(null)))
                .shardIterator();
        return stream.getRecords(r -> r.shardIterator(iterator).limit(most));
    }

    private DynamoDbStreamsClient client(Mapped function) {
        return cloud.door().as(mapping.role().of(function), DynamoDbStreamsClient.class);
    }
}
