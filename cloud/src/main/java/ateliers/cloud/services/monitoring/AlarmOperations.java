package ateliers.cloud.services.monitoring;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.kit.Json;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.monitoring.Alarm.State;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Makes alarms, changes and deletes them. */
final class AlarmOperations implements CloudWatchClient, Operations {
    private static final int MOST_NAMES = 100;
    private static final int LONGEST_REASON = 1023;
    private static final int LONGEST_DATA = 4000;
    private static final ObjectMapper JSON = Json.mapper();

    private final Alarms alarms;
    private final CloudClock clock;
    private final History history;
    private final Changes changes;
    private final Evaluations evaluations;

    AlarmOperations(Alarms alarms, CloudClock clock, History history, Changes changes, Evaluations evaluations) {
        this.alarms = alarms;
        this.clock = clock;
        this.history = history;
        this.changes = changes;
        this.evaluations = evaluations;
    }

    /** What stands is replaced, and stays in its state. */
    @Override
    public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
        AlarmChecks.metric(request);
        Map<String, String> tags = tags(request.tags());
        alarms.locked(() -> {
            Optional<Alarm> known = alarms.find(request.alarmName());
            MetricAlarm alarm = known.map(AlarmOperations::metric)
                    .orElseGet(() ->
                            new MetricAlarm(request.alarmName(), alarms.arn(request.alarmName()), clock.instant()));
            alarm.settings = request.toBuilder().tags((List<Tag>) null).build();
            alarm.actions = Map.of(
                    StateValue.OK, request.okActions(),
                    StateValue.ALARM, request.alarmActions(),
                    StateValue.INSUFFICIENT_DATA, request.insufficientDataActions());
            configured(alarm, request.actionsEnabled(), known.isEmpty(), tags);
            return null;
        });
        evaluations.arm();
        return PutMetricAlarmResponse.builder().build();
    }

    private static MetricAlarm metric(Alarm alarm) {
        if (alarm instanceof MetricAlarm metric) {
            return metric;
        }
        throw MonitoringErrors.validation("An alarm with the name " + alarm.name + " exists and is no metric alarm.");
    }

    @Override
    public PutCompositeAlarmResponse putCompositeAlarm(PutCompositeAlarmRequest request) {
        AlarmChecks.composite(request);
        AlarmRule rule = AlarmRule.of(request.alarmRule());
        Map<String, String> tags = tags(request.tags());
        List<Changes.Change> made = alarms.locked(() -> {
            Optional<Alarm> known = alarms.find(request.alarmName());
            CompositeAlarm alarm = known.map(AlarmOperations::composite)
                    .orElseGet(() ->
                            new CompositeAlarm(request.alarmName(), alarms.arn(request.alarmName()), clock.instant()));
            check(alarm, rule);
            alarm.settings = request.toBuilder().tags((List<Tag>) null).build();
            alarm.rule = rule;
            alarm.actions = Map.of(
                    StateValue.OK, request.okActions(),
                    StateValue.ALARM, request.alarmActions(),
                    StateValue.INSUFFICIENT_DATA, request.insufficientDataActions());
            configured(alarm, request.actionsEnabled(), known.isEmpty(), tags);
            return evaluations.composites();
        });
        evaluations.arm();
        followUp(made);
        return PutCompositeAlarmResponse.builder().build();
    }

    private static CompositeAlarm composite(Alarm alarm) {
        if (alarm instanceof CompositeAlarm composite) {
            return composite;
        }
        throw MonitoringErrors.validation(
                "An alarm with the name " + alarm.name + " exists and is no composite alarm.");
    }

    /** The alarms of a rule must exist, and none may depend on the alarm itself. */
    private void check(CompositeAlarm alarm, AlarmRule rule) {
        for (String name : rule.names()) {
            Alarm other = alarms.named(name)
                    .orElseThrow(() -> MonitoringErrors.validation("Could not save the composite alarm as alarms ["
                            + name + "] in the alarm rule do not exist"));
            if (other.name.equals(alarm.name)) {
                throw MonitoringErrors.validation("Composite alarm cannot contain itself in the alarm rule");
            }
            if (other instanceof CompositeAlarm composite) {
                check(alarm, composite.rule);
            }
        }
    }

    private void configured(Alarm alarm, Boolean actionsEnabled, boolean isNew, Map<String, String> tags) {
        alarm.configured = clock.instant();
        alarm.actionsEnabled = !Boolean.FALSE.equals(actionsEnabled);
        if (isNew) {
            alarm.tags.putAll(tags);
        }
        alarms.put(alarm);
        history.configured(alarm, isNew);
    }

    private static Map<String, String> tags(List<Tag> given) {
        Map<String, String> tags = Checks.tags(given);
        Checks.refuseSystemTags(tags.keySet());
        return tags;
    }

    /** All or none: what a composite alarm speaks of cannot go. */
    @Override
    public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
        names(request.hasAlarmNames(), request.alarmNames());
        alarms.locked(() -> {
            List<Alarm> gone = found(request.alarmNames());
            if (gone.stream().filter(CompositeAlarm.class::isInstance).count() > 1) {
                throw MonitoringErrors.validation("You can delete only one composite alarm in one operation.");
            }
            for (CompositeAlarm composite : alarms.all(CompositeAlarm.class)) {
                for (Alarm alarm : gone) {
                    boolean used = composite.rule.names().contains(alarm.name)
                            || composite.rule.names().contains(alarm.arn);
                    if (used && !gone.contains(composite)) {
                        throw MonitoringErrors.validation("Cannot delete " + alarm.name
                                + " as there are composite alarm(s) depending on it. If it was already deleted, please"
                                + " remove it from the rule of " + composite.name + ".");
                    }
                }
            }
            gone.forEach(alarm -> {
                alarms.delete(alarm.name);
                history.deleted(alarm);
            });
            return null;
        });
        evaluations.arm();
        return DeleteAlarmsResponse.builder().build();
    }

    @Override
    public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
        Checks.constraints()
                .present("alarmName", request.alarmName())
                .present("stateReason", request.stateReason())
                .length("stateReason", request.stateReason(), 0, LONGEST_REASON)
                .length("stateReasonData", request.stateReasonData(), 0, LONGEST_DATA)
                .present("stateValue", request.stateValueAsString())
                .oneOf("stateValue", request.stateValueAsString(), List.of("INSUFFICIENT_DATA", "ALARM", "OK"))
                .require();
        if (request.stateReasonData() != null && !isJson(request.stateReasonData())) {
            throw MonitoringErrors.format("StateReasonData is not valid JSON");
        }
        followUp(alarms.locked(() -> {
            Alarm alarm = alarms.find(request.alarmName()).orElseThrow(MonitoringErrors::noAlarm);
            List<Changes.Change> made = new ArrayList<>();
            changes.enter(
                            alarm,
                            new State(
                                    request.stateValue(),
                                    request.stateReason(),
                                    Optional.ofNullable(request.stateReasonData()),
                                    clock.instant()))
                    .ifPresent(made::add);
            made.addAll(evaluations.composites());
            return made;
        }));
        evaluations.arm();
        return SetAlarmStateResponse.builder().build();
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Actions come a moment after the call that made them due. */
    private void followUp(List<Changes.Change> made) {
        if (!made.isEmpty()) {
            clock.execute(() -> made.forEach(changes::act));
        }
    }

    @Override
    public EnableAlarmActionsResponse enableAlarmActions(EnableAlarmActionsRequest request) {
        names(request.hasAlarmNames(), request.alarmNames());
        enable(request.alarmNames(), true);
        return EnableAlarmActionsResponse.builder().build();
    }

    @Override
    public DisableAlarmActionsResponse disableAlarmActions(DisableAlarmActionsRequest request) {
        names(request.hasAlarmNames(), request.alarmNames());
        enable(request.alarmNames(), false);
        return DisableAlarmActionsResponse.builder().build();
    }

    private void enable(List<String> names, boolean enabled) {
        alarms.locked(() -> {
            found(names).forEach(alarm -> {
                alarm.actionsEnabled = enabled;
                alarm.configured = clock.instant();
                history.configured(alarm, false);
            });
            return null;
        });
    }

    private static void names(boolean given, List<String> names) {
        Checks.constraints()
                .given("alarmNames", given)
                .length("alarmNames", names, names.size(), 0, MOST_NAMES)
                .require();
    }

    private List<Alarm> found(List<String> names) {
        return names.stream()
                .map(name -> alarms.find(name).orElseThrow(MonitoringErrors::noAlarm))
                .toList();
    }
}
