package ateliers.cloud.services.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** Alarms minute by minute; the file names its sources. */
@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class AlarmTimelineTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Stream<String> timelines() {
        try (var file = AlarmTimelineTest.class.getResourceAsStream("timelines.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n")).filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("timelines")
    void statesFollowTheMetric(String line) {
        String[] parts = line.split(" \\| ");
        String[] settings = parts[0].split("[ /]");
        try (TestServices cloud = new TestServices(new MonitoringService())) {
            CloudWatchClient client = cloud.client(CloudWatchClient.class);
            cloud.clock.advance(Duration.between(
                    cloud.clock.instant(),
                    cloud.clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(MINUTE)));
            client.putMetricAlarm(request -> request.alarmName("a")
                    .namespace("N")
                    .metricName("m")
                    .period(Integer.parseInt(settings[0]))
                    .evaluationPeriods(Integer.parseInt(settings[1]))
                    .datapointsToAlarm(Integer.parseInt(settings[2]))
                    .treatMissingData(settings[3])
                    .comparisonOperator(settings[4])
                    .statistic(settings[5])
                    .threshold(1.0));
            StringBuilder states = new StringBuilder();
            for (char minute : parts[1].toCharArray()) {
                if (minute != '-') {
                    double value = minute == '0' ? 0 : minute == '=' ? 1 : 2;
                    client.putMetricData(request -> request.namespace("N")
                            .metricData(datum -> datum.metricName("m").value(value)));
                }
                cloud.clock.advance(MINUTE);
                assertThat(cloud.clock.awaitIdle(PATIENCE)).isTrue();
                states.append(client.describeAlarms()
                        .metricAlarms()
                        .get(0)
                        .stateValueAsString()
                        .charAt(0));
            }
            assertThat(states.toString()).matches(parts[2].replace('?', '.'));
            assertThat(cloud.defects).isEmpty();
        }
    }
}
