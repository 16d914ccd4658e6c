package ateliers.cloud.services.monitoring;

import ateliers.cloud.kit.Pojos;
import java.time.Instant;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm on the states of others. */
final class CompositeAlarm extends Alarm {
    PutCompositeAlarmRequest settings;
    AlarmRule rule;

    CompositeAlarm(String name, String arn, Instant created) {
        super(name, arn, created);
    }

    @Override
    String type() {
        return "CompositeAlarm";
    }

    @Override
    String description() {
        return settings.alarmDescription();
    }

    /** As DescribeAlarms shows it. */
    software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm shown() {
        return Pojos.copy(settings, software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm.builder())
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
                .build();
    }
}
