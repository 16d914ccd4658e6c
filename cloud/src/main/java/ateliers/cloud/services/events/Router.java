package ateliers.cloud.services.events;

import ateliers.cloud.door.Notes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

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
        List<String> others = new ArrayList<>();
        buses.locked(() -> {
            for (EventRule rule : bus.rules.values()) {
                if (rule.isEnabled()
                        && rule.pattern
                                .filter(each -> each.matches(event.json()))
                                .isPresent()) {
                    found.addAll(RuleDeliveries.of(rule, event));
                } else if (rule.pattern.isPresent()) {
                    others.add(rule.name + ": " + reason(rule, event));
                }
            }
        });
        if (found.isEmpty()) {
            notes.dropped(
                    "Event",
                    bus.arn,
                    "NoMatchingRule",
                    "event " + event + " has no target on this bus"
                            + (others.isEmpty() ? ": it has no rule for it" : ": " + String.join("; ", others)));
        }
        found.forEach(deliveries::deliver);
    }

    /** What keeps a rule from an event, for people: the fields of its pattern that the event does not match. */
    private static String reason(EventRule rule, Event event) {
        if (!rule.isEnabled()) {
            return "disabled";
        }
        List<String> wrong = new ArrayList<>();
        for (String field : fields(rule.patternText)) {
            ObjectNode alone = JSON.createObjectNode();
            alone.set(field, read(rule.patternText).get(field));
            if (!EventPattern.of(alone.toString()).matches(event.json())) {
                wrong.add(field);
            }
        }
        return "its pattern's " + String.join(", ", wrong) + " " + (wrong.size() == 1 ? "does" : "do") + " not match";
    }

    private static List<String> fields(String pattern) {
        List<String> fields = new ArrayList<>();
        read(pattern).fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static JsonNode read(String pattern) {
        try {
            return JSON.readTree(pattern);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a pattern is checked when its rule is put: " + pattern, e);
        }
    }
}
