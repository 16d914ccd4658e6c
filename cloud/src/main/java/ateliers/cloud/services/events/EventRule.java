package ateliers.cloud.services.events;

import ateliers.cloud.clock.CloudTimer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** A rule of a bus with its targets. Guarded by {@link Buses}. */
final class EventRule {
    final Bus bus;
    final String name;
    final String arn;
    final Map<String, String> tags = new LinkedHashMap<>();
    /** By their ids, in the order in which they were put. */
    final Map<String, Target> targets = new LinkedHashMap<>();

    RuleState state = RuleState.ENABLED;
    String description;
    String roleArn;
    String patternText;
    Optional<EventPattern> pattern = Optional.empty();
    String schedule;
    /** When it fires next, where it has a schedule and is enabled. */
    Optional<CloudTimer> next = Optional.empty();

    EventRule(Bus bus, String name, String arn) {
        this.bus = bus;
        this.name = name;
        this.arn = arn;
    }

    boolean isEnabled() {
        return state == RuleState.ENABLED;
    }
}
