package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Fn::ForEach}: members that stand for one member an element of a collection.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html">Fn::ForEach</a>
 */
final class ForEachLoops {
    private static final String PREFIX = "Fn::ForEach::";

    private final JsonNode parameters;
    private final ExtendedFunctions functions;

    ForEachLoops(JsonNode parameters, ExtendedFunctions functions) {
        this.parameters = parameters;
        this.functions = functions;
    }

    /**
     * The same with the members that its loops stand for in their place.
     *
     * @throws TransformFailed in AWS's words
     */
    ObjectNode expanded(ObjectNode members) {
        return expanded(members, List.of());
    }

    /** @param identifiers of the loops around */
    private ObjectNode expanded(ObjectNode members, List<String> identifiers) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        members.properties().forEach(each -> {
            String name = each.getKey();
            if (name.startsWith(PREFIX)) {
                loop(name, each.getValue(), identifiers, result);
            } else if (name.equals("Metadata")) {
                result.set(name, each.getValue());
            } else {
                add(result, name, within(each.getValue(), identifiers), name);
            }
        });
        return result;
    }

    private JsonNode within(JsonNode value, List<String> identifiers) {
        if (value instanceof ObjectNode object) {
            return expanded(object, identifiers);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(each -> copy.add(within(each, identifiers)));
            return copy;
        }
        return value;
    }

    private void loop(String name, JsonNode loop, List<String> around, ObjectNode result) {
        String identifier = loop.path(0).asText();
        if (!loop.isArray()
                || loop.size() != 3
                || !loop.get(0).isTextual()
                || identifier.isEmpty()
                || !loop.get(2).isObject()) {
            throw TransformFailed.layout(name);
        }
        if (parameters.has(identifier)) {
            throw new TransformFailed(name + ": identifier '" + identifier + "' conflicts with parameter name");
        }
        if (around.contains(identifier)) {
            throw new TransformFailed(
                    name + ": identifier '" + identifier + "' conflicts with another loop identifier");
        }
        JsonNode collection = functions.resolve(loop.get(1), name);
        if (!collection.isArray()) {
            throw TransformFailed.layout(name);
        }
        List<String> identifiers = new ArrayList<>(around);
        identifiers.add(identifier);
        for (JsonNode element : collection) {
            if (!element.isValueNode()) {
                throw TransformFailed.layout(name);
            }
            ObjectNode body = (ObjectNode) substituted(loop.get(2), identifier, element.asText());
            expanded(body, identifiers).properties().forEach(each -> add(result, each.getKey(), each.getValue(), name));
        }
    }

    private static void add(ObjectNode result, String key, JsonNode value, String loop) {
        if (result.has(key)) {
            throw new TransformFailed("Fn::ForEach expansion in '" + loop
                    + "' produced logical IDs that conflict with existing entries: " + key);
        }
        result.set(key, value);
    }

    /** A value with an element in the place of its identifier: named in texts and keys, and by {@code Ref}. */
    private static JsonNode substituted(JsonNode value, String identifier, String element) {
        if (value.isTextual()) {
            return TextNode.valueOf(substituted(value.textValue(), identifier, element));
        }
        if (value.isObject()) {
            if (value.size() == 1 && value.path("Ref").asText().equals(identifier)) {
                return TextNode.valueOf(element);
            }
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(each -> copy.set(
                            substituted(each.getKey(), identifier, element),
                            substituted(each.getValue(), identifier, element)));
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> copy.add(substituted(each, identifier, element)));
            return copy;
        }
        return value;
    }

    private static String substituted(String text, String identifier, String element) {
        return text.replace("${" + identifier + "}", element)
                .replace("&{" + identifier + "}", element.replaceAll("[^A-Za-z0-9]", ""));
    }
}
