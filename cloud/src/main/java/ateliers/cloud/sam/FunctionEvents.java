package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The {@code Events} of a function, checked. */
final class FunctionEvents {

    private final SamResource function;
    private final Translation translation;
    private final List<Event> events = new ArrayList<>();

    private FunctionEvents(SamResource function, Translation translation) {
        this.function = function;
        this.translation = translation;
    }

    static FunctionEvents of(SamResource function, Translation translation) {
        FunctionEvents result = new FunctionEvents(function, translation);
        JsonNode events = function.get("Events");
        if (events != null) {
            for (String id : Nodes.names(events)) {
                result.events.add(result.event(id, events.get(id)));
            }
        }
        return result;
    }

    private Event event(String id, JsonNode node) {
        String type = Nodes.text(node, "Type");
        String logicalId = function.logicalId() + id;
        if (!logicalId.matches("[A-Za-z0-9]+")) {
            throw SamProblem.resource(logicalId, "Logical ids must be alphanumeric.");
        }
        try {
            EventSource source = EventSources.of(type, function.logicalId(), id);
            if (node.has("Properties") && !node.get("Properties").isObject()) {
                throw SamProblem.resource(logicalId, "Properties of a resource must be an object.");
            }
            ObjectNode properties = Nodes.child((ObjectNode) node, "Properties");
            source.rules().check(logicalId, type, properties);
            Event event = new Event(function.logicalId(), id, source, properties);
            source.link(event, translation);
            return event;
        } catch (SamProblem.InvalidEvent e) {
            throw e.in(function.logicalId());
        }
    }

    List<CfnResource> expand(EventTarget target) {
        List<CfnResource> generated = new ArrayList<>();
        List<Event> ordered =
                events.stream().sorted(Comparator.comparing(Event::order)).toList();
        for (Event event : ordered) {
            try {
                generated.addAll(event.source().expand(event, target, translation));
            } catch (SamProblem.InvalidEvent e) {
                throw e.in(function.logicalId());
            }
        }
        return generated;
    }
}
