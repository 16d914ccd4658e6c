package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.kit.Constraints;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * What alarms may be made of.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>
 */
final class AlarmChecks {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int MOST_ACTIONS = 5;
    private static final Set<Integer> SHORT_PERIODS = Set.of(10, 20, 30);
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    private static final int DAY = 86_400;
    private static final int WEEK = 604_800;

    private AlarmChecks() {}

    static void metric(PutMetricAlarmRequest request) {
        Constraints constraints = Checks.constraints();
        common(constraints, request.alarmName(), request.alarmDescription());
        actions(constraints, "oKActions", request.okActions());
        actions(constraints, "alarmActions", request.alarmActions());
        actions(constraints, "insufficientDataActions", request.insufficientDataActions());
        constraints
                .present("evaluationPeriods", request.evaluationPeriods())
                .between("evaluationPeriods", request.evaluationPeriods(), 1, Integer.MAX_VALUE)
                .between("datapointsToAlarm", request.datapointsToAlarm(), 1, Integer.MAX_VALUE)
                .present("comparisonOperator", request.comparisonOperatorAsString())
                .oneOf(
                        "comparisonOperator",
                        request.comparisonOperatorAsString(),
                        texts(ComparisonOperator.knownValues()))
                .oneOf("statistic", request.statisticAsString(), texts(Statistic.knownValues()))
                .oneOf("unit", request.unitAsString(), texts(StandardUnit.knownValues()));
        Checks.dimensions(constraints, "dimensions", request.dimensions()).require();
        if (request.thresholdMetricId() != null
                || request.comparisonOperatorAsString().contains("Upper")
                || request.comparisonOperatorAsString().contains("LowerThreshold")) {
            throw new Unsupported("cloudwatch: alarms on anomaly detection");
        }
        if (request.evaluateLowSampleCountPercentile() != null) {
            throw new Unsupported("cloudwatch: EvaluateLowSampleCountPercentile");
        }
        if (request.threshold() == null) {
            throw MonitoringErrors.missing("Threshold");
        }
        if (request.treatMissingData() != null
                && Missing.of(request.treatMissingData()).isEmpty()) {
            throw MonitoringErrors.value("The value " + request.treatMissingData()
                    + " is not supported for parameter TreatMissingData. The supported values are [breaching,"
                    + " notBreaching, ignore, missing].");
        }
        if (request.datapointsToAlarm() != null && request.datapointsToAlarm() > request.evaluationPeriods()) {
            throw MonitoringErrors.validation("DatapointsToAlarm cannot be greater than EvaluationPeriods.");
        }
        watched(request);
    }

    private static void watched(PutMetricAlarmRequest request) {
        if (!request.metrics().isEmpty()) {
            math(request);
            return;
        }
        if (request.metricName() == null) {
            throw MonitoringErrors.validation("Exactly one of MetricName and Metrics must be specified.");
        }
        if (request.namespace() == null) {
            throw MonitoringErrors.missing("Namespace");
        }
        if ((request.statistic() == null) == (request.extendedStatistic() == null)) {
            throw MonitoringErrors.validation("Exactly one of Statistic and ExtendedStatistic must be specified.");
        }
        if (request.extendedStatistic() != null) {
            Stat.extended(request.extendedStatistic());
        }
        if (request.period() == null) {
            throw MonitoringErrors.missing("Period");
        }
        period(request.period(), request.evaluationPeriods());
    }

    private static void math(PutMetricAlarmRequest request) {
        if (request.metricName() != null
                || request.namespace() != null
                || request.period() != null
                || request.statistic() != null
                || request.extendedStatistic() != null
                || request.unit() != null
                || !request.dimensions().isEmpty()) {
            throw MonitoringErrors.validation(
                    "Metrics list must not be used with MetricName, Namespace, Dimensions, Period, Unit, Statistic, or"
                            + " ExtendedStatistic.");
        }
        MetricQueries.check(request.metrics(), "Metrics");
        long returned = request.metrics().stream()
                .filter(query -> request.metrics().size() == 1 || Boolean.TRUE.equals(query.returnData()))
                .count();
        if (returned != 1) {
            throw MonitoringErrors.validation(
                    "Exactly one element of the metrics list should return data. Got " + returned + ".");
        }
        period(MetricQueries.period(request.metrics()), request.evaluationPeriods());
    }

    private static void period(int period, int periods) {
        if (!SHORT_PERIODS.contains(period) && (period < MINUTE || period % MINUTE != 0)) {
            throw MonitoringErrors.validation("Period must be 10, 20, 30 or a multiple of 60");
        }
        if ((long) period * periods > (period < HOUR ? DAY : WEEK)) {
            throw MonitoringErrors.validation(
                    period < HOUR
                            ? "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <="
                                    + " 86400)."
                            : "Metrics cannot be checked across more than 7 days (EvaluationPeriods * Period must be <="
                                    + " 604800).");
        }
    }

    static void composite(PutCompositeAlarmRequest request) {
        Constraints constraints = Checks.constraints();
        common(constraints, request.alarmName(), request.alarmDescription());
        actions(constraints, "oKActions", request.okActions());
        actions(constraints, "alarmActions", request.alarmActions());
        actions(constraints, "insufficientDataActions", request.insufficientDataActions());
        constraints.present("alarmRule", request.alarmRule()).require();
        if (request.actionsSuppressor() != null
                || request.actionsSuppressorWaitPeriod() != null
                || request.actionsSuppressorExtensionPeriod() != null) {
            throw new Unsupported("cloudwatch: suppressors of actions");
        }
    }

    private static void common(Constraints constraints, String name, String description) {
        constraints
                .present("alarmName", name)
                .length("alarmName", name, 1, LONGEST_NAME)
                .length("alarmDescription", description, 0, LONGEST_DESCRIPTION);
    }

    private static void actions(Constraints constraints, String member, List<String> actions) {
        constraints.length(member, actions, actions.size(), 0, MOST_ACTIONS);
        for (String action : actions) {
            String service = Arn.find(action)
                    .map(Arn::service)
                    .orElseThrow(() -> MonitoringErrors.validation("Invalid arn syntax: " + action));
            if (!service.equals("sns") && !service.equals("lambda")) {
                throw new Unsupported("cloudwatch: alarm actions of the service " + service);
            }
        }
    }

    private static List<String> texts(Set<?> values) {
        return Arrays.stream(values.toArray()).map(Object::toString).sorted().toList();
    }
}
