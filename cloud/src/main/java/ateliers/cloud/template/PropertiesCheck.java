package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds a resource's properties against its schema. As in CloudFormation, text stands for a number or boolean where it
 * can be read as one, and any scalar stands for text. Functions not evaluated yet stand for anything.
 *
 * <p>Violations read as AWS's: a JSON pointer and what is wrong there, without the value.
 */
public final class PropertiesCheck {

    /**
     * A violation.
     *
     * @param path keys and indexes leading to the value at fault
     * @param message AWS's words with the pointer before them
     * @param early its words before anything is made
     */
    public record Violation(List<String> path, String message, String early) {
        Violation(List<String> path, String message) {
            this(path, message, message);
        }
    }

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+(\\.0+)?");
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private final ResourceSchema schema;
    private final ValueConstraints constraints;
    private final List<Violation> violations = new ArrayList<>();

    /** @param constraints null where a value is only tried against one of several types */
    private PropertiesCheck(ResourceSchema schema, ValueConstraints constraints) {
        this.schema = schema;
        this.constraints = constraints;
    }

    /** All violations, outermost first; empty when AWS's schema has nothing against the properties. */
    public static List<Violation> violations(ResourceSchema schema, JsonNode properties) {
        PropertiesCheck check = new PropertiesCheck(schema, ValueConstraints.of(schema.type()));
        if (!Functions.isFunction(properties)) {
            boolean free = schema.type().equals("AWS::CloudFormation::CustomResource");
            check.object(schema.properties(), properties, List.of(), free);
        }
        return check.violations;
    }

    /** AWS's reason for a resource that fails its schema. */
    public static String reason(String logicalId, List<Violation> violations) {
        StringBuilder reason = new StringBuilder("Properties validation failed for resource ")
                .append(logicalId)
                .append(" with message:");
        violations.forEach(each -> reason.append('\n').append(each.message()));
        return reason.toString();
    }

    private void object(Map<String, PropertySchema> properties, JsonNode value, List<String> path, boolean free) {
        properties.forEach((name, property) -> {
            if (property.required() && (!value.has(name) || Functions.isNoValue(value.get(name)))) {
                violations.add(new Violation(
                        path,
                        pointer(path) + ": required key [" + name + "] not found",
                        "Required property [" + name + "] not found"));
            }
        });
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            PropertySchema property = properties.get(entry.getKey());
            if (property != null) {
                check(property.type(), entry.getValue(), append(path, entry.getKey()));
            } else if (!free) {
                violations.add(new Violation(
                        append(path, entry.getKey()),
                        pointer(path) + ": extraneous key [" + entry.getKey() + "] is not permitted",
                        "Unsupported property [" + entry.getKey() + "]"));
            }
        }
    }

    private void check(ValueType type, JsonNode value, List<String> path) {
        if (Functions.isFunction(value)) {
            return;
        }
        int before = violations.size();
        typed(type, value, path);
        if (violations.size() == before && constraints != null) {
            constraints.violations(path, value).forEach(each -> add(path, each));
        }
    }

    private void typed(ValueType type, JsonNode value, List<String> path) {
        if (type instanceof ValueType.Scalar scalar) {
            scalar(scalar, value, path);
        } else if (type instanceof ValueType.OneOf oneOf) {
            if (value.isContainerNode()) {
                add(path, "expected type: String, found: " + found(value));
            } else if (!oneOf.values().contains(value.asText())) {
                add(path, "failed validation constraint for keyword [enum]");
            }
        } else if (type instanceof ValueType.ListOf list) {
            if (!value.isArray()) {
                add(path, "expected type: JSONArray, found: " + found(value));
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                check(list.element(), value.get(i), append(path, String.valueOf(i)));
            }
        } else if (type instanceof ValueType.MapOf map) {
            if (!value.isObject()) {
                add(path, "expected type: JSONObject, found: " + found(value));
            }
            value.properties().forEach(each -> check(map.element(), each.getValue(), append(path, each.getKey())));
        } else if (type instanceof ValueType.Definition definition) {
            nested(schema.definitions().get(definition.name()), value, path);
        } else if (type instanceof ValueType.AnyOf any) {
            any(any, value, path);
        }
    }

    private void nested(Map<String, PropertySchema> properties, JsonNode value, List<String> path) {
        if (value.isObject()) {
            object(properties, value, path, false);
        } else {
            add(path, "expected type: JSONObject, found: " + found(value));
        }
    }

    private void any(ValueType.AnyOf any, JsonNode value, List<String> path) {
        List<Violation> best = null;
        for (ValueType type : any.types()) {
            PropertiesCheck attempt = new PropertiesCheck(schema, null);
            attempt.check(type, value, path);
            if (attempt.violations.isEmpty()) {
                return;
            }
            if (best == null || attempt.violations.size() <= best.size()) {
                best = attempt.violations;
            }
        }
        add(path, "#: no subschema matched out of the total " + any.types().size() + " subschemas");
        violations.addAll(best == null ? List.of() : best);
    }

    private void scalar(ValueType.Scalar type, JsonNode value, List<String> path) {
        switch (type) {
            case STRING -> expect(value.isValueNode() && !value.isNull(), "String", value, path);
            case TIMESTAMP -> expect(value.isTextual(), "String", value, path);
            case INTEGER -> expect(number(value, INTEGER), "Integer", value, path);
            case NUMBER -> expect(number(value, NUMBER), "Number", value, path);
            case BOOLEAN ->
                expect(
                        value.isBoolean()
                                || value.isTextual()
                                        && Set.of("true", "false")
                                                .contains(value.textValue().toLowerCase(Locale.ROOT)),
                        "Boolean",
                        value,
                        path);
            case JSON -> expect(value.isContainerNode(), "JSONObject", value, path);
            case TAG -> nested(TAG, value, path);
        }
    }

    private static final Map<String, PropertySchema> TAG = Map.of(
            "Key", new PropertySchema(ValueType.Scalar.STRING, true, PropertySchema.Replacement.NEVER),
            "Value", new PropertySchema(ValueType.Scalar.STRING, true, PropertySchema.Replacement.NEVER));

    private static boolean number(JsonNode value, Pattern pattern) {
        return (value.isNumber() || value.isTextual())
                && value.asText().length() < 40
                && pattern.matcher(value.asText()).matches();
    }

    private void expect(boolean matches, String expected, JsonNode value, List<String> path) {
        if (!matches) {
            add(path, "expected type: " + expected + ", found: " + found(value));
        }
    }

    private void add(List<String> path, String message) {
        violations.add(new Violation(path, pointer(path) + ": " + message));
    }

    private static String found(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "JSONArray";
            case OBJECT -> "JSONObject";
            case BOOLEAN -> "Boolean";
            case NUMBER -> value.isIntegralNumber() ? "Integer" : "BigDecimal";
            case NULL -> "Null";
            default -> "String";
        };
    }

    private static String pointer(List<String> path) {
        return path.isEmpty() ? "#" : "#/" + String.join("/", path);
    }

    private static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }
}
