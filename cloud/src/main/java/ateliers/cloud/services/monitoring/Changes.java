package ateliers.cloud.services.monitoring;

import ateliers.cloud.services.monitoring.Alarm.State;
import java.util.List;
import java.util.Optional;

/** Changes of alarms' states: kept in the history, told the bus, and followed by the alarm's actions. */
final class Changes {
    private final History history;
    private final AlarmActions actions;

    Changes(History history, AlarmActions actions) {
        this.history = history;
        this.actions = actions;
    }

    /**
     * A change as it was when it came.
     *
     * @param actions what is to be done; nothing where actions are disabled
     */
    record Change(Alarm alarm, State before, State after, List<String> actions) {}

    /** Lets an alarm come into a state; empty when it is in it already. To be called locked. */
    Optional<Change> enter(Alarm alarm, State state) {
        State before = alarm.state;
        if (before.value() == state.value()) {
            return Optional.empty();
        }
        alarm.state = state;
        history.changed(alarm, before);
        return Optional.of(new Change(
                alarm, before, state, alarm.actionsEnabled ? List.copyOf(alarm.actions(state.value())) : List.of()));
    }

    /** What follows a change. Not to be called locked: it calls other services. */
    void act(Change change) {
        actions.tellBus(change);
        for (String action : change.actions()) {
            history.acted(change.alarm(), action, actions.perform(change, action));
        }
    }
}
