package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** {@code AWS::Logs::MetricFilter}. */
public final class MetricFilterProvisioner implements Provisioner {
    private static final int LONGEST_NAME = 512;

    @Override
    public String type() {
        return "AWS::Logs::MetricFilter";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "LogGroupName",
                "FilterName",
                "FilterPattern",
                "MetricTransformations.MetricName",
                "MetricTransformations.MetricNamespace",
                "MetricTransformations.MetricValue",
                "MetricTransformations.DefaultValue",
                "MetricTransformations.Unit",
                "MetricTransformations.Dimensions");
    }

    @Override
    public String nameProperty() {
        return "FilterName";
    }

    @Override
    public Physical create(ResourceCall call) {
        return put(call, call.name("FilterName", LONGEST_NAME));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return put(call, call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(CloudWatchLogsClient.class)
                .deleteMetricFilter(request ->
                        request.logGroupName(call.text("LogGroupName")).filterName(call.physicalId()));
    }

    private static Physical put(ResourceCall call, String name) {
        List<MetricTransformation> made = new ArrayList<>();
        call.properties().path("MetricTransformations").forEach(each -> made.add(transformation(each)));
        call.client(CloudWatchLogsClient.class)
                .putMetricFilter(request -> request.logGroupName(call.text("LogGroupName"))
                        .filterName(name)
                        .filterPattern(call.text("FilterPattern"))
                        .metricTransformations(made));
        return new Physical(name, Map.of());
    }

    /** Templates have dimensions as a list of keys and values, the API as a map. */
    private static MetricTransformation transformation(JsonNode properties) {
        ObjectNode others = properties.deepCopy();
        JsonNode given = others.remove("Dimensions");
        Map<String, String> dimensions = new LinkedHashMap<>();
        if (given != null) {
            given.forEach(each ->
                    dimensions.put(each.path("Key").asText(), each.path("Value").asText()));
        }
        return Shapes.fill(MetricTransformation.builder(), others)
                .dimensions(given == null ? null : dimensions)
                .build();
    }
}
