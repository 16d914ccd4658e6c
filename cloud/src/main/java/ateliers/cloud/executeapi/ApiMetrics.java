package ateliers.cloud.executeapi;

import ateliers.cloud.metrics.Metric;
import ateliers.cloud.metrics.Metrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What API Gateway measures of requests, of an API and of its stages.
 *
 * @param dimension what names the API: {@code ApiName} for REST APIs, {@code ApiId} for HTTP APIs
 * @param clientErrors how requests are counted that are answered by 400 to 499
 * @param serverErrors by 500 and more
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">Dimensions and
 *     metrics of REST APIs</a>
 */
public record ApiMetrics(Metrics metrics, String dimension, String clientErrors, String serverErrors) {
    private static final String NAMESPACE = "AWS/ApiGateway";
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    public static ApiMetrics ofRestApis(Metrics metrics) {
        return new ApiMetrics(metrics, "ApiName", "4XXError", "5XXError");
    }

    public static ApiMetrics ofHttpApis(Metrics metrics) {
        return new ApiMetrics(metrics, "ApiId", "4xx", "5xx");
    }

    /**
     * A request that was answered.
     *
     * @param api its name or id, as the dimension wants it
     */
    public void answered(String api, String stage, int status, Visit visit) {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(Map.of(dimension, api));
        all.add(Map.of(dimension, api, "Stage", stage));
        Map<String, Double> counts = new HashMap<>();
        counts.put("Count", 1.0);
        counts.put(clientErrors, status >= BAD_REQUEST && status < SERVER_ERROR ? 1.0 : 0);
        counts.put(serverErrors, status >= SERVER_ERROR ? 1.0 : 0);
        for (Map<String, String> dimensions : all) {
            counts.forEach((name, value) -> metrics.measured(new Metric(NAMESPACE, name, dimensions), value, "Count"));
            metrics.measured(new Metric(NAMESPACE, "Latency", dimensions), visit.millis(), "Milliseconds");
            Optional.ofNullable(visit.get("integrationLatency"))
                    .ifPresent(took -> metrics.measured(
                            new Metric(NAMESPACE, "IntegrationLatency", dimensions),
                            Double.parseDouble(took),
                            "Milliseconds"));
        }
    }
}
