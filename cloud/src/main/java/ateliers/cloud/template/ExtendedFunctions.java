package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Functions as {@link LanguageExtensions} reads them: those that are known by parameters and mappings are replaced by
 * their values, its own ones always.
 */
final class ExtendedFunctions {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What is left to CloudFormation whatever it holds. */
    private static final Set<String> LEFT = Set.of(
            "Fn::And",
            "Fn::Contains",
            "Fn::EachMemberEquals",
            "Fn::EachMemberIn",
            "Fn::Equals",
            "Fn::GetAZs",
            "Fn::GetAtt",
            "Fn::If",
            "Fn::ImportValue",
            "Fn::Not",
            "Fn::Or",
            "Fn::RefAll",
            "Fn::Transform",
            "Fn::ValueOf",
            "Fn::ValueOfAll");

    private final JsonNode mappings;
    private final Evaluator evaluator;

    ExtendedFunctions(JsonNode mappings, ParameterValues parameters, Map<String, JsonNode> pseudo) {
        this.mappings = mappings;
        this.evaluator = new Evaluator(new Told(mappings, parameters, pseudo));
    }

    /**
     * A value with the functions replaced that are known.
     *
     * @param where resource, output or condition, as a refusal names it
     * @throws TransformFailed in AWS's words
     */
    JsonNode resolve(JsonNode value, String where) {
        return Functions.replaced(value, call -> call(Functions.name(call), Functions.argument(call), where));
    }

    private JsonNode call(String function, JsonNode argument, String where) {
        return switch (function) {
            case "Fn::Length" -> length(resolve(argument, where));
            case "Fn::ToJsonString" -> json(argument, where);
            case "Fn::FindInMap" -> find(argument, where);
            case "Ref" -> known("Ref", text("Ref", argument, where));
            case "Fn::GetAtt" -> NODES.objectNode().set("Fn::GetAtt", attribute(argument, where));
            case "Fn::If" -> conditional(argument, where);
            default -> known(function, resolve(argument, where));
        };
    }

    /** {@code AWS::NoValue} is a branch of its own here, and stays. */
    private JsonNode conditional(JsonNode argument, String where) {
        ArrayNode branches = NODES.arrayNode();
        argument.forEach(each -> branches.add(Functions.isNoValue(each) ? each : resolve(each, where)));
        return NODES.objectNode().set("Fn::If", argument.isArray() ? branches : argument);
    }

    private JsonNode known(String function, JsonNode argument) {
        JsonNode call = NODES.objectNode().set(function, argument);
        if (LEFT.contains(function) || Functions.isNoValue(call)) {
            return call;
        }
        try {
            return evaluator.evaluate(call);
        } catch (Foresight.Later | TemplateValidationException e) {
            return call; // CloudFormation's to evaluate, or to refuse in its own words
        }
    }

    private static JsonNode length(JsonNode list) {
        if (Functions.isFunction(list)) {
            throw TransformFailed.mismatch("Fn::Length");
        }
        if (!list.isArray()) {
            throw TransformFailed.layout("Fn::Length");
        }
        return IntNode.valueOf(list.size());
    }

    private JsonNode json(JsonNode argument, String where) {
        if (!argument.isContainerNode()) {
            throw TransformFailed.layout("Fn::ToJsonString");
        }
        JsonString.refuse(argument, where);
        JsonNode value = resolve(argument, where);
        if (!value.isContainerNode() || value.equals(argument) && Functions.isFunction(argument)) {
            throw TransformFailed.mismatch("Fn::ToJsonString");
        }
        return JsonString.of(value);
    }

    private JsonNode find(JsonNode argument, String where) {
        if (!argument.isArray() || argument.size() < 3 || argument.size() > 4) {
            throw TransformFailed.layout("Fn::FindInMap");
        }
        ArrayNode keys = NODES.arrayNode();
        for (int i = 0; i < 3; i++) {
            keys.add(resolve(argument.get(i), where));
        }
        if (argument.size() == 3) {
            return known("Fn::FindInMap", keys);
        }
        JsonNode options = argument.get(3);
        boolean told = options.isObject() && options.size() == 1 && options.has("DefaultValue");
        JsonNode found = mappings;
        for (JsonNode key : keys) {
            told &= key.isValueNode();
            found = found.path(key.asText());
        }
        if (!told) {
            throw TransformFailed.layout("Fn::FindInMap");
        }
        return found.isMissingNode() ? resolve(options.get("DefaultValue"), where) : found.deepCopy();
    }

    /** The name that {@code Ref} and {@code Fn::GetAtt} may have from another function. */
    private JsonNode text(String function, JsonNode name, String where) {
        JsonNode value = resolve(name, where);
        if (!value.isTextual()) {
            throw TransformFailed.layout(function);
        }
        return value;
    }

    private JsonNode attribute(JsonNode argument, String where) {
        if (!argument.isArray() || argument.size() != 2) {
            return text("Fn::GetAtt", argument, where);
        }
        return NODES.arrayNode().add(text("Fn::GetAtt", argument.get(0), where)).add(resolve(argument.get(1), where));
    }

    /** What a macro is told of a stack: no secrets, and nothing that is looked up elsewhere. */
    private record Told(JsonNode mappings, ParameterValues parameters, Map<String, JsonNode> pseudo)
            implements Foresight.Unborn {
        @Override
        public Optional<JsonNode> ref(String name) {
            boolean kept =
                    parameters.hidden().contains(name) || parameters.stored().containsKey(name);
            JsonNode value = kept ? null : parameters.nodes().getOrDefault(name, pseudo.get(name));
            if (value == null) {
                throw new Foresight.Later();
            }
            return Optional.of(value);
        }

        @Override
        public boolean condition(String name) {
            throw new Foresight.Later();
        }
    }
}
