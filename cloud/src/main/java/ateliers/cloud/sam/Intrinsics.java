package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** CloudFormation's intrinsic functions in their long form. */
final class Intrinsics {

    private Intrinsics() {}

    static ObjectNode ref(String logicalId) {
        return Nodes.object("Ref", logicalId);
    }

    static ObjectNode getAtt(String logicalId, String attribute) {
        return Nodes.object("Fn::GetAtt", Nodes.array(logicalId, attribute));
    }

    static ObjectNode sub(String text) {
        return Nodes.object("Fn::Sub", text);
    }

    static ObjectNode sub(String text, ObjectNode variables) {
        return Nodes.object("Fn::Sub", Nodes.array(text, variables));
    }

    static ObjectNode noValue() {
        return ref("AWS::NoValue");
    }

    /** {@code Fn::If} of a value or nothing. */
    static ObjectNode onlyIf(String condition, JsonNode value) {
        return either(condition, value, noValue());
    }

    static ObjectNode either(String condition, JsonNode then, JsonNode otherwise) {
        return Nodes.object("Fn::If", Nodes.array(condition, then, otherwise));
    }

    static boolean isIntrinsic(JsonNode value) {
        if (value == null || !value.isObject() || value.size() != 1) {
            return false;
        }
        String name = value.fieldNames().next();
        return name.equals("Ref") || name.equals("Condition") || name.startsWith("Fn::");
    }

    static boolean isIf(JsonNode value) {
        return isIntrinsic(value) && value.has("Fn::If");
    }

    static boolean isNoValue(JsonNode value) {
        return isIntrinsic(value) && "AWS::NoValue".equals(Nodes.text(value, "Ref"));
    }

    /** The three items of an {@code Fn::If}: condition name, then, else. */
    static List<JsonNode> ifItems(JsonNode value) {
        JsonNode items = value.get("Fn::If");
        if (items == null || !items.isArray() || items.size() != 3) {
            throw new IllegalArgumentException("Fn::If requires 3 arguments");
        }
        return List.of(items.get(0), items.get(1), items.get(2));
    }

    /** The logical id behind a Ref or GetAtt, or null. */
    static String logicalId(JsonNode value) {
        if (!isIntrinsic(value)) {
            return null;
        }
        JsonNode getAtt = value.get("Fn::GetAtt");
        if (getAtt != null && getAtt.isArray() && !getAtt.isEmpty()) {
            return getAtt.get(0).asText();
        }
        return Nodes.text(value, "Ref");
    }

    /** What stands for a Ref or GetAtt inside the text of an {@code Fn::Sub}. */
    static String shorthand(JsonNode value) {
        JsonNode getAtt = value.get("Fn::GetAtt");
        return getAtt == null
                ? "${" + value.get("Ref").asText() + "}"
                : "${" + getAtt.get(0).asText() + "." + getAtt.get(1).asText() + "}";
    }
}
