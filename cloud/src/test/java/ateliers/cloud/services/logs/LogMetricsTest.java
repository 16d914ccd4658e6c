package ateliers.cloud.services.logs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.monitoring.MonitoringService;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricTransformation;

/** Metrics made of log events: by filters, and by events in embedded metric format. */
class LogMetricsTest {
    private final TestServices cloud = new TestServices(new LogsService(), new MonitoringService());
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.class);

    @BeforeEach
    void group() {
        logs.createLogGroup(r -> r.logGroupName("shop"));
        logs.createLogStream(r -> r.logGroupName("shop").logStreamName("s"));
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private void log(String... messages) {
        long now = cloud.clock.instant().toEpochMilli();
        logs.putLogEvents(r -> r.logGroupName("shop")
                .logStreamName("s")
                .logEvents(Arrays.stream(messages)
                        .map(message -> InputLogEvent.builder()
                                .timestamp(now)
                                .message(message)
                                .build())
                        .toList()));
    }

    private void filter(String pattern, MetricTransformation.Builder made) {
        logs.putMetricFilter(r -> r.logGroupName("shop")
                .filterName("f")
                .filterPattern(pattern)
                .metricTransformations(
                        made.metricNamespace("Shop").metricName("m").build()));
    }

    private double sum(Map<String, String> dimensions) {
        Instant now = cloud.clock.instant();
        return cloud
                .client(CloudWatchClient.class)
                .getMetricStatistics(r -> r.namespace("Shop")
                        .metricName("m")
                        .period(60)
                        .statistics(Statistic.SUM)
                        .startTime(now.minusSeconds(120))
                        .endTime(now.plusSeconds(120))
                        .dimensions(dimensions.entrySet().stream()
                                .map(each -> Dimension.builder()
                                        .name(each.getKey())
                                        .value(each.getValue())
                                        .build())
                                .toList()))
                .datapoints()
                .stream()
                .mapToDouble(Datapoint::sum)
                .sum();
    }

    @Test
    void filtersCountWhatMatches() {
        filter("ERROR", MetricTransformation.builder().metricValue("1"));
        log("ERROR one", "fine", "an ERROR", "error");
        assertThat(sum(Map.of())).isEqualTo(2);
        assertThat(logs.describeMetricFilters(r -> r.logGroupName("shop")).metricFilters())
                .extracting(MetricFilter::filterPattern)
                .containsExactly("ERROR");
        logs.deleteMetricFilter(r -> r.logGroupName("shop").filterName("f"));
        log("ERROR after");
        assertThat(sum(Map.of())).isEqualTo(2);
    }

    @Test
    void filtersTakeValuesAndDimensionsOfJson() {
        filter(
                "{ $.level = \"ERROR\" }",
                MetricTransformation.builder().metricValue("$.took").dimensions(Map.of("Where", "$.at.place")));
        log(
                "{\"level\":\"ERROR\",\"took\":12.5,\"at\":{\"place\":\"Paris\"}}",
                "{\"level\":\"ERROR\",\"took\":1}",
                "{\"level\":\"INFO\",\"took\":7,\"at\":{\"place\":\"Paris\"}}");
        assertThat(sum(Map.of("Where", "Paris"))).isEqualTo(12.5);
    }

    @Test
    void theDefaultCountsWhereNothingMatched() {
        filter("ERROR", MetricTransformation.builder().metricValue("1").defaultValue(100.0));
        log("fine");
        assertThat(sum(Map.of())).isEqualTo(100);
        log("ERROR", "fine");
        assertThat(sum(Map.of())).isEqualTo(101);
    }

    @Test
    void eventsInEmbeddedMetricFormatAreMetrics() {
        log("{\"_aws\":{\"Timestamp\":" + cloud.clock.instant().toEpochMilli()
                + ",\"CloudWatchMetrics\":[{\"Namespace\":\"Shop\",\"Dimensions\":[[\"service\"],[]],"
                + "\"Metrics\":[{\"Name\":\"m\",\"Unit\":\"Milliseconds\"}]}]},\"service\":\"orders\",\"m\":[3,4]}");
        assertThat(sum(Map.of("service", "orders"))).isEqualTo(7);
        assertThat(sum(Map.of())).isEqualTo(7);
    }

    @Test
    void patternsAreTried() {
        assertThat(logs.testMetricFilter(r -> r.filterPattern("ERROR").logEventMessages("fine", "an ERROR"))
                        .matches())
                .singleElement()
                .satisfies(match -> assertThat(match.eventNumber()).isEqualTo(2));
    }

    @Test
    void refusals() {
        assertThat(refusal(() -> filter(
                        "ERROR",
                        MetricTransformation.builder()
                                .metricValue("1")
                                .defaultValue(0.0)
                                .dimensions(Map.of("a", "$.a")))))
                .isEqualTo("InvalidParameterException: Invalid metric transformation: dimensions and default value are"
                        + " mutually exclusive properties.");
        assertThat(refusal(() -> filter("ERROR", MetricTransformation.builder().metricValue("many"))))
                .startsWith("InvalidParameterException: Invalid metric transformation: invalid metric value");
        assertThat(refusal(() ->
                        logs.deleteMetricFilter(r -> r.logGroupName("shop").filterName("g"))))
                .isEqualTo("ResourceNotFoundException: The specified metric filter does not exist.");
        assertThat(refusal(() -> logs.putSubscriptionFilter(r -> r.logGroupName("shop")
                        .filterName("g")
                        .filterPattern("")
                        .destinationArn("arn:aws:kinesis:eu-west-3:123456789012:stream/s"))))
                .startsWith("Unsupported");
    }
}
