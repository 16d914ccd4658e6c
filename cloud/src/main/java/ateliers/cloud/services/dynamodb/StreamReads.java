package ateliers.cloud.services.dynamodb;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.StreamStatus;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The API of DynamoDB Streams.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">
 *     DynamoDB Streams</a>
 */
final class StreamReads implements DynamoDbStreamsClient {
    private static final int MAX_RECORDS = 1000;
    private static final int MAX_LISTED = 100;
    private static final List<String> ITERATOR_TYPES =
            List.of("AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST");
    private static final Duration ITERATOR_LIFETIME = Duration.ofMinutes(15);

    private final Tables tables;
    private final CloudClock clock;

    StreamReads(Tables tables, CloudClock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    @Override
    public ListStreamsResponse listStreams(ListStreamsRequest request) {
        new Constraints()
                .name("tableName", TableNames.plain(request.tableName()))
                .between("limit", request.limit(), 1, MAX_LISTED)
                .require();
        Stream<Table> wanted = request.tableName() == null
                ? tables.all().values().stream()
                : tables.find(request.tableName()).stream();
        List<software.amazon.awssdk.services.dynamodb.model.Stream> all = wanted.filter(
                        table -> table.stream().isPresent())
                .map(table -> software.amazon.awssdk.services.dynamodb.model.Stream.builder()
                        .tableName(table.name())
                        .streamArn(table.stream().get().arn())
                        .streamLabel(table.stream().get().label())
                        .build())
                .sorted(Comparator.comparing(software.amazon.awssdk.services.dynamodb.model.Stream::streamArn))
                .filter(stream -> request.exclusiveStartStreamArn() == null
                        || stream.streamArn().compareTo(request.exclusiveStartStreamArn()) > 0)
                .toList();
        int most = Optional.ofNullable(request.limit()).orElse(MAX_LISTED);
        ListStreamsResponse.Builder response = ListStreamsResponse.builder().streams(all);
        if (all.size() > most) {
            response.streams(all.subList(0, most))
                    .lastEvaluatedStreamArn(all.get(most - 1).streamArn());
        }
        return response.build();
    }

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        new Constraints()
                .present("streamArn", request.streamArn())
                .between("limit", request.limit(), 1, MAX_LISTED)
                .require();
        Table table = table(request.streamArn());
        TableStream stream = table.stream().orElseThrow();
        List<Shard> shards = Stream.of(stream)
                .filter(s -> !s.shardId().equals(request.exclusiveStartShardId()))
                .map(StreamReads::shard)
                .toList();
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
        new Constraints()
                .present("streamArn", request.streamArn())
                .present("shardId", request.shardId())
                .present("shardIteratorType", request.shardIteratorTypeAsString())
                .oneOf("shardIteratorType", request.shardIteratorTypeAsString(), ITERATOR_TYPES)
                .require();
        TableStream stream = table(request.streamArn()).stream().orElseThrow();
        if (!stream.shardId().equals(request.shardId())) {
            throw notFound("Requested resource not found: Shard does not exist");
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
        new Constraints()
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
                .orElseThrow(() -> notFound("Requested resource not found: Stream: " + streamArn + " not found"));
    }

    private static AwsServiceException notFound(String message) {
        return AwsErrors.of(ResourceNotFoundException.builder(), "ResourceNotFoundException", 400, message);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

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
