package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which properties a serverless resource or event has, which are required, and their types. Written one a line:
 * {@code Name: type|type}, {@code Name!:} where required, {@code Name=:} where an intrinsic function is not accepted.
 * Properties that SAM knows and this transform does not are marked {@code Name?}: they are {@code Unsupported}.
 */
final class PropertyRules {

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            // SAM says what it expected of maps and strings only.
            Map.entry("any", new Kind(null, value -> true)),
            Map.entry("string", new Kind("string", JsonNode::isTextual)),
            Map.entry("map", new Kind("map", JsonNode::isObject)),
            Map.entry("list", new Kind(null, JsonNode::isArray)),
            Map.entry("bool", new Kind(null, JsonNode::isBoolean)),
            Map.entry("int", new Kind(null, JsonNode::isIntegralNumber)),
            Map.entry("strings", new Kind(null, value -> value.isArray() && all(value, JsonNode::isTextual))),
            Map.entry(
                    "list-of-string|map",
                    new Kind(
                            null, value -> value.isArray() && all(value, item -> item.isTextual() || item.isObject()))),
            Map.entry("map-of-string", new Kind(null, value -> value.isObject() && all(value, JsonNode::isTextual))),
            Map.entry(
                    "map-of-int|map",
                    new Kind(
                            null,
                            value -> value.isObject()
                                    && all(value, item -> item.isIntegralNumber() || item.isObject()))),
            Map.entry("map-of-map", new Kind(null, value -> value.isObject() && all(value, JsonNode::isObject))));

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private PropertyRules() {}

    static PropertyRules of(String lines) {
        PropertyRules result = new PropertyRules();
        for (String line : lines.strip().split("\\s*\\R\\s*")) {
            result.add(line);
        }
        return result;
    }

    /** These rules and more lines, which may replace some. */
    PropertyRules with(String lines) {
        PropertyRules result = of(lines);
        rules.forEach(result.rules::putIfAbsent);
        return result;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String marks = name.replaceAll("[^!=?]", "");
        String bare = name.substring(0, name.length() - marks.length());
        Kind kind =
                colon < 0 ? KINDS.get("any") : kind(line.substring(colon + 1).strip());
        rules.put(bare, new Rule(marks.contains("!"), !marks.contains("="), marks.contains("?"), kind));
    }

    private static Kind kind(String text) {
        Kind whole = KINDS.get(text);
        if (whole != null) {
            return whole;
        }
        int bar = text.indexOf('|');
        if (bar < 0) {
            throw new IllegalArgumentException("Unknown kind of property: " + text);
        }
        Predicate<JsonNode> either = kind(text.substring(0, bar))
                .holds()
                .or(kind(text.substring(bar + 1)).holds());
        return new Kind(null, either);
    }

    /**
     * Checks names, required properties and types, in SAM's words.
     *
     * @param logicalId the id the error names
     * @param type the resource or event type
     */
    void check(String logicalId, String type, ObjectNode properties) {
        for (String name : Nodes.names(properties)) {
            Rule rule = rules.get(name);
            if (rule == null) {
                throw SamProblem.resource(logicalId, "property " + name + " not defined for resource of type " + type);
            }
            if (rule.unsupported()) {
                throw Gaps.property(type, name, logicalId);
            }
        }
        rules.forEach((name, rule) -> check(logicalId, name, rule, Nodes.get(properties, name)));
    }

    private static void check(String logicalId, String name, Rule rule, JsonNode value) {
        if (value == null) {
            if (rule.required()) {
                throw SamProblem.resource(logicalId, "Missing required property '" + name + "'.");
            }
            return;
        }
        // SAM takes any one-entry map for an intrinsic function and leaves the rest of the check to CloudFormation.
        boolean intrinsic = rule.intrinsics() && value.isObject() && value.size() == 1;
        if (!intrinsic && !rule.kind().holds().test(value)) {
            throw SamProblem.wrongType(logicalId, name, rule.kind().expected());
        }
    }

    Set<String> names() {
        return rules.keySet();
    }

    private static boolean all(JsonNode container, Predicate<JsonNode> holds) {
        for (JsonNode item : container) {
            if (!holds.test(item)) {
                return false;
            }
        }
        return true;
    }

    private record Kind(String expected, Predicate<JsonNode> holds) {}

    private record Rule(boolean required, boolean intrinsics, boolean unsupported, Kind kind) {}
}
