package ateliers.cloud.services.logs;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.*;

/**
 * Amazon CloudWatch Logs.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html">Actions</a>
 */
final class CloudWatchLogs implements CloudWatchLogsClient {
    private static final Set<Integer> RETENTION = Set.of(
            1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653);
    private static final int MAX_BATCH = 1_048_576;
    private static final int MAX_EVENTS = 10_000;
    private static final long DAY = 86_400_000L;

    private final ServiceContext cloud;
    private final LogStore store = new LogStore();
    private final ResourcePolicies policies = new ResourcePolicies();
    private final AtomicLong ids = new AtomicLong();

    CloudWatchLogs(ServiceContext cloud) {
        this.cloud = cloud;
    }

    @Override
    public String serviceName() {
        return "logs";
    }

    @Override
    public void close() {}

    private long now() {
        return cloud.clock().instant().toEpochMilli();
    }

    private String arn(LogStore.Group group) {
        return cloud.place().arn("logs", "log-group:" + group.name);
    }

    @Override
    public CreateLogGroupResponse createLogGroup(CreateLogGroupRequest request) {
        Names.group(request.logGroupName());
        if (request.logGroupClass() != null && request.logGroupClass() != LogGroupClass.STANDARD) {
            throw new Unsupported("logs: log groups of the class " + request.logGroupClassAsString());
        }
        refuseSystemTags(request.tags().keySet());
        store.create(request.logGroupName(), now()).tags.putAll(request.tags());
        return CreateLogGroupResponse.builder().build();
    }

    @Override
    public DeleteLogGroupResponse deleteLogGroup(DeleteLogGroupRequest request) {
        Names.group(request.logGroupName());
        store.delete(request.logGroupName());
        return DeleteLogGroupResponse.builder().build();
    }

    @Override
    public DescribeLogGroupsResponse describeLogGroups(DescribeLogGroupsRequest request) {
        if (request.logGroupNamePrefix() != null && request.logGroupNamePattern() != null) {
            throw LogsErrors.invalid(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        if (request.logGroupClass() == LogGroupClass.UNKNOWN_TO_SDK_VERSION) {
            throw LogsErrors.constraint(
                    request.logGroupClassAsString(),
                    "logGroupClass",
                    "satisfy enum value set: [INFREQUENT_ACCESS, STANDARD, DELIVERY]");
        }
        boolean standard = request.logGroupClass() == null || request.logGroupClass() == LogGroupClass.STANDARD;
        List<LogGroup> all = store.all().stream()
                .filter(g -> standard) // there are no others here
                .filter(g -> request.logGroupNamePrefix() == null || g.name.startsWith(request.logGroupNamePrefix()))
                .filter(g -> request.logGroupNamePattern() == null || g.name.contains(request.logGroupNamePattern()))
                .map(this::view)
                .toList();
        Page<LogGroup> page = Page.of(all, request.nextToken(), request.limit(), 50);
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items())
                .nextToken(page.next())
                .build();
    }

    private LogGroup view(LogStore.Group group) {
        return LogGroup.builder()
                .logGroupName(group.name)
                .creationTime(group.created)
                .retentionInDays(group.retentionDays.orElse(null))
                .metricFilterCount(0)
                .arn(arn(group) + ":*")
                .logGroupArn(arn(group))
                .logGroupClass(LogGroupClass.STANDARD)
                .storedBytes(0L)
                .build();
    }

    @Override
    public CreateLogStreamResponse createLogStream(CreateLogStreamRequest request) {
        Names.stream(request.logStreamName());
        LogStore.Group group = store.get(request.logGroupName());
        if (group.streams.putIfAbsent(request.logStreamName(), new LogStore.Stream(request.logStreamName(), now()))
                != null) {
            throw LogsErrors.exists("stream");
        }
        return CreateLogStreamResponse.builder().build();
    }

    @Override
    public DeleteLogStreamResponse deleteLogStream(DeleteLogStreamRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        group.stream(request.logStreamName());
        group.streams.remove(request.logStreamName());
        return DeleteLogStreamResponse.builder().build();
    }

    @Override
    public DescribeLogStreamsResponse describeLogStreams(DescribeLogStreamsRequest request) {
        LogStore.Group group = store.get(Names.either(request.logGroupName(), request.logGroupIdentifier()));
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
        Page<LogStream> page = Page.of(all, request.nextToken(), request.limit(), 50);
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.items())
                .nextToken(page.next())
                .build();
    }

    private LogStream view(LogStore.Group group, LogStore.Stream stream) {
        List<LogStore.Event> events = group.events(stream, null, null, now());
        LogStream.Builder view = LogStream.builder()
                .logStreamName(stream.name)
                .creationTime(stream.created)
                .arn(arn(group) + ":log-stream:" + stream.name)
                .uploadSequenceToken("1");
        if (!events.isEmpty()) {
            LogStore.Event last = events.get(events.size() - 1);
            view.firstEventTimestamp(events.get(0).timestamp())
                    .lastEventTimestamp(last.timestamp())
                    .lastIngestionTime(last.ingested());
        }
        return view.build();
    }

    @Override
    public PutLogEventsResponse putLogEvents(PutLogEventsRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        LogStore.Stream stream = group.stream(request.logStreamName());
        List<InputLogEvent> events = request.logEvents();
        if (events.isEmpty()) {
            throw LogsErrors.constraint("[]", "logEvents", "have length greater than or equal to 1");
        }
        if (events.size() > MAX_EVENTS) {
            throw LogsErrors.constraint("[...]", "logEvents", "have length less than or equal to 10000");
        }
        long now = now();
        List<InputLogEvent> kept = new ArrayList<>();
        int size = 0;
        int tooOld = 0;
        int expired = 0;
        int tooNew = -1;
        for (int i = 0; i < events.size(); i++) {
            InputLogEvent event = events.get(i);
            if (event.timestamp() == null
                    || event.message() == null
                    || event.message().isEmpty()) {
                throw LogsErrors.invalid("1 validation error detected: Value at 'logEvents." + (i + 1)
                        + ".member.message' failed to satisfy constraint: Member must have length greater than or"
                        + " equal to 1");
            }
            if (i > 0 && event.timestamp() < events.get(i - 1).timestamp()) {
                throw LogsErrors.invalid("Log events in a single PutLogEvents request must be in chronological order.");
            }
            size += event.message().getBytes(StandardCharsets.UTF_8).length + 26;
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
        if (size > MAX_BATCH) {
            throw LogsErrors.invalid("Upload too large: " + size + " bytes exceeds limit of " + MAX_BATCH);
        }
        if (events.get(events.size() - 1).timestamp() - events.get(0).timestamp() > DAY) {
            throw LogsErrors.invalid(
                    "The batch of log events in a single PutLogEvents request cannot span more than" + " 24 hours.");
        }
        stream.add(kept, now, ids.getAndAdd(kept.size()));
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

    @Override
    public GetLogEventsResponse getLogEvents(GetLogEventsRequest request) {
        LogStore.Group group = store.get(Names.either(request.logGroupName(), request.logGroupIdentifier()));
        List<LogStore.Event> all =
                group.events(group.stream(request.logStreamName()), request.startTime(), request.endTime(), now());
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
        LogStore.Group group = store.get(Names.either(request.logGroupName(), request.logGroupIdentifier()));
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
                .flatMap(s -> group.events(s, request.startTime(), end, now()).stream())
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
        Page<FilteredLogEvent> page = Page.of(all, request.nextToken(), request.limit(), MAX_EVENTS);
        return FilterLogEventsResponse.builder()
                .events(page.items())
                .nextToken(page.next())
                .searchedLogStreams(List.of())
                .build();
    }

    @Override
    public PutRetentionPolicyResponse putRetentionPolicy(PutRetentionPolicyRequest request) {
        LogStore.Group group = store.get(request.logGroupName());
        if (request.retentionInDays() == null || !RETENTION.contains(request.retentionInDays())) {
            throw LogsErrors.constraint(
                    request.retentionInDays(),
                    "retentionInDays",
                    "satisfy enum value set: " + RETENTION.stream().sorted().toList());
        }
        group.retentionDays = java.util.Optional.of(request.retentionInDays());
        return PutRetentionPolicyResponse.builder().build();
    }

    @Override
    public DeleteRetentionPolicyResponse deleteRetentionPolicy(DeleteRetentionPolicyRequest request) {
        store.get(request.logGroupName()).retentionDays = java.util.Optional.empty();
        return DeleteRetentionPolicyResponse.builder().build();
    }

    private static void refuseSystemTags(Collection<String> keys) {
        if (SystemTags.refused(keys)) {
            throw LogsErrors.invalid(SystemTags.RULE);
        }
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        refuseSystemTags(request.tags().keySet());
        store.get(Names.ofArn(request.resourceArn())).tags.putAll(request.tags());
        return TagResourceResponse.builder().build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        refuseSystemTags(request.tagKeys());
        store.get(Names.ofArn(request.resourceArn())).tags.keySet().removeAll(request.tagKeys());
        return UntagResourceResponse.builder().build();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tags(Map.copyOf(store.get(Names.ofArn(request.resourceArn())).tags))
                .build();
    }

    /** The policies of the account that let other services in; empty when there are none. */
    Optional<String> policy() {
        return policies.all();
    }

    @Override
    public PutResourcePolicyResponse putResourcePolicy(PutResourcePolicyRequest request) {
        return PutResourcePolicyResponse.builder()
                .resourcePolicy(policies.put(request, now()))
                .build();
    }

    @Override
    public DescribeResourcePoliciesResponse describeResourcePolicies(DescribeResourcePoliciesRequest request) {
        Page<ResourcePolicy> page = policies.describe(request);
        return DescribeResourcePoliciesResponse.builder()
                .resourcePolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DeleteResourcePolicyResponse deleteResourcePolicy(DeleteResourcePolicyRequest request) {
        policies.delete(request);
        return DeleteResourcePolicyResponse.builder().build();
    }
}
