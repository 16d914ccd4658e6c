package ateliers.cloud.services.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Alarms that have nothing to look at are left alone, and judged again as soon as they have. */
@SuppressWarnings("unchecked") // the SDK takes builders as a variable number of lambdas
class AlarmSleepTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int EVALUATED = 5;

    private final TestServices cloud = new TestServices(new MonitoringService());
    private final CloudWatchClient client = cloud.client(CloudWatchClient.class);
    private final AtomicInteger ticks = new AtomicInteger();

    @BeforeEach
    void alarmOnAMetric() {
        cloud.context().metrics().sampled("Ticks", time -> ticks.incrementAndGet());
        client.putMetricAlarm(request -> request.alarmName("a")
                .namespace("N")
                .metricName("m")
                .period(60)
                .evaluationPeriods(EVALUATED)
                .datapointsToAlarm(1)
                .treatMissingData("notBreaching")
                .comparisonOperator("GreaterThanThreshold")
                .statistic("Sum")
                .threshold(1.0));
    }

    @AfterEach
    void close() {
        assertThat(cloud.defects).isEmpty();
        cloud.close();
    }

    private StateValue after(Duration time) {
        cloud.clock.advance(time);
        assertThat(cloud.clock.awaitIdle(Duration.ofSeconds(60))).isTrue();
        return client.describeAlarms().metricAlarms().get(0).stateValue();
    }

    private void put(Instant time) {
        client.putMetricData(request -> request.namespace("N")
                .metricData(datum -> datum.metricName("m").value(2.0).timestamp(time)));
    }

    @Test
    void aWeekOfSilenceIsNotLookedAtMinuteByMinute() {
        assertThat(after(Duration.ofDays(7))).isEqualTo(StateValue.OK);

        assertThat(ticks.get()).isBetween(1, 3);
    }

    @Test
    void whatIsMeasuredAfterALongSilenceIsJudgedWithinAMinute() {
        after(Duration.ofDays(7));
        put(cloud.clock.instant());

        assertThat(after(MINUTE)).isEqualTo(StateValue.ALARM);
        assertThat(after(MINUTE.multipliedBy(EVALUATED + Judgement.EXTRA))).isEqualTo(StateValue.OK);
        int before = ticks.get();
        after(Duration.ofDays(1));
        assertThat(ticks.get() - before).isLessThan(EVALUATED);
    }

    @Test
    void whatIsMeasuredForLaterIsJudgedThen() {
        after(Duration.ofHours(1));
        put(cloud.clock.instant().plus(Duration.ofMinutes(90)));

        assertThat(after(Duration.ofMinutes(80))).isEqualTo(StateValue.OK);
        assertThat(after(Duration.ofMinutes(12))).isEqualTo(StateValue.ALARM);
    }

    @Test
    void aStateThatWasSetLastsUntilTheNextMinute() {
        after(Duration.ofHours(1));
        client.setAlarmState(
                request -> request.alarmName("a").stateValue("ALARM").stateReason("a test"));
        assertThat(client.describeAlarms().metricAlarms().get(0).stateValue()).isEqualTo(StateValue.ALARM);

        assertThat(after(MINUTE)).isEqualTo(StateValue.OK);
    }

    @Test
    void aMetricThatIsOnlySampledIsLookedAtEachMinute() {
        client.putMetricAlarm(request -> request.alarmName("b")
                .namespace("Ticks")
                .metricName("m")
                .period(60)
                .evaluationPeriods(1)
                .comparisonOperator("GreaterThanThreshold")
                .statistic("Sum")
                .threshold(1.0));

        after(Duration.ofHours(1));

        assertThat(ticks.get()).isBetween(59, 61);
    }
}
