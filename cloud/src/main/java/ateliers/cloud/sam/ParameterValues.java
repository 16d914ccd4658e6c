package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of a template's parameters, and references to them replaced. */
final class ParameterValues {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, Integer> lengths = new HashMap<>();
    private final Expansion expansion = new Expansion();

    ParameterValues(ObjectNode template, SamContext context) {
        if (Nodes.get(template, "Parameters") instanceof ObjectNode parameters) {
            for (String name : Nodes.names(parameters)) {
                JsonNode value = Nodes.get(parameters.get(name), "Default");
                if (value != null) {
                    values.put(name, value);
                }
            }
        }
        context.parameters()
                .forEach((name, value) ->
                        values.put(name, Nodes.object("v", value).get("v")));
        values.put("AWS::Region", Nodes.object("v", context.region()).get("v"));
        values.put("AWS::Partition", Nodes.object("v", context.partition()).get("v"));
    }

    /** A copy in which every Ref to a parameter, and every such variable of an {@code Fn::Sub}, is its value; null stays null. */
    JsonNode resolve(JsonNode value) {
        if (value == null) {
            return null;
        }
        if (value.isArray()) {
            ArrayNode copy = Nodes.array();
            value.forEach(item -> copy.add(resolve(item)));
            return copy;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        if (Intrinsics.isIntrinsic(object)) {
            String name = Nodes.text(object, "Ref");
            if (name != null && values.containsKey(name)) {
                expansion.add(lengths.computeIfAbsent(
                        name, each -> values.get(each).toString().length()));
                return values.get(name).deepCopy();
            }
        }
        ObjectNode copy = Nodes.object();
        for (String name : Nodes.names(object)) {
            copy.set(name, resolve(object.get(name)));
        }
        return Intrinsics.isIntrinsic(copy) && copy.has("Fn::Sub") ? substitute(copy) : copy;
    }

    private ObjectNode substitute(ObjectNode sub) {
        JsonNode argument = sub.get("Fn::Sub");
        if (argument.isTextual()) {
            sub.put("Fn::Sub", substitute(argument.textValue()));
        } else if (argument instanceof ArrayNode items
                && !items.isEmpty()
                && items.get(0).isTextual()) {
            items.set(0, substitute(items.get(0).textValue()));
        }
        return sub;
    }

    private String substitute(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            JsonNode value = values.get(match.group(1));
            if (value != null && value.isContainerNode()) {
                throw SamProblem.template("Invalid Fn::Sub variable value " + RestApiAuth.shown(value)
                        + ". Fn::Sub expects all variables to be strings.");
            }
            String written = value == null ? match.group() : value.asText();
            expansion.add(written.length());
            return Matcher.quoteReplacement(written);
        });
    }
}
