package ateliers.cloud.services.monitoring;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.metrics.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MessageData;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Several metrics at once, and math over them. */
final class MetricDataOperations implements CloudWatchClient, Operations {
    private static final int MOST_QUERIES = 500;
    private static final int MOST_POINTS = 100_800;

    private final Metrics metrics;
    private final MetricQueries queries;
    private final CloudClock clock;

    MetricDataOperations(Metrics metrics, CloudClock clock) {
        this.metrics = metrics;
        this.queries = new MetricQueries(metrics);
        this.clock = clock;
    }

    /** All results come in one page. */
    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        check(request);
        metrics.sample(clock.instant());
        Map<String, Points> found =
                queries.between(request.metricDataQueries(), request.startTime(), request.endTime(), clock.instant());
        List<MetricDataResult> results = new ArrayList<>();
        long points = 0;
        for (MetricDataQuery query : request.metricDataQueries()) {
            if (!Boolean.FALSE.equals(query.returnData())) {
                results.add(result(request, query, found.get(query.id())));
                points += found.get(query.id()).values().size();
            }
        }
        if (points > (request.maxDatapoints() == null ? MOST_POINTS : request.maxDatapoints())) {
            throw new Unsupported("cloudwatch: several pages of GetMetricData");
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .messages(List.of())
                .build();
    }

    private static void check(GetMetricDataRequest request) {
        Checks.constraints()
                .present("startTime", request.startTime())
                .present("endTime", request.endTime())
                .given("metricDataQueries", request.hasMetricDataQueries())
                .require();
        if (!request.startTime().isBefore(request.endTime())) {
            throw MonitoringErrors.validation("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (request.metricDataQueries().isEmpty()) {
            throw MonitoringErrors.missing("MetricDataQueries");
        }
        if (request.metricDataQueries().size() > MOST_QUERIES) {
            throw MonitoringErrors.validation(
                    "The collection MetricDataQueries must not have a size greater than " + MOST_QUERIES + ".");
        }
        if (request.nextToken() != null) {
            throw MonitoringErrors.token();
        }
        MetricQueries.check(request.metricDataQueries(), "MetricDataQueries");
    }

    private MetricDataResult result(GetMetricDataRequest request, MetricDataQuery query, Points points) {
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        Map<Instant, Double> values =
                ascending ? points.values() : points.values().descendingMap();
        return MetricDataResult.builder()
                .id(query.id())
                .label(label(request, query))
                .timestamps(values.keySet())
                .values(values.values())
                .statusCode(StatusCode.COMPLETE)
                .messages(messages(query))
                .build();
    }

    private List<MessageData> messages(MetricDataQuery query) {
        if (query.metricStat() == null || query.metricStat().unit() != null) {
            return null;
        }
        Set<String> units = metrics.series(
                        MetricQueries.statistic(query.metricStat()).metric())
                .<Set<String>>map(series -> new TreeSet<>(series.units()))
                .orElse(Set.of());
        return units.size() < 2
                ? null
                : List.of(MessageData.builder()
                        .code("MultipleUnits")
                        .value("Multiple units returned: '" + units + "'")
                        .build());
    }

    /** The label given; else what tells queries apart: the metric, and statistic and period where they differ. */
    private static String label(GetMetricDataRequest request, MetricDataQuery query) {
        if (query.label() != null) {
            if (query.label().contains("${")) {
                throw new Unsupported("cloudwatch: dynamic labels, as " + query.label());
            }
            return query.label();
        }
        if (query.metricStat() == null) {
            return query.id();
        }
        List<MetricStat> all = request.metricDataQueries().stream()
                .filter(each -> each.metricStat() != null)
                .map(MetricDataQuery::metricStat)
                .toList();
        String label = differ(all.stream().map(MetricDataOperations::place).collect(Collectors.toSet()))
                ? query.metricStat().metric().namespace() + " "
                        + query.metricStat().metric().metricName()
                : query.metricStat().metric().metricName();
        label += differ(all.stream().map(MetricStat::stat).collect(Collectors.toSet()))
                ? " " + query.metricStat().stat()
                : "";
        return label
                + (differ(all.stream().map(MetricStat::period).collect(Collectors.toSet()))
                        ? " " + query.metricStat().period()
                        : "");
    }

    private static String place(MetricStat stat) {
        return stat.metric().namespace();
    }

    private static boolean differ(Set<?> values) {
        return values.size() > 1;
    }
}
