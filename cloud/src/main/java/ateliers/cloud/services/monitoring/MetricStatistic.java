package ateliers.cloud.services.monitoring;

import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/**
 * A statistic of a metric.
 *
 * @param unit the only one that counts; empty for the first of those that there are
 */
record MetricStatistic(Metric metric, Stat stat, Optional<String> unit) {
    static Metric metric(String namespace, String name, List<Dimension> dimensions) {
        return new Metric(namespace, name, map(dimensions));
    }

    static Map<String, String> map(List<Dimension> dimensions) {
        Map<String, String> map = new TreeMap<>();
        dimensions.forEach(each -> map.put(each.name(), each.value()));
        return map;
    }

    static List<Dimension> dimensions(Metric metric) {
        return metric.dimensions().entrySet().stream()
                .map(each -> Dimension.builder()
                        .name(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    Optional<String> unitOf(Series series) {
        return unit.or(() -> series.units().stream().sorted().findFirst());
    }
}
