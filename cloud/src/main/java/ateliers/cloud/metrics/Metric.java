package ateliers.cloud.metrics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is measured: each combination of dimensions is a metric of its own.
 *
 * @param namespace as {@code AWS/Lambda}
 * @param name as {@code Errors}
 * @param dimensions values by their names, in the order of names
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html">Metrics
 *     concepts</a>
 */
public record Metric(String namespace, String name, Map<String, String> dimensions) {
    public Metric {
        dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    }
}
