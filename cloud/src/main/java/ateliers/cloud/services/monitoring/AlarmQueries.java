package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmHistoryItem;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmHistoryResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsForMetricResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** Shows alarms and what happened to them. */
final class AlarmQueries implements CloudWatchClient, Operations {
    private static final int PAGE = 100;
    private static final int DEFAULT_PAGE = 50;
    private static final List<String> TYPES = List.of("CompositeAlarm", "MetricAlarm");

    private final Alarms alarms;
    private final History history;

    AlarmQueries(Alarms alarms, History history) {
        this.alarms = alarms;
        this.history = history;
    }

    /** Composite alarms are shown to whom asks for them. */
    @Override
    public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
        Checks.constraints()
                .between("maxRecords", request.maxRecords(), 1, PAGE)
                .oneOf("stateValue", request.stateValueAsString(), List.of("INSUFFICIENT_DATA", "ALARM", "OK"))
                .require();
        if (!request.alarmNames().isEmpty() && request.alarmNamePrefix() != null) {
            throw MonitoringErrors.validation("AlarmNamePrefix and AlarmNames cannot be specified together");
        }
        List<String> types =
                request.alarmTypesAsStrings().isEmpty() ? List.of("MetricAlarm") : request.alarmTypesAsStrings();
        types.forEach(
                type -> Checks.constraints().oneOf("alarmTypes", type, TYPES).require());
        return alarms.locked(() -> {
            List<Alarm> all = chosen(request)
                    .filter(alarm -> types.contains(alarm.type()))
                    .filter(matches(request))
                    .toList();
            Paging.Page<Alarm> page = Checks.page(
                    all, request.nextToken(), request.maxRecords() == null ? DEFAULT_PAGE : request.maxRecords());
            return DescribeAlarmsResponse.builder()
                    .metricAlarms(only(page.items(), MetricAlarm.class)
                            .map(MetricAlarm::shown)
                            .toList())
                    .compositeAlarms(only(page.items(), CompositeAlarm.class)
                            .map(CompositeAlarm::shown)
                            .toList())
                    .nextToken(page.next())
                    .build();
        });
    }

    private Stream<Alarm> chosen(DescribeAlarmsRequest request) {
        if (request.childrenOfAlarmName() != null) {
            return alarms.find(request.childrenOfAlarmName()).stream()
                    .filter(CompositeAlarm.class::isInstance)
                    .flatMap(alarm -> ((CompositeAlarm) alarm).rule.names().stream())
                    .flatMap(name -> alarms.named(name).stream());
        }
        if (request.parentsOfAlarmName() != null) {
            Set<String> child = alarms.find(request.parentsOfAlarmName())
                    .map(alarm -> Set.of(alarm.name, alarm.arn))
                    .orElse(Set.of());
            return alarms.all().stream()
                    .filter(alarm -> alarm instanceof CompositeAlarm composite
                            && !Collections.disjoint(composite.rule.names(), child));
        }
        return alarms.all().stream();
    }

    private static Predicate<Alarm> matches(DescribeAlarmsRequest request) {
        return alarm -> (request.alarmNames().isEmpty() || request.alarmNames().contains(alarm.name))
                && (request.alarmNamePrefix() == null || alarm.name.startsWith(request.alarmNamePrefix()))
                && (request.stateValue() == null || alarm.state.value() == request.stateValue())
                && (request.actionPrefix() == null
                        || Stream.of(StateValue.OK, StateValue.ALARM, StateValue.INSUFFICIENT_DATA)
                                .flatMap(value -> alarm.actions(value).stream())
                                .anyMatch(action -> action.startsWith(request.actionPrefix())));
    }

    private static <A extends Alarm> Stream<A> only(List<Alarm> all, Class<A> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    @Override
    public DescribeAlarmsForMetricResponse describeAlarmsForMetric(DescribeAlarmsForMetricRequest request) {
        Checks.metric(Checks.constraints(), request.namespace(), request.metricName())
                .require();
        return alarms.locked(() -> DescribeAlarmsForMetricResponse.builder()
                .metricAlarms(alarms.all(MetricAlarm.class).stream()
                        .filter(alarm -> request.metricName().equals(alarm.settings.metricName())
                                && request.namespace().equals(alarm.settings.namespace())
                                && MetricStatistic.map(request.dimensions())
                                        .equals(MetricStatistic.map(alarm.settings.dimensions()))
                                && (request.statistic() == null || request.statistic() == alarm.settings.statistic())
                                && (request.extendedStatistic() == null
                                        || request.extendedStatistic().equals(alarm.settings.extendedStatistic()))
                                && (request.period() == null || request.period().equals(alarm.settings.period()))
                                && (request.unit() == null || request.unit() == alarm.settings.unit()))
                        .map(MetricAlarm::shown)
                        .toList())
                .build());
    }

    @Override
    public DescribeAlarmHistoryResponse describeAlarmHistory(DescribeAlarmHistoryRequest request) {
        Checks.constraints()
                .between("maxRecords", request.maxRecords(), 1, PAGE)
                .require();
        if (request.alarmContributorId() != null) {
            throw new Unsupported("cloudwatch: contributors of alarms");
        }
        List<String> types = request.alarmTypesAsStrings().isEmpty() ? TYPES : request.alarmTypesAsStrings();
        List<AlarmHistoryItem> all = new ArrayList<>(history.all().stream()
                .filter(item -> request.alarmName() == null || item.alarmName().equals(request.alarmName()))
                .filter(item -> types.contains(item.alarmTypeAsString()))
                .filter(item ->
                        request.historyItemType() == null || item.historyItemType() == request.historyItemType())
                .filter(item -> request.startDate() == null || !item.timestamp().isBefore(request.startDate()))
                .filter(item -> request.endDate() == null || !item.timestamp().isAfter(request.endDate()))
                .toList());
        if (request.scanBy() == ScanBy.TIMESTAMP_ASCENDING) {
            Collections.reverse(all);
        }
        Paging.Page<AlarmHistoryItem> page =
                Checks.page(all, request.nextToken(), request.maxRecords() == null ? PAGE : request.maxRecords());
        return DescribeAlarmHistoryResponse.builder()
                .alarmHistoryItems(page.items())
                .nextToken(page.next())
                .build();
    }
}
