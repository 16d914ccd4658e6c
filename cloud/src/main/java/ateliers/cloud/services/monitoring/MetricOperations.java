package ateliers.cloud.services.monitoring;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Constraints;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.metrics.Samples;
import ateliers.cloud.metrics.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** What is measured: given, listed and read by statistics. */
final class MetricOperations implements CloudWatchClient, Operations {
    private static final int MOST_POINTS = 1440;
    private static final int PAGE = 500;
    private static final Duration LISTED = Duration.ofDays(14);
    private static final Duration RECENT = Duration.ofHours(3);

    private final Metrics metrics;
    private final CloudClock clock;

    MetricOperations(Metrics metrics, CloudClock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        Instant now = clock.instant();
        List<MetricData.Measured> all = MetricData.read(request, now);
        all.forEach(
                each -> metrics.add(each.metric(), each.time(), each.samples(), each.unit(), each.highResolution()));
        return PutMetricDataResponse.builder().build();
    }

    /** Metrics without anything new in two weeks are not listed. */
    @Override
    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        if (Boolean.TRUE.equals(request.includeLinkedAccounts()) || request.owningAccount() != null) {
            throw new Unsupported("cloudwatch: metrics of other accounts");
        }
        metrics.sample(clock.instant());
        Instant oldest = clock.instant().minus(request.recentlyActive() == null ? LISTED : RECENT);
        List<Metric> all = metrics.all().stream()
                .filter(metric ->
                        request.namespace() == null || metric.namespace().equals(request.namespace()))
                .filter(metric -> request.metricName() == null || metric.name().equals(request.metricName()))
                .filter(metric -> request.dimensions().stream()
                        .allMatch(wanted -> metric.dimensions().containsKey(wanted.name())
                                && (wanted.value() == null
                                        || wanted.value()
                                                .equals(metric.dimensions().get(wanted.name())))))
                .filter(metric -> metrics.series(metric)
                        .map(Series::last)
                        .filter(oldest::isBefore)
                        .isPresent())
                .toList();
        Paging.Page<Metric> page = Checks.page(all, request.nextToken(), PAGE);
        return ListMetricsResponse.builder()
                .metrics(page.map(MetricOperations::shown).items())
                .nextToken(page.next())
                .build();
    }

    private static software.amazon.awssdk.services.cloudwatch.model.Metric shown(Metric metric) {
        return software.amazon.awssdk.services.cloudwatch.model.Metric.builder()
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(MetricStatistic.dimensions(metric))
                .build();
    }

    @Override
    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        List<Stat> stats = stats(request);
        check(request);
        metrics.sample(clock.instant());
        Metric metric = MetricStatistic.metric(request.namespace(), request.metricName(), request.dimensions());
        Optional<Timeline> timeline =
                Timeline.of(request.startTime(), request.endTime(), request.period(), clock.instant());
        List<Datapoint> points = new ArrayList<>();
        timeline.ifPresent(when -> metrics.series(metric)
                .ifPresent(series -> series.units().stream()
                        .filter(unit -> request.unit() == null || unit.equals(request.unitAsString()))
                        .forEach(unit -> when.of(series, unit)
                                .forEach((time, samples) -> points.add(point(time, samples, unit, stats))))));
        points.sort(Comparator.comparing(Datapoint::timestamp).thenComparing(Datapoint::unitAsString));
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(points)
                .build();
    }

    private static List<Stat> stats(GetMetricStatisticsRequest request) {
        if (request.statisticsAsStrings().isEmpty()
                == request.extendedStatistics().isEmpty()) {
            throw MonitoringErrors.combination(
                    request.statisticsAsStrings().isEmpty()
                            ? "At least one of the parameters Statistics and ExtendedStatistics must be specified."
                            : "The parameters Statistics and ExtendedStatistics are mutually exclusive and you have"
                                    + " specified both.");
        }
        List<Stat> stats = new ArrayList<>();
        request.statisticsAsStrings().forEach(name -> stats.add(Stat.of(name)));
        request.extendedStatistics().forEach(name -> stats.add(Stat.extended(name)));
        return stats;
    }

    private static void check(GetMetricStatisticsRequest request) {
        Constraints constraints = Checks.constraints()
                .present("startTime", request.startTime())
                .present("endTime", request.endTime())
                .present("period", request.period());
        Checks.metric(constraints, request.namespace(), request.metricName());
        Checks.dimensions(constraints, "dimensions", request.dimensions()).require();
        Checks.period("Period", request.period());
        if (!request.startTime().isBefore(request.endTime())) {
            throw MonitoringErrors.value("The parameter StartTime must be less than the parameter EndTime.");
        }
        long asked = Duration.between(request.startTime(), request.endTime()).toSeconds() / request.period();
        if (asked > MOST_POINTS) {
            throw MonitoringErrors.combination("You have requested up to " + asked
                    + " datapoints, which exceeds the limit of " + MOST_POINTS
                    + ". You may reduce the datapoints requested"
                    + " by increasing Period, or decreasing the time range.");
        }
    }

    private static Datapoint point(Instant time, Samples samples, String unit, List<Stat> stats) {
        Datapoint.Builder point = Datapoint.builder().timestamp(time).unit(unit);
        Map<String, Double> extended = new HashMap<>();
        for (Stat stat : stats) {
            OptionalDouble value = stat.of().apply(samples);
            if (value.isPresent()) {
                set(point, stat.name(), value.getAsDouble(), extended);
            }
        }
        return extended.isEmpty()
                ? point.build()
                : point.extendedStatistics(extended).build();
    }

    private static void set(Datapoint.Builder point, String stat, double value, Map<String, Double> extended) {
        switch (stat) {
            case "SampleCount" -> point.sampleCount(value);
            case "Sum" -> point.sum(value);
            case "Average" -> point.average(value);
            case "Minimum" -> point.minimum(value);
            case "Maximum" -> point.maximum(value);
            default -> extended.put(stat, value);
        }
    }
}
