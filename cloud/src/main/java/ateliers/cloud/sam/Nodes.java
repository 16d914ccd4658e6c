package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Short ways to build and read JSON trees. A JSON null counts as absent, as it does in a template. */
final class Nodes {

    private static final JsonNodeFactory FACTORY = JsonNodeFactory.instance;

    private Nodes() {}

    /** An object of the given names and values in turn; a pair whose value is null is left out. */
    static ObjectNode object(Object... namesAndValues) {
        ObjectNode object = FACTORY.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            put(object, (String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static ArrayNode array(Object... items) {
        ArrayNode array = FACTORY.arrayNode();
        for (Object item : items) {
            array.add(node(item));
        }
        return array;
    }

    /** Sets a member unless the value is null. */
    static void put(ObjectNode object, String name, Object value) {
        if (value != null) {
            object.set(name, node(value));
        }
    }

    /** The member, or null where it is absent or JSON null. */
    static JsonNode get(JsonNode object, String name) {
        JsonNode value = object == null ? null : object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** The text of a member, or null where it is no string. */
    static String text(JsonNode object, String name) {
        JsonNode value = get(object, name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** The member as an object, created empty where it is absent; null where it is something else. */
    static ObjectNode child(ObjectNode object, String name) {
        if (get(object, name) == null) {
            object.set(name, FACTORY.objectNode());
        }
        return object.get(name) instanceof ObjectNode child ? child : null;
    }

    /** The member as a list, created empty where it is absent; the problem is thrown where it is something else. */
    static ArrayNode list(ObjectNode object, String name, SamProblem problem) {
        if (get(object, name) == null) {
            return object.putArray(name);
        }
        if (object.get(name) instanceof ArrayNode list) {
            return list;
        }
        throw problem;
    }

    /** The member as an object, created empty where it is absent; the problem is thrown where it is something else. */
    static ObjectNode child(ObjectNode object, String name, SamProblem problem) {
        ObjectNode child = child(object, name);
        if (child == null) {
            throw problem;
        }
        return child;
    }

    /** Whether a value says something: not absent, false, zero, or empty. */
    static boolean says(JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isTextual()) {
            return !value.textValue().isEmpty();
        }
        return value.isNumber() ? value.doubleValue() != 0 : !value.isEmpty();
    }

    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    static boolean contains(ArrayNode array, JsonNode item) {
        for (JsonNode each : array) {
            if (each.equals(item)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        if (value instanceof String text) {
            return FACTORY.textNode(text);
        }
        if (value instanceof Boolean flag) {
            return FACTORY.booleanNode(flag);
        }
        if (value instanceof Integer number) {
            return FACTORY.numberNode(number);
        }
        throw new IllegalArgumentException("Not a JSON value: " + value);
    }
}
