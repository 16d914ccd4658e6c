package ateliers.cloud.services.logs;

import ateliers.cloud.kit.Json;
import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import ateliers.cloud.metrics.Samples;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/**
 * Makes metrics of log events: by the metric filters of their group, and of events that are metrics themselves (embedded metric
 * format).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
final class LogMetrics {
    private static final ObjectMapper JSON = Json.mapper();
    private static final String NUMBER = "-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?";
    private static final String FIELD = "\\$((\\.[A-Za-z0-9_-]+)|(\\[\\d+]))+";

    private final Metrics metrics;

    LogMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Whether a filter may take it as a value: a number, or a field of JSON events. */
    static boolean isValue(String text) {
        return text.matches(NUMBER) || text.matches(FIELD);
    }

    /** Events that came to a group. */
    void came(LogStore.Group group, List<InputLogEvent> events) {
        for (Filtering<MetricFilter> filtering : group.metricFilters.values()) {
            filtering.filter().metricTransformations().forEach(made -> filtered(filtering.pattern(), made, events));
        }
        events.stream().filter(event -> event.message().contains("_aws")).forEach(this::embedded);
    }

    /** The default value counts where events came of which none matched. */
    private void filtered(Predicate<String> pattern, MetricTransformation made, List<InputLogEvent> events) {
        boolean any = false;
        for (InputLogEvent event : events) {
            if (pattern.test(event.message())) {
                any = true;
                Optional<JsonNode> json = read(event.message());
                number(made.metricValue(), json).ifPresent(value -> {
                    Map<String, String> dimensions = new TreeMap<>();
                    made.dimensions()
                            .forEach((name, field) ->
                                    field(field, json).ifPresent(found -> dimensions.put(name, found.asText())));
                    if (dimensions.size() == made.dimensions().size()) {
                        add(made, dimensions, event, value);
                    }
                });
            }
        }
        if (!any && made.defaultValue() != null) {
            add(made, Map.of(), events.get(0), made.defaultValue());
        }
    }

    private void add(MetricTransformation made, Map<String, String> dimensions, InputLogEvent event, double value) {
        metrics.add(
                new Metric(made.metricNamespace(), made.metricName(), dimensions),
                Instant.ofEpochMilli(event.timestamp()),
                Samples.of(value, 1),
                made.unit() == null ? "None" : made.unitAsString(),
                false);
    }

    private static Optional<Double> number(String value, Optional<JsonNode> json) {
        return value.matches(NUMBER)
                ? Optional.of(Double.parseDouble(value))
                : field(value, json)
                        .filter(found -> found.asText().matches(NUMBER))
                        .map(JsonNode::asDouble);
    }

    private static Optional<JsonNode> field(String field, Optional<JsonNode> json) {
        String pointer = field.substring(1).replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        return json.map(event -> event.at(pointer)).filter(JsonNode::isValueNode);
    }

    private static Optional<JsonNode> read(String message) {
        try {
            return message.startsWith("{") ? Optional.of(JSON.readTree(message)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // a text that begins like JSON
        }
    }

    private void embedded(InputLogEvent event) {
        JsonNode json = read(event.message()).orElse(null);
        if (json == null) {
            return;
        }
        JsonNode time = json.at("/_aws/Timestamp");
        Instant when = Instant.ofEpochMilli(time.isNumber() ? time.asLong() : event.timestamp());
        for (JsonNode directive : json.at("/_aws/CloudWatchMetrics")) {
            for (JsonNode metric : directive.path("Metrics")) {
                JsonNode value = json.path(metric.path("Name").asText());
                for (JsonNode set : sets(directive)) {
                    measured(directive, metric, value, dimensions(json, set), when);
                }
            }
        }
    }

    private static Iterable<JsonNode> sets(JsonNode directive) {
        JsonNode sets = directive.path("Dimensions");
        return sets.isEmpty() ? List.of(JSON.createArrayNode()) : sets;
    }

    private static Map<String, String> dimensions(JsonNode event, JsonNode names) {
        Map<String, String> dimensions = new TreeMap<>();
        names.forEach(
                name -> dimensions.put(name.asText(), event.path(name.asText()).asText()));
        return dimensions;
    }

    private void measured(
            JsonNode directive, JsonNode metric, JsonNode value, Map<String, String> dimensions, Instant when) {
        Metric which = new Metric(
                directive.path("Namespace").asText(), metric.path("Name").asText(), dimensions);
        Iterable<JsonNode> all = value.isArray() ? value : List.of(value);
        for (JsonNode each : all) {
            if (each.isNumber()) {
                metrics.add(
                        which,
                        when,
                        Samples.of(each.asDouble(), 1),
                        metric.path("Unit").asText("None"),
                        metric.path("StorageResolution").asInt() == 1);
            }
        }
    }
}
