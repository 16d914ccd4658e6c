package ateliers.cloud.services.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** An alarm and its state. Whoever reads or changes it does so while its {@link Alarms} are locked. */
abstract sealed class Alarm permits MetricAlarm, CompositeAlarm {
    final String name;
    final String arn;
    final Map<String, String> tags = new TreeMap<>();

    Instant configured;
    boolean actionsEnabled;
    Map<StateValue, List<String>> actions = Map.of();
    State state;

    /**
     * A state.
     *
     * @param data JSON; empty where there is none
     * @param since when the alarm came into it
     */
    record State(StateValue value, String reason, Optional<String> data, Instant since) {}

    Alarm(String name, String arn, Instant created) {
        this.name = name;
        this.arn = arn;
        this.configured = created;
        this.state =
                new State(StateValue.INSUFFICIENT_DATA, "Unchecked: Initial alarm creation", Optional.empty(), created);
    }

    /** {@code MetricAlarm} or {@code CompositeAlarm}, as the history calls it. */
    abstract String type();

    abstract String description();

    /** ARNs of what is done when it comes into a state. */
    final List<String> actions(StateValue into) {
        return actions.getOrDefault(into, List.of());
    }
}
