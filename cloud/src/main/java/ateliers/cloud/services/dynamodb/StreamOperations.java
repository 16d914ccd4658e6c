package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.Stream;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The API of DynamoDB Streams.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">
 *     DynamoDB Streams</a>
 */
final class StreamOperations implements DynamoDbStreamsClient, Operations {
    private static final int MAX_RECORDS = 1000;
    private static final int MAX_LISTED = 100;
    private static final List<String> ITERATOR_TYPES =
            List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST");
    private static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(15);

    private final Tables tables;
    private final CloudClock clock;

    StreamOperations(Tables tables, CloudClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public ListStreamsResponse listStreams(ListStreamsRequest request) {
        Validation.constraints()
                .also(RequestConstraints.name("tableName", TableNames.plain(request.tableName())))
                .between("limit", request.limit(), 1, MAX_LISTED)
                .require();
        Collection<Table> wanted = request.tableName() == null
                ? tables.all().values()
                : tables.find(request.tableName()).map(List::of).orElse(List.of());
        List<Stream> all = wanted.stream()
                .flatMap(table -> table.stream().stream().map(stream -> listed(table, stream)))
                .sorted(Comparator.comparing(Stream::streamArn))
                .toList();
        int most = Optional.ofNullable(request.limit()).orElse(MAX_LISTED);
        var page = Paging.byOrder(Stream::streamArn).page(all, most, request.exclusiveStartStreamArn());
        return ListStreamsResponse.builder()
                .streams(page.items())
                .lastEvaluatedStreamArn(page.next())
                .build();
    }

    private static Stream listed(Table table, TableStream stream) {
        return Stream.builder()
                .tableName(table.name())
                .streamArn(stream.arn())
                .streamLabel(stream.label())
                .build();
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        Validation.constraints()
                .present("streamArn", request.streamArn())
                .between("limit", request.limit(), 1, MAX_LISTED)
                .require();
        Table table = table(request.streamArn());
        TableStream stream = table.stream().orElseThrow();
        List<Shard> shards =
                stream.shardId().equals(request.exclusiveStartShardId()) ? List.of() : List.of(shard(stream));
        return DescribeStreamResponse.builder()
                .streamDescription(description -> description
                        .streamArn(stream.arn())
                        .streamLabel(stream.label())
                        .streamStatus(stream.isEnabled() ? StreamStatus.ENABLED : StreamStatus.DISABLED)
                        .streamViewType(stream.view())
                        .creationRequestDateTime(stream.created())
                        .tableName(table.name())
                        .keySchema(Descriptions.of(table, null).keySchema())
                        .shards(shards))
                .build();
    }

    private static Shard shard(TableStream stream) {
        return Shard.builder()
                .shardId(stream.shardId())
                .sequenceNumberRange(range -> {
                    range.startingSequenceNumber(TableStream.sequenceNumber(0));
                    if (!stream.isEnabled()) {
                        range.endingSequenceNumber(TableStream.sequenceNumber(Math.max(0, stream.position() - 1)));
                    }
                })
                .build();
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        Validation.constraints()
                .present("streamArn", request.streamArn())
                .present("shardId", request.shardId())
                .present("shardIteratorType", request.shardIteratorTypeAsString())
                .oneOf("shardIteratorType", request.shardIteratorTypeAsString(), ITERATOR_TYPES)
                .require();
        TableStream stream = table(request.streamArn()).stream().orElseThrow();
        if (!stream.shardId().equals(request.shardId())) {
            throw Tables.notFound(": Shard does not exist");
        }
        long position = switch (request.shardIteratorType()) {
            case TRIM_HORIZON -> stream.oldest();
            case LATEST -> stream.position();
            case AT_SEQUENCE_NUMBER -> position(stream, request.sequenceNumber());
            case AFTER_SEQUENCE_NUMBER -> position(stream, request.sequenceNumber()) + 1;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalStateException("an iterator type that was let pass");
        };
        return GetShardIteratorResponse.builder()
                .shardIterator(new Cursor(stream.arn(), position, clock.instant()).text())
                .build();
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        Validation.constraints()
                .present("shardIterator", request.shardIterator())
                .between("limit", request.limit(), 1, MAX_RECORDS)
                .require();
        Cursor iterator = Cursor.read(request.shardIterator());
        if (iterator.made().plus(ITERATOR_LIFETIME).isBefore(clock.instant())) {
            throw AwsErrors.of(
                    ExpiredIteratorException.builder(),
                    "ExpiredIteratorException",
                    400,
                    "Iterator expired. The iterator was created more than 15 minutes ago.");
        }
        TableStream stream = table(iterator.streamArn()).stream().orElseThrow();
        if (iterator.position() < stream.oldest()) {
            throw trimmed();
        }
        int limit = Optional.ofNullable(request.limit()).orElse(MAX_RECORDS);
        List<Record> records = stream.read(iterator.position(), limit);
        long next = iterator.position() + records.size();
        GetRecordsResponse.Builder response = GetRecordsResponse.builder().records(records);
        if (stream.isEnabled() || next < stream.position()) {
            response.nextShardIterator(new Cursor(stream.arn(), next, clock.instant()).text());
        }
        return response.build();
    }

    private static long position(TableStream stream, String sequenceNumber) {
        long position = Optional.ofNullable(sequenceNumber)
                .flatMap(TableStream::positionOf)
                .orElseThrow(() -> Validation.error("Invalid SequenceNumber"));
        if (position < stream.oldest()) {
            throw trimmed();
        }
        return position;
    }

    private static AwsServiceException trimmed() {
        return AwsErrors.of(
                TrimmedDataAccessException.builder(),
                "TrimmedDataAccessException",
                400,
                "The operation attempted to read past the oldest stream record in a shard.");
    }

    private Table table(String streamArn) {
        int end = Objects.requireNonNullElse(streamArn, "").indexOf("/stream/");
        return Optional.of(end)
                .filter(at -> at > 0)
                .flatMap(at -> tables.find(streamArn.substring(0, at)))
                .filter(table ->
                        table.stream().filter(s -> s.arn().equals(streamArn)).isPresent())
                .orElseThrow(() -> Tables.notFound(": Stream: " + streamArn + " not found"));
    }

    /** Where a reader is. */
    private record Cursor(String streamArn, long position, Instant made) {
        String text() {
            String plain = streamArn + "|" + position + "|" + made.toEpochMilli();
            return streamArn + "|1|" + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }

        static Cursor read(String text) {
            try {
                String encoded = text.substring(text.lastIndexOf('|') + 1);
                String[] parts = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split("\\|");
                return new Cursor(parts[0], Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2])));
            } catch (RuntimeException e) {
                throw Validation.error("Invalid ShardIterator");
            }
        }
    }
}
