package ateliers.cloud.services.logs;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/** The events of log streams. */
final class LogEvents implements CloudWatchLogsClient, Operations {
    private static final int MAX_BATCH = 1_048_576;
    private static final int MAX_EVENTS = 10_000;
    private static final int EVENT_OVERHEAD = 26;
    private static final long DAY = 86_400_000L;

    private final AtomicLong ids = new AtomicLong();
    private final LogStore store;
    private final LogMetrics metrics;
    private final SubscriptionFilterOperations subscriptions;

    LogEvents(LogStore store, LogMetrics metrics, SubscriptionFilterOperations subscriptions) {
        this.store = store;
        this.metrics = metrics;
        this.subscriptions = subscriptions;
    }

    @Override
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        LogStore.Stream stream = group.stream(request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        check(events);
        long now = store.now();
        List<InputLogEvent> kept = new ArrayList<>();
        int tooOld = 0;
        int expired = 0;
        int tooNew = -1;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            if (event.timestamp() < now - 14 * DAY) {
                tooOld = i + 1;
            } else if (event.timestamp() < group.oldest(now)) {
                expired = i + 1;
            } else if (event.timestamp() > now + DAY / 12) {
                tooNew = tooNew < 0 ? i : tooNew;
            } else {
                kept.add(event);
            }
        }
        if (!kept.isEmpty()) {
            List<LogStore.Event> added = stream.add(kept, now, ids.getAndAdd(kept.size()));
            metrics.came(group, kept);
            subscriptions.came(group, added);
        }
        PutLogEventsResponse.Builder response = PutLogEventsResponse.builder().nextSequenceToken("1");
        if (kept.size() < events.size()) {
            response.rejectedLogEventsInfo(RejectedLogEventsInfo.builder()
                    .tooOldLogEventEndIndex(tooOld == 0 ? null : tooOld)
                    .expiredLogEventEndIndex(expired == 0 ? null : expired)
                    .tooNewLogEventStartIndex(tooNew < 0 ? null : tooNew)
                    .build());
        }
        return response.build();
    }

    private static void check(List<InputLogEvent> events) {
        Checks.constraints()
                .must(!events.isEmpty(), "[]", "logEvents", "have length greater than or equal to 1")
                .must(events.size() <= MAX_EVENTS, "[...]", "logEvents", "have length less than or equal to 10000")
                .require();
        int size = 0;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            if (event.timestamp() == null
                    || event.message() == null
                    || event.message().isEmpty()) {
                throw LogsErrors.invalid(Constraints.hidden(
                        "logEvents." + (i + 1) + ".member.message", "have length greater than or equal to 1"));
            }
            if (i > 0 && event.timestamp() < events.get(i - 1).timestamp()) {
                throw LogsErrors.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            size += event.message().getBytes(StandardCharsets.UTF_8).length + EVENT_OVERHEAD;
        }
        if (size > MAX_BATCH) {
            throw LogsErrors.invalid("Upload too large: " + size + " bytes exceeds limit of " + MAX_BATCH);
        }
        if (events.get(events.size() - 1).timestamp() - events.get(0).timestamp() > DAY) {
            throw LogsErrors.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        Checks.constraints().between("limit", request.limit(), 1, MAX_EVENTS).require();
        LogStore.Group group = store.get(Checks.either(request.logGroupName(), request.logGroupIdentifier()));
        List<LogStore.Event> all = group.events(
                group.stream(request.logStreamName()), request.startTime(), request.endTime(), store.now());
        int limit = request.limit() == null ? MAX_EVENTS : request.limit();
        boolean head = Boolean.TRUE.equals(request.startFromHead());
        int from;
        int to;
        if (request.nextToken() == null) {
            from = head ? 0 : Math.max(0, all.size() - limit);
            to = Math.min(all.size(), from + limit);
        } else if (request.nextToken().matches("f/\\d{1,18}")) {
            from = (int) Math.min(all.size(), Long.parseLong(request.nextToken().substring(2)));
            to = Math.min(all.size(), from + limit);
        } else if (request.nextToken().matches("b/\\d{1,18}")) {
            to = (int) Math.min(all.size(), Long.parseLong(request.nextToken().substring(2)));
            from = Math.max(0, to - limit);
        } else {
            throw LogsErrors.invalid("The specified nextToken is invalid.");
        }
        return GetLogEventsResponse.builder()
                .events(all.subList(from, to).stream()
                        .map(e -> OutputLogEvent.builder()
                                .timestamp(e.timestamp())
                                .ingestionTime(e.ingested())
                                .message(e.message())
                                .build())
                        .toList())
                .nextForwardToken("f/" + to)
                .nextBackwardToken("b/" + from)
                .build();
    }

    @Override
    public FilterLogEventsResponse filterLogEvents(FilterLogEventsRequest request) {
        LogStore.Group group = store.get(Checks.either(request.logGroupName(), request.logGroupIdentifier()));
        if (request.logStreamNamePrefix() != null && !request.logStreamNames().isEmpty()) {
            throw LogsErrors.invalid("logStreamNames and logStreamNamePrefix are mutually exclusive parameters.");
        }
        request.logStreamNames().forEach(group::stream);
        Predicate<String> pattern = FilterPattern.of(request.filterPattern());
        // The end is included here, unlike in GetLogEvents.
        Long end = request.endTime() == null ? null : request.endTime() + 1;
        List<FilteredLogEvent> all = group.streams.values().stream()
                .filter(s -> request.logStreamNames().isEmpty()
                        || request.logStreamNames().contains(s.name))
                .filter(s -> request.logStreamNamePrefix() == null || s.name.startsWith(request.logStreamNamePrefix()))
                .flatMap(s -> group.events(s, request.startTime(), end, store.now()).stream())
                .filter(e -> pattern.test(e.message()))
                .sorted(Comparator.comparingLong(LogStore.Event::timestamp).thenComparingLong(LogStore.Event::id))
                .map(e -> FilteredLogEvent.builder()
                        .logStreamName(e.stream())
                        .timestamp(e.timestamp())
                        .ingestionTime(e.ingested())
                        .message(e.message())
                        .eventId(String.format("%056d", e.id()))
                        .build())
                .toList();
        Paging.Page<FilteredLogEvent> page = Checks.page(all, request.nextToken(), request.limit(), MAX_EVENTS);
        return FilterLogEventsResponse.builder()
                .events(page.items())
                .nextToken(page.next())
                .searchedLogStreams(List.of())
                .build();
    }
}
