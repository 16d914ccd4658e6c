package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.kit.Json;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/**
 * The filters of a mapping, compiled once. A record that fits one of them goes to the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Event filtering</a>
 */
final class Filters {
    private static final ObjectMapper JSON = Json.mapper();
    private static final int MAX_FILTERS = 5;
    private static final int MAX_PATTERN = 4096;

    private final Machine machine;

    private Filters(Machine machine) {
        this.machine = machine;
    }

    /** Compiles criteria; refuses what is no pattern. */
    static Filters of(FilterCriteria criteria) {
        List<Filter> filters = criteria == null ? List.of() : criteria.filters();
        if (filters.size() > MAX_FILTERS) {
            throw LambdaErrors.invalid(
                    "The number of filters exceeds the limit of " + MAX_FILTERS + " for an event source mapping.");
        }
        if (filters.isEmpty()) {
            return new Filters(null);
        }
        Machine machine = Machine.builder().build();
        for (Filter filter : filters) {
            add(machine, Objects.requireNonNullElse(filter.pattern(), ""));
        }
        return new Filters(machine);
    }

    private static void add(Machine machine, String pattern) {
        LambdaErrors.constraints()
                .length("filterCriteria.filters.1.member.pattern", pattern, 0, MAX_PATTERN)
                .require();
        try {
            if (JsonRuleCompiler.check(pattern) != null) {
                throw LambdaErrors.invalid("Invalid filter pattern definition.");
            }
            JSON.readTree(pattern); // the matcher reads no further than the object's end
            machine.addRule(pattern, pattern);
        } catch (IOException | IllegalArgumentException e) {
            throw LambdaErrors.invalid("Invalid filter pattern definition.");
        }
    }

    /** Whether a record, as the function would see it, is for the function. */
    boolean accept(JsonNode filtered) {
        if (machine == null) {
            return true;
        }
        try {
            return !machine.rulesForJSONEvent(filtered.toString()).isEmpty();
        } catch (Exception e) { // what the machine cannot read as an event matches nothing
            return false;
        }
    }

    /** What patterns compare a text with: the object that it is in JSON, or the text. */
    static JsonNode data(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException e) {
            // a plain text
        }
        return JSON.getNodeFactory().textNode(text);
    }
}
