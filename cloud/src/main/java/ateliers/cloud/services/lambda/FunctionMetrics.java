package ateliers.cloud.services.lambda;

import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What Lambda measures of functions: each time for all, for the function, and for the version or alias that was named.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Types of metrics for Lambda
 *     functions</a>
 */
record FunctionMetrics(Metrics metrics) {
    private static final String NAMESPACE = "AWS/Lambda";

    /**
     * An invocation that ran.
     *
     * @param resource the function's name, with the version or alias that was named
     */
    void invoked(String function, String resource, boolean failed, Duration took) {
        for (Map<String, String> dimensions : dimensions(function, resource)) {
            measured(dimensions, "Invocations", 1, "Count");
            measured(dimensions, "Errors", failed ? 1 : 0, "Count");
            measured(dimensions, "Throttles", 0, "Count");
            measured(dimensions, "Duration", took.toNanos() / 1_000_000.0, "Milliseconds");
        }
    }

    /** An invocation of a weighted alias, counted for the version that it chose. */
    void executed(String function, String resource, String version, boolean failed) {
        Map<String, String> dimensions =
                Map.of("FunctionName", function, "Resource", resource, "ExecutedVersion", version);
        measured(dimensions, "Invocations", 1, "Count");
        measured(dimensions, "Errors", failed ? 1 : 0, "Count");
    }

    /** An invocation that was refused, since enough were running. */
    void throttled(String function, String resource) {
        dimensions(function, resource).forEach(dimensions -> measured(dimensions, "Throttles", 1, "Count"));
    }

    /** A request to a function's URL that was answered. */
    void answered(String function, String resource, int status, long millis) {
        for (Map<String, String> dimensions : dimensions(function, resource)) {
            measured(dimensions, "UrlRequestCount", 1, "Count");
            measured(dimensions, "Url4xxCount", status / 100 == 4 ? 1 : 0, "Count");
            measured(dimensions, "Url5xxCount", status / 100 == 5 ? 1 : 0, "Count");
            measured(dimensions, "UrlRequestLatency", millis, "Milliseconds");
        }
    }

    private static List<Map<String, String>> dimensions(String function, String resource) {
        return List.of(
                Map.of(), Map.of("FunctionName", function), Map.of("FunctionName", function, "Resource", resource));
    }

    private void measured(Map<String, String> dimensions, String name, double value, String unit) {
        metrics.measured(new Metric(NAMESPACE, name, dimensions), value, unit);
    }
}
