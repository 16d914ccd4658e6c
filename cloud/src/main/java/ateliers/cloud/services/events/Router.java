package ateliers.cloud.services.events;

import ateliers.cloud.door.Notes;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the rules that an event matches, and tells the journal why none did. */
final class Router {
    private static final ObjectMapper JSON = Json.mapper();

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

    /** What keeps a rule from an event, for people: the fields of its pattern that the event does not match, as they are in the event. */
    private static String reason(EventRule rule, Event event) {
        if (!rule.isEnabled()) {
            return "disabled";
        }
        List<String> wrong = new ArrayList<>();
        unmatched(read(rule.patternText), List.of(), event, wrong);
        return wrong.isEmpty()
                ? "its pattern matches each field, but not all together"
                : "its pattern does not match " + String.join(", ", wrong);
    }

    private static void unmatched(JsonNode pattern, List<String> path, Event event, List<String> wrong) {
        pattern.properties().forEach(field -> {
            List<String> at =
                    Stream.concat(path.stream(), Stream.of(field.getKey())).toList();
            if (field.getValue().isObject()) {
                unmatched(field.getValue(), at, event, wrong);
            } else if (!EventPattern.of(alone(at, field.getValue()).toString()).matches(event.json())) {
                wrong.add(String.join(".", at) + value(at, event));
            }
        });
    }

    private static JsonNode alone(List<String> path, JsonNode pattern) {
        JsonNode alone = pattern;
        for (int i = path.size() - 1; i >= 0; i--) {
            alone = JSON.createObjectNode().set(path.get(i), alone);
        }
        return alone;
    }

    /** Alternatives, as {@code $or}, are no field of the event. */
    private static String value(List<String> path, Event event) {
        if (path.get(path.size() - 1).startsWith("$")) {
            return "";
        }
        JsonNode value = event.json();
        for (String name : path) {
            value = value.path(name);
        }
        return value.isMissingNode() ? " (absent)" : " (" + value + ")";
    }

    private static JsonNode read(String pattern) {
        try {
            return JSON.readTree(pattern);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a pattern is checked when its rule is put: " + pattern, e);
        }
    }
}
