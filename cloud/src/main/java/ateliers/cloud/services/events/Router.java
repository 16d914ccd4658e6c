package ateliers.cloud.services.events;

import ateliers.cloud.door.Notes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the rules that an event matches, and tells the journal why none did. */
final class Router {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Buses buses;
    private final RuleDeliveries deliveries;
    private final Notes notes;

    Router(Buses buses, RuleDeliveries deliveries, Notes notes) {
        this.buses = buses;
        this.deliveries = deliveries;
        this.notes = notes;
    }

    /** Brings an event to the targets of all rules of a bus that match it. */
    void accept(Bus bus, Event event) {
        List<RuleDeliveries.Delivery> found = new ArrayList<>();
        List<EventRule> others = new ArrayList<>();
        String why = buses.locked(() -> {
            for (EventRule rule : bus.rules.values()) {
                if (rule.isEnabled()
                        && rule.pattern
                                .filter(each -> each.matches(event.json()))
                                .isPresent()) {
                    found.addAll(RuleDeliveries.of(rule, event));
                } else if (rule.pattern.isPresent()) {
                    others.add(rule);
                }
            }
            return found.isEmpty() ? why(others, event) : "";
        });
        if (found.isEmpty()) {
            notes.dropped("Event", bus.arn, "NoMatchingRule", "event " + event + " has no target on this bus: " + why);
        }
        found.forEach(deliveries::deliver);
    }

    private static String why(List<EventRule> others, Event event) {
        return others.isEmpty()
                ? "it has no rule for it"
                : others.stream()
                        .map(rule -> rule.name + ": " + reason(rule, event))
                        .collect(Collectors.joining("; "));
    }

    /** What keeps a rule from an event, for people: the fields of its pattern that the event does not match. */
    private static String reason(EventRule rule, Event event) {
        if (!rule.isEnabled()) {
            return "disabled";
        }
        List<String> wrong = new ArrayList<>();
        read(rule.patternText).properties().forEach(field -> {
            ObjectNode alone = JSON.createObjectNode().set(field.getKey(), field.getValue());
            if (!EventPattern.of(alone.toString()).matches(event.json())) {
                wrong.add(field.getKey());
            }
        });
        return "its pattern's " + String.join(", ", wrong) + " " + (wrong.size() == 1 ? "does" : "do") + " not match";
    }

    private static JsonNode read(String pattern) {
        try {
            return JSON.readTree(pattern);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pattern is checked when its rule is put: " + pattern, e);
        }
    }
}
