package ateliers.cloud.services.logs;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Log streams. */
final class LogStreams implements CloudWatchLogsClient, Operations {
    private final LogStore store;

    LogStreams(LogStore store) {
        this.store = store;
    }

    @Override
    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        Checks.stream(request.logStreamName());
        LogStore.Group group = store.get(request.logGroupName());
        if (group.streams.putIfAbsent(
                        request.logStreamName(),
                        new LogStore.Stream(request.logStreamName(), store.now(), store.room()))
                != null) {
            throw LogsErrors.exists("stream");
        }
        return CreateLogStreamResponse.builder().build();
    }

    @Override
    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        group.stream(request.logStreamName()).discard();
        group.streams.remove(request.logStreamName());
        return DeleteLogStreamResponse.builder().build();
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        LogStore.Group group = store.get(Checks.either(request.logGroupName(), request.logGroupIdentifier()));
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && request.logStreamNamePrefix() != null) {
            throw LogsErrors.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        Comparator<LogStream> order = byTime
                ? Comparator.comparing(LogStream::lastEventTimestamp, Comparator.nullsFirst(Comparator.naturalOrder()))
                : Comparator.comparing(LogStream::logStreamName);
        List<LogStream> all = group.streams.values().stream()
                .filter(s -> request.logStreamNamePrefix() == null || s.name.startsWith(request.logStreamNamePrefix()))
                .map(s -> view(group, s))
                .sorted(Boolean.TRUE.equals(request.descending()) ? order.reversed() : order)
                .toList();
        Paging.Page<LogStream> page = Checks.page(all, request.nextToken(), request.limit(), 50);
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items())
                .nextToken(page.next())
                .build();
    }

    private LogStream view(LogStore.Group group, LogStore.Stream stream) {
        List<LogStore.Event> events = group.events(stream, null, null, store.now());
        LogStream.Builder view = LogStream.builder()
                .logStreamName(stream.name)
                .creationTime(stream.created)
                .arn(group.arn + ":log-stream:" + stream.name)
                .uploadSequenceToken("1");
        if (!events.isEmpty()) {
            LogStore.Event last = events.get(events.size() - 1);
            view.firstEventTimestamp(events.get(0).timestamp())
                    .lastEventTimestamp(last.timestamp())
                    .lastIngestionTime(last.ingested());
        }
        return view.build();
    }
}
