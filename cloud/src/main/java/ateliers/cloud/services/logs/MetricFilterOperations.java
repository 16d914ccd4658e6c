package ateliers.cloud.services.logs;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeMetricFiltersResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterResponse;

/**
 * Metric filters: what makes metrics of log events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html">PutMetricFilter</a>
 */
final class MetricFilterOperations implements CloudWatchLogsClient, Operations {
    private static final int PAGE = 50;
    private static final int MOST_DIMENSIONS = 3;
    private static final int LONGEST_NAME = 512;

    private final LogStore store;

    MetricFilterOperations(LogStore store) {
        this.store = store;
    }

    @Override
    public PutMetricFilterResponse putMetricFilter(PutMetricFilterRequest request) {
        Checks.group(request.logGroupName());
        name(request.filterName());
        Checks.constraints()
                .present("filterPattern", request.filterPattern())
                .given("metricTransformations", request.hasMetricTransformations())
                .length(
                        "metricTransformations",
                        "[...]",
                        request.metricTransformations().size(),
                        1,
                        1)
                .require();
        Predicate<String> pattern = FilterPattern.of(request.filterPattern());
        request.metricTransformations().forEach(MetricFilterOperations::check);
        LogStore.Group group = store.get(request.logGroupName());
        group.metricFilters.put(
                request.filterName(),
                new Filtering<>(
                        Pojos.copy(request, MetricFilter.builder())
                                .creationTime(store.now())
                                .build(),
                        pattern));
        return PutMetricFilterResponse.builder().build();
    }

    static void name(String name) {
        Checks.constraints()
                .present("filterName", name)
                .length("filterName", name, 1, LONGEST_NAME)
                .pattern("filterName", name, "[^:*]*")
                .require();
    }

    private static void check(MetricTransformation made) {
        Checks.constraints()
                .present("metricTransformations.1.member.metricName", made.metricName())
                .present("metricTransformations.1.member.metricNamespace", made.metricNamespace())
                .present("metricTransformations.1.member.metricValue", made.metricValue())
                .require();
        if (made.defaultValue() != null && !made.dimensions().isEmpty()) {
            throw LogsErrors.invalid(
                    "Invalid metric transformation: dimensions and default value are mutually exclusive"
                            + " properties.");
        }
        if (made.dimensions().size() > MOST_DIMENSIONS) {
            throw LogsErrors.invalid(
                    "Invalid metric transformation: there are more than " + MOST_DIMENSIONS + " dimensions.");
        }
        Stream.concat(Stream.of(made.metricValue()), made.dimensions().values().stream())
                .filter(value -> !LogMetrics.isValue(value))
                .findFirst()
                .ifPresent(value -> {
                    throw LogsErrors.invalid("Invalid metric transformation: invalid metric value: " + value);
                });
        if (made.metricNamespace().startsWith("AWS/")) {
            throw LogsErrors.invalid("Invalid metric transformation: the namespace must not begin with AWS/");
        }
    }

    @Override
    public DescribeMetricFiltersResponse describeMetricFilters(DescribeMetricFiltersRequest request) {
        if ((request.metricName() == null) != (request.metricNamespace() == null)) {
            throw LogsErrors.invalid("Both metricName and metricNamespace must be specified.");
        }
        List<LogStore.Group> groups =
                request.logGroupName() == null ? store.all() : List.of(store.get(request.logGroupName()));
        Predicate<MetricFilter> wanted = filter ->
                (request.filterNamePrefix() == null || filter.filterName().startsWith(request.filterNamePrefix()))
                        && (request.metricName() == null
                                || filter.metricTransformations().stream()
                                        .anyMatch(made -> made.metricName().equals(request.metricName())
                                                && made.metricNamespace().equals(request.metricNamespace())));
        List<MetricFilter> all = groups.stream()
                .flatMap(group -> group.metricFilters.values().stream())
                .map(Filtering::filter)
                .filter(wanted)
                .toList();
        Paging.Page<MetricFilter> page = Checks.page(all, request.nextToken(), request.limit(), PAGE);
        return DescribeMetricFiltersResponse.builder()
                .metricFilters(page.items())
                .nextToken(page.next())
                .build();
    }

    @Override
    public DeleteMetricFilterResponse deleteMetricFilter(DeleteMetricFilterRequest request) {
        name(request.filterName());
        if (store.get(request.logGroupName()).metricFilters.remove(request.filterName()) == null) {
            throw LogsErrors.noFilter("metric");
        }
        return DeleteMetricFilterResponse.builder().build();
    }

    @Override
    public TestMetricFilterResponse testMetricFilter(TestMetricFilterRequest request) {
        Checks.constraints()
                .present("filterPattern", request.filterPattern())
                .given("logEventMessages", request.hasLogEventMessages())
                .length("logEventMessages", "[...]", request.logEventMessages().size(), 1, PAGE)
                .require();
        Predicate<String> pattern = FilterPattern.of(request.filterPattern());
        if (request.filterPattern().contains("$.")) {
            throw new Unsupported("logs: TestMetricFilter with values that are extracted");
        }
        List<MetricFilterMatchRecord> matches = new ArrayList<>();
        for (int i = 0; i < request.logEventMessages().size(); i++) {
            String message = request.logEventMessages().get(i);
            if (pattern.test(message)) {
                matches.add(MetricFilterMatchRecord.builder()
                        .eventNumber(i + 1L)
                        .eventMessage(message)
                        .extractedValues(Map.of())
                        .build());
            }
        }
        return TestMetricFilterResponse.builder().matches(matches).build();
    }
}
