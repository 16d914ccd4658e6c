package ateliers.cloud.services.logs;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Notes;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeSubscriptionFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutSubscriptionFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;

/**
 * Subscription filters, and the delivery of what they let through, to functions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/SubscriptionFilters.html">Log group-level subscription
 *     filters</a>
 */
final class SubscriptionFilterOperations implements CloudWatchLogsClient, Operations {
    private static final int MOST = 2;
    private static final int PAGE = 50;
    private static final String SERVICE = "logs.amazonaws.com";

    private final LogStore store;
    private final ServiceContext cloud;
    private final Notes notes;

    SubscriptionFilterOperations(LogStore store, ServiceContext cloud) {
        this.store = store;
        this.cloud = cloud;
        this.notes = cloud.notes("logs").byService();
    }

    @Override
    public PutSubscriptionFilterResponse putSubscriptionFilter(PutSubscriptionFilterRequest request) {
        Checks.group(request.logGroupName());
        MetricFilterOperations.name(request.filterName());
        Checks.constraints()
                .present("filterPattern", request.filterPattern())
                .present("destinationArn", request.destinationArn())
                .length("destinationArn", request.destinationArn(), 1, Integer.MAX_VALUE)
                .require();
        Predicate<String> pattern = FilterPattern.of(request.filterPattern());
        LogStore.Group group = store.get(request.logGroupName());
        Arn destination = Arn.find(request.destinationArn())
                .orElseThrow(() -> LogsErrors.invalid("Invalid destinationArn: " + request.destinationArn()));
        if (!destination.service().equals("lambda")) {
            throw new Unsupported("logs: subscription filters to the service " + destination.service());
        }
        if (request.roleArn() != null) {
            throw LogsErrors.invalid("destinationArn for vendor lambda cannot be used with roleArn");
        }
        Need invoke = cloud.door().targets().need(request.destinationArn());
        if (!cloud.door().wouldAllow(principal(group), invoke)) {
            throw LogsErrors.invalid("Could not execute the lambda function. Make sure you have given CloudWatch Logs"
                    + " permission to execute your function.");
        }
        if (!group.subscriptions.containsKey(request.filterName()) && group.subscriptions.size() >= MOST) {
            throw LogsErrors.limit();
        }
        group.subscriptions.put(
                request.filterName(),
                new Filtering<>(
                        Pojos.copy(request, SubscriptionFilter.builder())
                                .distribution(
                                        request.distributionAsString() == null
                                                ? "ByLogStream"
                                                : request.distributionAsString())
                                .creationTime(store.now())
                                .build(),
                        pattern));
        return PutSubscriptionFilterResponse.builder().build();
    }

    private Principal principal(LogStore.Group group) {
        return Principal.service(SERVICE, group.arn + ":*", cloud.place().account());
    }

    @Override
    public DescribeSubscriptionFiltersResponse describeSubscriptionFilters(DescribeSubscriptionFiltersRequest request) {
        Checks.group(request.logGroupName());
        List<SubscriptionFilter> all = store.get(request.logGroupName()).subscriptions.values().stream()
                .map(Filtering::filter)
                .filter(filter -> request.filterNamePrefix() == null
                        || filter.filterName().startsWith(request.filterNamePrefix()))
                .toList();
        Paging.Page<SubscriptionFilter> page = Checks.page(all, request.nextToken(), request.limit(), PAGE);
        return DescribeSubscriptionFiltersResponse.builder()
                .subscriptionFilters(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DeleteSubscriptionFilterResponse deleteSubscriptionFilter(DeleteSubscriptionFilterRequest request) {
        MetricFilterOperations.name(request.filterName());
        if (store.get(request.logGroupName()).subscriptions.remove(request.filterName()) == null) {
            throw LogsErrors.noFilter("subscription");
        }
        return DeleteSubscriptionFilterResponse.builder().build();
    }

    /** Events that came to a group go on to who subscribed to them, a moment later. */
    void came(LogStore.Group group, List<LogStore.Event> events) {
        for (Filtering<SubscriptionFilter> filtering : group.subscriptions.values()) {
            List<LogStore.Event> through = events.stream()
                    .filter(event -> filtering.pattern().test(event.message()))
                    .toList();
            if (!through.isEmpty()) {
                cloud.clock().execute(() -> deliver(group, filtering.filter(), through));
            }
        }
    }

    private void deliver(LogStore.Group group, SubscriptionFilter filter, List<LogStore.Event> events) {
        try {
            cloud.door()
                    .targets()
                    .send(principal(group), filter.destinationArn(), Payload.of(payload(group, filter, events)));
        } catch (AwsServiceException e) {
            notes.dropped(
                    "Delivery",
                    filter.destinationArn(),
                    e,
                    events.size() + " log events of " + group.name + ", subscription filter " + filter.filterName());
        }
    }

    private String payload(LogStore.Group group, SubscriptionFilter filter, List<LogStore.Event> events) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("owner", cloud.place().account())
                .put("logGroup", group.name)
                .put("logStream", events.get(0).stream());
        data.putArray("subscriptionFilters").add(filter.filterName());
        ArrayNode all = data.putArray("logEvents");
        events.forEach(event -> all.addObject()
                .put("id", String.format("%056d", event.id()))
                .put("timestamp", event.timestamp())
                .put("message", event.message()));
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.putObject("awslogs").put("data", Base64.getEncoder().encodeToString(zipped(data.toString())));
        return payload.toString();
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
