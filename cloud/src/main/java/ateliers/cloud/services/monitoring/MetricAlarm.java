package ateliers.cloud.services.monitoring;

import ateliers.cloud.kit.Pojos;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm on one metric, or on what math makes of several. */
final class MetricAlarm extends Alarm {
    private static final String ID = "m1";

    PutMetricAlarmRequest settings;

    MetricAlarm(String name, String arn, Instant created) {
        super(name, arn, created);
    }

    @Override
    String type() {
        return "MetricAlarm";
    }

    @Override
    String description() {
        return settings.alarmDescription();
    }

    /** The queries that it watches, one of which returns data. */
    List<MetricDataQuery> queries() {
        if (!settings.metrics().isEmpty()) {
            return settings.metrics();
        }
        return List.of(MetricDataQuery.builder()
                .id(ID)
                .metricStat(stat -> stat.metric(metric -> metric.namespace(settings.namespace())
                                .metricName(settings.metricName())
                                .dimensions(settings.dimensions()))
                        .period(settings.period())
                        .stat(statistic())
                        .unit(settings.unitAsString()))
                .returnData(true)
                .build());
    }

    /** The query whose values are judged. */
    MetricDataQuery judged() {
        return queries().stream()
                .filter(query -> queries().size() == 1 || Boolean.TRUE.equals(query.returnData()))
                .findFirst()
                .orElseThrow();
    }

    String statistic() {
        return settings.statistic() == null ? settings.extendedStatistic() : settings.statisticAsString();
    }

    /** Seconds. */
    int period() {
        return settings.metrics().isEmpty() ? settings.period() : MetricQueries.period(settings.metrics());
    }

    /** How many of the last periods must breach. */
    int datapoints() {
        return Optional.ofNullable(settings.datapointsToAlarm()).orElse(settings.evaluationPeriods());
    }

    /** What a missing point counts as. DynamoDB's metrics are ignored where nothing else is said. */
    Missing missing() {
        if (settings.treatMissingData() == null) {
            return "AWS/DynamoDB".equals(settings.namespace()) ? Missing.IGNORE : Missing.MISSING;
        }
        return Missing.of(settings.treatMissingData()).orElseThrow();
    }

    boolean breaches(double value) {
        double threshold = settings.threshold();
        return switch (settings.comparisonOperator()) {
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
            default ->
                throw new IllegalStateException(
                        "an operator that alarms are not made with: " + settings.comparisonOperatorAsString());
        };
    }

    /** What a value is when it breaches, as reasons say it. */
    String comparison() {
        ComparisonOperator operator = settings.comparisonOperator();
        return switch (operator) {
            case GREATER_THAN_THRESHOLD -> "greater than";
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> "greater than or equal to";
            case LESS_THAN_THRESHOLD -> "less than";
            default -> "less than or equal to";
        };
    }

    /** As DescribeAlarms shows it. */
    software.amazon.awssdk.services.cloudwatch.model.MetricAlarm shown() {
        return Pojos.copy(settings, software.amazon.awssdk.services.cloudwatch.model.MetricAlarm.builder())
                .alarmArn(arn)
                .actionsEnabled(actionsEnabled)
                .alarmConfigurationUpdatedTimestamp(configured)
                .stateValue(state.value())
                .stateReason(state.reason())
                .stateReasonData(state.data().orElse(null))
                .stateUpdatedTimestamp(state.since())
                .stateTransitionedTimestamp(state.since())
                .alarmActions(actions(StateValue.ALARM))
                .okActions(actions(StateValue.OK))
                .insufficientDataActions(actions(StateValue.INSUFFICIENT_DATA))
                .dimensions(settings.dimensions())
                .build();
    }
}
