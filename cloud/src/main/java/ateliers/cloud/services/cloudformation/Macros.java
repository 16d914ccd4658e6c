package ateliers.cloud.services.cloudformation;

import ateliers.cloud.door.Place;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.template.TransformFailed;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The macros that a template asks for, in AWS's order: those that stand deepest in it first, those of its Transform section
 * last and in the section's order. So {@code AWS::LanguageExtensions} comes before {@code AWS::Serverless-2016-10-31}, which
 * would not know what to do with loops.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros-overview.html">How macros
 *     work</a>
 */
final class Macros {
    private static final String FUNCTION = "Fn::Transform";
    private static final String SECTION = "Transform";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Place place;
    private final Map<String, Macro> byName;

    Macros(Place place) {
        this.place = place;
        this.byName = Stream.of(new IncludeMacro(), new LanguageExtensionsMacro(), new ServerlessMacro(place))
                .collect(Collectors.toUnmodifiableMap(Macro::name, Function.identity()));
    }

    /** A use of a macro. */
    private record Use(String name, JsonNode parameters) {}

    /** Names of the macros that a template asks for, each once. */
    static List<String> names(ObjectNode template) {
        List<String> names = new ArrayList<>();
        uses(template.path(SECTION)).forEach(each -> names.add(each.name));
        for (JsonNode each : template.findValues(FUNCTION)) {
            uses(each).forEach(use -> names.add(use.name));
        }
        return names.stream().distinct().toList();
    }

    private static List<Use> uses(JsonNode transform) {
        List<Use> uses = new ArrayList<>();
        for (JsonNode each : transform.isArray() ? transform : List.of(transform)) {
            JsonNode name = each.isObject() ? each.path("Name") : each;
            if (name.isTextual()) {
                uses.add(new Use(name.textValue(), each.path("Parameters")));
            } else if (!each.isMissingNode()) {
                throw CfnErrors.validation("Key Name of transform definition must be a string.");
            }
        }
        return uses;
    }

    /** The template without its macros. */
    ObjectNode expand(ObjectNode template, Macro.Setting setting) {
        List<Use> section = uses(template.path(SECTION));
        section.forEach(each -> macro(each.name));
        ObjectNode expanded = (ObjectNode) nested(template, setting);
        for (Use each : section) {
            expanded = apply(each, expanded, setting);
        }
        if (!section.isEmpty()) {
            expanded.remove(SECTION);
        }
        return expanded;
    }

    private Macro macro(String name) {
        if (name.equals("AWS::SecretsManager-2020-07-23")) {
            throw new Unsupported("cloudformation: the transform " + name);
        }
        Macro macro = byName.get(name);
        if (macro == null) {
            throw CfnErrors.validation("No transform named " + place.account() + "::" + name + " found.");
        }
        return macro;
    }

    private ObjectNode apply(Use use, ObjectNode template, Macro.Setting setting) {
        try {
            return macro(use.name).expand(template, use.parameters, setting);
        } catch (TransformFailed e) {
            throw CfnErrors.validation("Transform " + use.name + " failed with: " + e.getMessage());
        }
    }

    private JsonNode nested(JsonNode value, Macro.Setting setting) {
        if (value.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            value.forEach(each -> copy.add(nested(each, setting)));
            return copy;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode copy = NODES.objectNode();
        value.properties().forEach(each -> {
            if (!each.getKey().equals(FUNCTION)) {
                copy.set(each.getKey(), nested(each.getValue(), setting));
            }
        });
        ObjectNode result = copy;
        for (Use use : uses(value.path(FUNCTION))) {
            if (!macro(use.name).name().equals(IncludeMacro.NAME)) {
                throw new Unsupported("cloudformation: the transform " + use.name + " within a template");
            }
            result = apply(use, result, setting);
        }
        return result;
    }
}
