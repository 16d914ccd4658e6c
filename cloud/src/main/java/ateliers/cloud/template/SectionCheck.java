package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The sections beside Resources: Parameters, Mappings, Conditions and Outputs. */
final class SectionCheck {

    private static final int MAX_MEMBERS = 200;
    private static final int MAX_VALUE = 4096;
    private static final Set<String> PARAMETER_MEMBERS = Set.of(
            "AllowedPattern",
            "AllowedValues",
            "ConstraintDescription",
            "Default",
            "Description",
            "MaxLength",
            "MaxValue",
            "MinLength",
            "MinValue",
            "NoEcho",
            "Type");
    private static final Set<String> RULE_MEMBERS = Set.of("Assertions", "RuleCondition");
    private static final Set<String> BOOLEAN = Set.of("Condition", "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or");
    private static final Pattern ALPHANUMERIC = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
    private static final Pattern MAPPING_KEY = Pattern.compile("[A-Za-z0-9.-]+");
    private static final Set<String> OUTPUT_MEMBERS = Set.of("Condition", "Description", "Export", "Value");

    private final ObjectNode root;
    private final Problems problems;

    SectionCheck(ObjectNode root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    void check() {
        section("Parameters").forEach(each -> parameter(each.getKey(), each.getValue()));
        section("Mappings").forEach(each -> mapping(each.getKey(), each.getValue()));
        section("Conditions").forEach(each -> {
            if (!isCondition(each.getValue())) {
                problems.format(
                        List.of("Conditions", each.getKey()),
                        "Conditions can only be boolean operations on parameters and other conditions");
            }
        });
        section("Rules").forEach(each -> {
            if (!each.getValue().path("Assertions").isArray()) {
                problems.format(List.of("Rules", each.getKey()), "Every Rules member must contain Assertions.");
            }
            each.getValue().fieldNames().forEachRemaining(member -> {
                if (!RULE_MEMBERS.contains(member)) {
                    problems.add(
                            List.of("Rules", each.getKey(), member), "Invalid template rule property '" + member + "'");
                }
            });
        });
        section("Outputs").forEach(each -> output(each.getKey(), each.getValue()));
        section("Metadata");
    }

    private static boolean isCondition(JsonNode value) {
        return value.isObject()
                && value.size() == 1
                && BOOLEAN.contains(value.fieldNames().next());
    }

    private Set<Map.Entry<String, JsonNode>> section(String name) {
        JsonNode section = root.path(name);
        if (section.isMissingNode()) {
            return Set.of();
        }
        if (!section.isObject()) {
            problems.format(List.of(name), "Any " + name + " member must be an object.");
            return Set.of();
        }
        if (section.size() > MAX_MEMBERS) {
            problems.format(
                    List.of(name),
                    "Number of " + name.toLowerCase(java.util.Locale.ROOT) + ", " + section.size()
                            + ", is greater than maximum allowed, " + MAX_MEMBERS);
            return Set.of();
        }
        return section.properties();
    }

    private void parameter(String name, JsonNode parameter) {
        List<String> path = List.of("Parameters", name);
        if (!ResourceCheck.NAME.matcher(name).matches()) {
            problems.format(path, "Parameter name " + name + " is non alphanumeric.");
        }
        parameter.fieldNames().forEachRemaining(member -> {
            if (!PARAMETER_MEMBERS.contains(member)) {
                problems.add(
                        List.of("Parameters", name, member), "Invalid template parameter property '" + member + "'");
            }
        });
        if (!parameter.path("Type").isTextual()) {
            problems.format(path, "Every Parameters object must contain a Type member.");
        } else if (!ParameterType.known(parameter.get("Type").textValue())) {
            problems.format(
                    List.of("Parameters", name, "Type"),
                    "Unrecognized parameter type: "
                            + ParameterType.named(parameter.get("Type").textValue()));
        }
        for (String bound : List.of("MinLength", "MaxLength", "MinValue", "MaxValue")) {
            if (parameter.has(bound)
                    && !NUMBER.matcher(parameter.get(bound).asText()).matches()) {
                problems.format(List.of("Parameters", name, bound), "Every " + bound + " member must be a number.");
            }
        }
        for (String text : List.of("Description", "ConstraintDescription", "AllowedPattern")) {
            if (parameter.has(text) && !parameter.get(text).isValueNode()) {
                problems.format(List.of("Parameters", name, text), "Every " + text + " member must be a string.");
            }
        }
        if (parameter.has("NoEcho") && !parameter.get("NoEcho").asText().matches("(?i)true|false")) {
            problems.format(List.of("Parameters", name, "NoEcho"), "Every NoEcho member must be a boolean.");
        }
        String value = parameter.path("Default").asText();
        if (parameter.path("Default").isContainerNode()) {
            problems.format(List.of("Parameters", name, "Default"), "Every Default member must be a string.");
        } else if (value.length() > MAX_VALUE) {
            String shown = parameter.path("NoEcho").asBoolean(false) ? "****" : value;
            problems.format(
                    List.of("Parameters", name, "Default"),
                    "Parameter '" + name + "' default value '[" + shown + "]' length is greater than " + MAX_VALUE
                            + ".");
        }
        if (parameter.has("AllowedValues") && !parameter.get("AllowedValues").isArray()) {
            problems.format(List.of("Parameters", name, "AllowedValues"), "Every AllowedValues member must be a list.");
        }
    }

    private void mapping(String name, JsonNode mapping) {
        if (!ALPHANUMERIC.matcher(name).matches()) {
            problems.format(List.of("Mappings", name), "Mappings name " + name + " is non alphanumeric.");
        }
        if (mapping.isObject() && mapping.isEmpty()) {
            problems.format(List.of("Mappings", name), "Every Mappings member must be a non-empty map");
        }
        for (Map.Entry<String, JsonNode> first : mapping.properties()) {
            mappingNames(name, first);
            for (Map.Entry<String, JsonNode> second : first.getValue().properties()) {
                if (second.getValue().isObject()) {
                    problems.format(
                            List.of("Mappings", name, first.getKey(), second.getKey()),
                            "Every Mappings attribute must be a String or a List.");
                }
            }
            if (!first.getValue().isObject()) {
                problems.format(
                        List.of("Mappings", name, first.getKey()),
                        "Every Mappings member " + first.getKey() + " must be a map");
            }
        }
        if (!mapping.isObject()) {
            problems.format(List.of("Mappings", name), "Every Mappings member must be a map");
        }
    }

    private void mappingNames(String name, Map.Entry<String, JsonNode> first) {
        if (!MAPPING_KEY.matcher(first.getKey()).matches()) {
            problems.format(
                    List.of("Mappings", name, first.getKey()),
                    "Mappings element name '" + first.getKey()
                            + "' must be non-empty and can contain only alphanumerics, '-' or '.'");
        }
        first.getValue().fieldNames().forEachRemaining(attribute -> {
            if (!ALPHANUMERIC.matcher(attribute).matches()) {
                problems.format(
                        List.of("Mappings", name, first.getKey(), attribute),
                        "Mappings attribute name '" + attribute + "' must contain only alphanumeric characters.");
            }
        });
    }

    private void output(String name, JsonNode output) {
        List<String> path = List.of("Outputs", name);
        if (!ResourceCheck.NAME.matcher(name).matches()) {
            problems.format(path, "Output name " + name + " is non alphanumeric.");
        }
        List<String> unknown = new ArrayList<>();
        output.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(OUTPUT_MEMBERS);
        if (!unknown.isEmpty()) {
            problems.format(
                    List.of("Outputs", name, unknown.get(0)),
                    "Invalid outputs property : [" + String.join(", ", unknown) + "]");
        }
        if (!output.has("Value")) {
            problems.format(path, "Every Outputs member must contain a Value object");
        } else if (output.get("Value").isContainerNode() && !Functions.isFunction(output.get("Value"))) {
            problems.add(
                    path,
                    OutputCheck.NO_TEXT + " and not a " + (output.get("Value").isArray() ? "List." : "Map."));
        }
        if (output.has("Description") && !output.get("Description").isTextual()) {
            problems.format(path, "Every Description member must be a string.");
        }
        if (output.has("Condition") && !output.get("Condition").isTextual()) {
            problems.format(path, "Every Condition member must be a string.");
        }
        if (output.has("Export")
                && !(output.get("Export").has("Name") && output.get("Export").size() == 1)) {
            problems.format(
                    path,
                    "Output " + name + " is malformed. The Name field of every Export member must be specified and"
                            + " consist only of alphanumeric characters, colons, or hyphens.");
        }
    }
}
