package ateliers.cloud.services.monitoring;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * Metrics as they are given and read. The words of refusals were recorded on AWS by LocalStack's test suite
 * (tests/aws/services/cloudwatch).
 */
@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class MetricsTest {
    private final TestServices cloud = new TestServices(new MonitoringService());
    private final CloudWatchClient client = cloud.client(CloudWatchClient.class);
    private final Instant minute =
            cloud.clock.instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(10));

    @AfterEach
    void close() {
        cloud.close();
    }

    private void put(String name, Instant time, double... values) {
        for (double value : values) {
            client.putMetricData(request -> request.namespace("N")
                    .metricData(datum -> datum.metricName(name).value(value).timestamp(time)));
        }
    }

    private List<Datapoint> statistics(String name, int period, Statistic... statistics) {
        return client.getMetricStatistics(
                        asked(name, period).statistics(statistics).build())
                .datapoints();
    }

    private GetMetricStatisticsRequest.Builder asked(String name, int period) {
        return GetMetricStatisticsRequest.builder()
                .namespace("N")
                .metricName(name)
                .period(period)
                .startTime(minute)
                .endTime(minute.plus(Duration.ofMinutes(10)));
    }

    @Test
    void statisticsAreOfEachPeriod() {
        put("m", minute, 1, 2, 6);
        put("m", minute.plusSeconds(59), 3);
        put("m", minute.plusSeconds(60), 10);
        assertThat(statistics("m", 60, Statistic.knownValues().toArray(Statistic[]::new)))
                .containsExactly(
                        Datapoint.builder()
                                .timestamp(minute)
                                .unit(StandardUnit.NONE)
                                .sampleCount(4.0)
                                .sum(12.0)
                                .average(3.0)
                                .minimum(1.0)
                                .maximum(6.0)
                                .build(),
                        Datapoint.builder()
                                .timestamp(minute.plusSeconds(60))
                                .unit(StandardUnit.NONE)
                                .sampleCount(1.0)
                                .sum(10.0)
                                .average(10.0)
                                .minimum(10.0)
                                .maximum(10.0)
                                .build());
        assertThat(statistics("m", 120, Statistic.SUM))
                .extracting(Datapoint::sum)
                .containsExactly(22.0);
    }

    @Test
    void eachUnitHasItsOwnPoints() {
        client.putMetricData(request -> request.namespace("N")
                .metricData(
                        datum ->
                                datum.metricName("m").value(1.0).unit("Seconds").timestamp(minute),
                        datum -> datum.metricName("m").value(5.0).unit("Count").timestamp(minute),
                        datum -> datum.metricName("m").value(10.0).timestamp(minute)));
        assertThat(statistics("m", 60, Statistic.AVERAGE))
                .extracting(Datapoint::unitAsString, Datapoint::average)
                .containsExactly(tuple("Count", 5.0), tuple("None", 10.0), tuple("Seconds", 1.0));
        assertThat(data("m1", "m", "Average", 60).messages().get(0).value())
                .isEqualTo("Multiple units returned: '[Count, None, Seconds]'");
    }

    @ParameterizedTest
    @CsvSource({"p50,5", "p90,9", "p100,10", "tm90,5", "IQM,5.5", "TM(10%:90%),5.5", "TM(:50%),3"})
    void percentilesAndTrimmedMeans(String statistic, double expected) {
        put("m", minute, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        Datapoint point = client.getMetricStatistics(
                        asked("m", 60).extendedStatistics(statistic).build())
                .datapoints()
                .get(0);
        assertThat(point.extendedStatistics()).containsExactly(Map.entry(statistic, expected));
    }

    @Test
    void aStatisticSetHidesItsValues() {
        client.putMetricData(request -> request.namespace("N")
                .metricData(datum -> datum.metricName("m")
                        .timestamp(minute)
                        .statisticValues(set ->
                                set.sampleCount(2.0).sum(3.0).minimum(1.0).maximum(2.0))));
        assertThat(statistics("m", 60, Statistic.AVERAGE).get(0).average()).isEqualTo(1.5);
        assertThat(client.getMetricStatistics(
                                asked("m", 60).extendedStatistics("p50").build())
                        .datapoints()
                        .get(0)
                        .extendedStatistics())
                .isEmpty();
    }

    @Test
    void countsSayHowOftenValuesCame() {
        client.putMetricData(request -> request.namespace("N")
                .metricData(datum -> datum.metricName("m")
                        .timestamp(minute)
                        .values(1.0, 10.0)
                        .counts(2.0, 4.0)));
        assertThat(statistics("m", 60, Statistic.SAMPLE_COUNT, Statistic.SUM, Statistic.MAXIMUM))
                .containsExactly(Datapoint.builder()
                        .timestamp(minute)
                        .unit(StandardUnit.NONE)
                        .sampleCount(6.0)
                        .sum(42.0)
                        .maximum(10.0)
                        .build());
    }

    private MetricDataResult data(String id, String name, String stat, int period) {
        return client.getMetricData(request -> request.startTime(minute)
                        .endTime(minute.plus(Duration.ofMinutes(10)))
                        .metricDataQueries(query -> query.id(id)
                                .metricStat(wanted -> wanted.stat(stat)
                                        .period(period)
                                        .metric(metric -> metric.namespace("N").metricName(name)))))
                .metricDataResults()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a+b; 11 22 33",
                "2*a-1; 1 3 5",
                "b/a; 10 10 10",
                "-a; -1 -2 -3",
                "a^2; 1 4 9",
                "(a+1)*2; 4 6 8",
                "a > 1 AND b < 30; 0 1 0",
                "a > 2 || b == 10; 1 0 1",
                "SUM([a,b]); 11 22 33",
                "MAX(METRICS()); 10 20 30",
                "a/SUM(a)*6; 1 2 3",
                "IF(a>=2, b, 0); 0 20 30",
                "IF(a>=2, b); 20 30",
                "RATE(b)*60; 10 10",
                "DIFF(a); 1 1",
                "RUNNING_SUM(a); 1 3 6",
                "ABS(a-3); 2 1 0",
                "CEIL(a/2); 1 1 2",
                "a*PERIOD(a); 60 120 180",
                "a*METRIC_COUNT(METRICS()); 2 4 6",
                "FIRST([a,b]); 1 2 3",
                "a/0; ''",
                "FILL(c, 0); 0 7 0 0 0 0 0 0 0 0",
                "FILL(c, REPEAT); 7 7 7 7 7 7 7 7 7"
            })
    void mathOverMetrics(String expression, String expected) {
        for (int i = 0; i < 3; i++) {
            put("a", minute.plusSeconds(60L * i), i + 1);
            put("b", minute.plusSeconds(60L * i), 10 * (i + 1));
        }
        put("c", minute.plusSeconds(60), 7);
        List<String> names = expression.contains("c,") ? List.of("c") : List.of("a", "b");
        List<MetricDataQuery> queries = new ArrayList<>();
        names.forEach(name -> queries.add(MetricDataQuery.builder()
                .id(name)
                .returnData(false)
                .metricStat(wanted -> wanted.stat("Sum")
                        .period(60)
                        .metric(metric -> metric.namespace("N").metricName(name)))
                .build()));
        queries.add(MetricDataQuery.builder().id("e").expression(expression).build());
        List<MetricDataResult> results = client.getMetricData(request -> request.startTime(minute)
                        .endTime(minute.plus(Duration.ofMinutes(10)))
                        .scanBy("TimestampAscending")
                        .metricDataQueries(queries))
                .metricDataResults();
        assertThat(results).hasSize(1);
        List<Double> wanted = Arrays.stream(expected.split(" "))
                .filter(text -> !text.isEmpty())
                .map(Double::valueOf)
                .toList();
        assertThat(results.get(0).values()).isEqualTo(wanted);
    }

    @Test
    void listedMetricsHaveAllTheirDimensions() {
        client.putMetricData(request -> request.namespace("N")
                .metricData(datum -> datum.metricName("m")
                        .value(1.0)
                        .dimensions(
                                dimension -> dimension.name("method").value("GET"),
                                dimension -> dimension.name("status").value("200"))));
        assertThat(client.listMetrics(request -> request.namespace("N").dimensions(filter -> filter.name("status")))
                        .metrics())
                .singleElement()
                .satisfies(metric -> assertThat(metric.dimensions())
                        .extracting(dimension -> dimension.name() + "=" + dimension.value())
                        .containsExactly("method=GET", "status=200"));
        assertThat(client.listMetrics(request -> request.dimensions(
                                filter -> filter.name("status").value("404")))
                        .metrics())
                .isEmpty();
        cloud.clock.advance(Duration.ofDays(15));
        assertThat(client.listMetrics().metrics()).isEmpty();
    }

    @Test
    void refusalsAreInAwsWords() {
        assertThat(refusal(() -> client.putMetricData(request -> request.namespace("AWS/N")
                        .metricData(datum -> datum.metricName("m").value(1.0)))))
                .startsWith("InvalidParameterValue: ");
        assertThat(refusal(() -> client.putMetricData(request -> request.namespace("N")
                        .metricData(datum -> datum.metricName("m").value(1.0).values(1.0)))))
                .isEqualTo("InvalidParameterCombination: The parameters MetricData.member.1.Value and"
                        + " MetricData.member.1.Values are mutually exclusive and you have specified both.");
        assertThat(refusal(() -> client.putMetricData(request -> request.namespace("N")
                        .metricData(
                                datum -> datum.metricName("m").values(1.0, 2.0).counts(1.0)))))
                .isEqualTo("InvalidParameterValue: The parameters MetricData.member.1.Values and"
                        + " MetricData.member.1.Counts must be of the same size.");
        assertThat(refusal(() -> client.putMetricData(request -> request.namespace("N")
                        .metricData(datum -> datum.metricName("m")
                                .value(1.0)
                                .statisticValues(set -> set.sampleCount(1.0)
                                        .sum(1.0)
                                        .minimum(1.0)
                                        .maximum(1.0))))))
                .isEqualTo("InvalidParameterCombination: The parameters MetricData.member.1.Value and"
                        + " MetricData.member.1.StatisticValues are mutually exclusive and you have specified both.");
        assertThat(refusal(() -> client.getMetricStatistics(
                        asked("m", 60).statistics(Statistic.SUM).endTime(minute).build())))
                .isEqualTo("InvalidParameterValue: The parameter StartTime must be less than the parameter EndTime.");
        assertThat(refusal(() -> client.getMetricStatistics(asked("m", 1)
                        .statistics(Statistic.SUM)
                        .endTime(minute.plus(Duration.ofDays(1)))
                        .build())))
                .isEqualTo(
                        "InvalidParameterCombination: You have requested up to 86400 datapoints, which exceeds the limit"
                                + " of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time"
                                + " range.");
        assertThat(refusal(() -> client.getMetricStatistics(asked("m", 60).build())))
                .startsWith("InvalidParameterCombination: At least one of");
        assertThat(refusal(() -> client.putMetricData(request -> request.namespace("N")
                        .metricData(datum ->
                                datum.metricName("m").value(1.0).timestamp(minute.minus(Duration.ofDays(15)))))))
                .contains("no more than two weeks in the past");
    }
}
