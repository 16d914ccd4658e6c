package ateliers.cloud.services.events;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.MachineComplexityEvaluator;

/**
 * What a rule looks for in events, compiled once by AWS's own matcher.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
 */
final class EventPattern {
    private static final String RULE = "rule";
    private static final int LONGEST = 4096;
    private static final ObjectMapper JSON = Json.mapper();

    /** As many beginnings of wildcards as a text may match at once, on AWS. */
    private static final int MOST_WILDCARDS = 10;

    /** Its matcher makes a pattern of each choice of alternatives. */
    private static final int MOST_CHOICES = 1_000;

    /** How Jackson tells the place of a mistake when it may not show the text around it. AWS shows it. */
    private static final String HIDDEN_SOURCE = "\\[Source: REDACTED \\([^)]*\\);";

    private final Machine machine = Machine.builder().build();

    private EventPattern(String json) {
        try {
            machine.addRule(RULE, json);
        } catch (IOException | RuntimeException e) {
            throw EventsErrors.pattern(told(e.getMessage(), json));
        }
        if (json.contains("wildcard")
                && machine.evaluateComplexity(new MachineComplexityEvaluator(MOST_WILDCARDS + 1)) > MOST_WILDCARDS) {
            throw EventsErrors.pattern("Rule is too complex - try using fewer wildcard characters or fewer repeating"
                    + " character sequences after a wildcard character");
        }
    }

    /**
     * Compiles a pattern.
     *
     * @throws software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException with the reason
     */
    static EventPattern of(String json) {
        if (json.length() > LONGEST) {
            throw EventsErrors.pattern("Event pattern is too long, its length is limited to " + LONGEST + ".");
        }
        if (json.contains("$or") && choices(json) > MOST_CHOICES) {
            throw new Unsupported("events: an event pattern that $or gives more than " + MOST_CHOICES + " choices");
        }
        String wrong = JsonRuleCompiler.check(json);
        if (wrong != null) {
            throw EventsErrors.pattern(told(wrong, json));
        }
        try {
            JSON.readTree(json); // the matcher reads no further than the object's end
        } catch (JsonProcessingException e) {
            throw EventsErrors.pattern(e.getMessage());
        }
        return new EventPattern(json);
    }

    private static double choices(String json) {
        try {
            return choices(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return 0; // the matcher says what is wrong
        }
    }

    private static double choices(JsonNode pattern) {
        double product = 1;
        for (Map.Entry<String, JsonNode> field : pattern.properties()) {
            double here = field.getValue().isObject() ? choices(field.getValue()) : 1;
            if (field.getKey().equals("$or")) {
                here = 0;
                for (JsonNode alternative : field.getValue()) {
                    here += choices(alternative);
                }
            }
            product *= Math.max(1, here);
        }
        return product;
    }

    private static String told(String reason, String json) {
        return String.valueOf(reason)
                .replaceAll(HIDDEN_SOURCE, Matcher.quoteReplacement("[Source: (String)\"" + json + "\";"));
    }

    boolean matches(JsonNode event) {
        return !machine.rulesForJSONEvent(event).isEmpty();
    }
}
