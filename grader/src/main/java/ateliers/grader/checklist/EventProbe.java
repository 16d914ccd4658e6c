package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * A rule with a queue as its target, to see the events of a bus.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html">Event bus targets</a>
 */
public final class EventProbe {
    private static final ObjectMapper JSON = StudentNumbers.mapper();

    private final ProbeQueue queue;
    private final List<JsonNode> received = new ArrayList<>();

    private EventProbe(ProbeQueue queue) {
        this.queue = queue;
    }

    /** Makes a rule for the events of a resource, on the default bus. */
    public static EventProbe of(Stack stack, String resourceArn) {
        return on(stack, "default", "resources", resourceArn);
    }

    /** Makes a rule on a bus of the stack's, for the events of a source. */
    public static EventProbe of(Stack stack, String bus, String source) {
        return on(stack, bus, "source", source);
    }

    private static EventProbe on(Stack stack, String bus, String field, String value) {
        var events = stack.aws().eventBridge();
        String name = ProbeQueue.name(stack);
        ProbeQueue queue = ProbeQueue.make(stack, name);
        String pattern = JSON.createObjectNode()
                .set(field, JSON.createArrayNode().add(value))
                .toString();
        String ruleArn = events.putRule(r -> r.name(name).eventBusName(bus).eventPattern(pattern))
                .ruleArn();
        queue.admit("events.amazonaws.com", ruleArn);
        events.putTargets(r -> r.rule(name)
                .eventBusName(bus)
                .targets(Target.builder().id(Variety.word()).arn(queue.arn()).build()));
        return new EventProbe(queue);
    }

    /** All events that came so far, in the order in which they were read. */
    public synchronized List<JsonNode> received() {
        QueueDrain.bodies(queue.stack(), queue.url(), body -> received.add(read(body)));
        return List.copyOf(received);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (NumberFormatException e) {
            // A function wrote a number that Java does not hold: nothing is expected to be as this event is.
            return MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("EventBridge sent what is no JSON: " + body, e);
        }
    }
}
