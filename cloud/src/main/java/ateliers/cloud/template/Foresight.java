package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What values come to before any resource exists: functions of parameters, pseudo parameters and mappings are
 * evaluated, calls that wait for a resource, an export or a zone stay. AWS refuses a template for what is wrong by then.
 */
final class Foresight {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A function asks for what only exists later. */
    static final class Later extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Later() {
            super(null, null, false, false);
        }
    }

    private final Evaluator evaluator;

    Foresight(
            JsonNode mappings,
            ParameterValues parameters,
            Map<String, JsonNode> pseudo,
            Map<String, Boolean> conditions) {
        this.evaluator = new Evaluator(new Known(mappings, parameters, pseudo, conditions));
    }

    /**
     * A value without the functions that are known.
     *
     * @return a missing node for {@code AWS::NoValue}
     * @throws TemplateValidationException in AWS's words
     */
    JsonNode of(JsonNode value) {
        return Functions.replaced(value, call -> {
            try {
                return evaluator.evaluate(call);
            } catch (Later e) {
                return waiting(Functions.name(call), Functions.argument(call));
            }
        });
    }

    private JsonNode waiting(String function, JsonNode argument) {
        JsonNode seen = of(argument);
        JsonNode index = seen.path(0);
        JsonNode list = seen.path(1);
        if (function.equals("Fn::Select") && index.isValueNode() && list.isArray()) {
            // Which elements there are is known, though not yet what they are.
            return list.get(Evaluator.index(index.asText(), list));
        }
        return NODES.objectNode().set(function, seen);
    }

    /** What functions see while no resource exists. */
    interface Unborn extends Evaluator.Scope {
        @Override
        default JsonNode attribute(String resource, String attribute) {
            throw new Later();
        }

        @Override
        default Optional<String> export(String name) {
            throw new Later();
        }

        @Override
        default List<String> zones(String region) {
            throw new Later();
        }
    }

    private record Known(
            JsonNode mappings,
            ParameterValues parameters,
            Map<String, JsonNode> pseudo,
            Map<String, Boolean> conditions)
            implements Unborn {

        @Override
        public Optional<JsonNode> ref(String name) {
            JsonNode value = parameters.nodes().getOrDefault(name, pseudo.get(name));
            if (value == null) {
                throw new Later();
            }
            return Optional.of(value);
        }

        @Override
        public boolean condition(String name) {
            return conditions.getOrDefault(name, false);
        }
    }
}
