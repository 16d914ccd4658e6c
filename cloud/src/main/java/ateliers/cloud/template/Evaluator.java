package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Replaces intrinsic functions by their values. {@code AWS::NoValue} takes its key or element away. Refusals are
 * {@link TemplateValidationException}s in AWS's words.
 *
 * <p>Functions in functions may double at each level, so that a short template has no end: what a value, or all of them, come to is
 * counted, and refused as a template that is too large.
 */
public final class Evaluator {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What functions ask for. */
    public interface Scope {
        /** The value of a pseudo parameter, parameter or resource; empty when there is none. */
        Optional<JsonNode> ref(String name);

        /** An attribute of a resource. */
        JsonNode attribute(String resource, String attribute);

        boolean condition(String name);

        /** {@code Mappings}, an empty object when the template has none. */
        JsonNode mappings();

        /** The value of an export; empty when there is none. */
        Optional<String> export(String name);

        /** Availability zones of a region. */
        List<String> zones(String region);
    }

    /** Characters: a value is no larger than a template may be, and all values together are a few times that. */
    private static final int LONGEST_VALUE = TemplateReader.Source.URL.limit();

    private static final long LONGEST_IN_ALL = 20L * LONGEST_VALUE;

    private final Scope scope;
    private long written;

    public Evaluator(Scope scope) {
        this.scope = scope;
    }

    /** The value of an expression; a missing node for {@code AWS::NoValue}. */
    public JsonNode evaluate(JsonNode value) {
        return Functions.replaced(value, each -> call(Functions.name(each), Functions.argument(each)));
    }

    private JsonNode call(String function, JsonNode argument) {
        Functions.refusal(function, argument).ifPresent(message -> {
            throw new TemplateValidationException(message);
        });
        return switch (function) {
            case "Ref" -> ref(argument.textValue());
            case "Fn::GetAtt" -> attribute(argument);
            case "Fn::Sub" -> substitute(argument);
            case "Fn::Join" -> join(argument);
            case "Fn::Split" -> split(argument);
            case "Fn::Select" -> select(argument);
            case "Fn::If" ->
                evaluate(argument.get(scope.condition(argument.get(0).textValue()) ? 1 : 2));
            case "Fn::FindInMap" -> findInMap(argument);
            case "Fn::Base64" ->
                text(Base64.getEncoder()
                        .encodeToString(string("Fn::Base64", argument).getBytes(StandardCharsets.UTF_8)));
            case "Fn::ImportValue" -> importValue(string("Fn::ImportValue", argument));
            case "Fn::GetAZs" -> zones(string("Fn::GetAZs", argument));
            case "Fn::Cidr" -> CidrBlocks.split(evaluate(argument));
            case "Fn::And",
                    "Fn::Or",
                    "Fn::Not",
                    "Fn::Equals",
                    "Fn::Contains",
                    "Fn::EachMemberEquals",
                    "Fn::EachMemberIn" ->
                throw new TemplateValidationException("Template validation error: Template error: " + function
                        + " cannot be used outside of Conditions and Rules");
            default -> throw new Unsupported("cloudformation: " + function);
        };
    }

    private JsonNode ref(String name) {
        if (name.equals("AWS::NoValue")) {
            return MissingNode.getInstance();
        }
        return scope.ref(name)
                .orElseThrow(() ->
                        new TemplateValidationException("Template format error: Unresolved resource dependencies ["
                                + name + "] in the Resources block of the template"));
    }

    private JsonNode attribute(JsonNode argument) {
        if (argument.isTextual()) {
            Reference reference = Reference.split("Fn::GetAtt", argument.textValue(), List.of());
            return scope.attribute(reference.target(), reference.attribute());
        }
        return scope.attribute(argument.get(0).textValue(), string("Fn::GetAtt", argument.get(1)));
    }

    private JsonNode substitute(JsonNode argument) {
        String pattern =
                argument.isTextual() ? argument.textValue() : argument.get(0).textValue();
        Map<String, JsonNode> variables = new HashMap<>();
        argument.path(1).properties().forEach(each -> {
            JsonNode value = evaluate(each.getValue());
            if (!value.isValueNode()) {
                throw new TemplateValidationException("Template error: every value of the context object of every"
                        + " Fn::Sub object must be a string or a function that returns a string");
            }
            variables.put(each.getKey(), value);
        });
        StringBuilder result = new StringBuilder();
        for (Substitution part : Substitution.parse(pattern)) {
            if (!part.variable()) {
                result.append(part.text());
                continue;
            }
            Reference reference = Reference.split("Fn::Sub", part.text(), List.of());
            JsonNode value = variables.containsKey(part.text())
                    ? variables.get(part.text())
                    : reference.attribute().isEmpty()
                            ? ref(part.text())
                            : scope.attribute(reference.target(), reference.attribute());
            if (!value.isValueNode() || value.isNull()) {
                throw new TemplateValidationException("Template error: variable " + part.text()
                        + " in Fn::Sub expression does not resolve to a string");
            }
            requireBearable(result.append(value.asText()).length());
        }
        return text(result.toString());
    }

    private JsonNode join(JsonNode argument) {
        JsonNode list = evaluate(argument.get(1));
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < list.size(); i++) {
            joined.append(i > 0 ? argument.get(0).textValue() : "").append(string("Fn::Join", list.get(i)));
            requireBearable(joined.length());
        }
        return list.isArray() ? text(joined.toString()) : refuse("Fn::Join");
    }

    private JsonNode split(JsonNode argument) {
        ArrayNode parts = NODES.arrayNode();
        String delimiter = argument.get(0).textValue();
        String source = string("Fn::Split", argument.get(1));
        for (String part : delimiter.isEmpty() ? new String[] {source} : source.split(Pattern.quote(delimiter), -1)) {
            parts.add(part);
        }
        return parts;
    }

    private JsonNode select(JsonNode argument) {
        String index = string("Fn::Select", argument.get(0));
        JsonNode list = evaluate(argument.get(1));
        return list.get(index(index, list));
    }

    /** The index that {@code Fn::Select} was given, when the list has it. */
    static int index(String index, JsonNode list) {
        if (!index.matches("[0-9]{1,6}") || !list.isArray()) {
            refuse("Fn::Select");
        }
        if (Integer.parseInt(index) >= list.size()) {
            throw new TemplateValidationException(nothingAt(index));
        }
        return Integer.parseInt(index);
    }

    /** CloudFormation's own words, its two spaces included. */
    static String nothingAt(String index) {
        return "Template error: Fn::Select  cannot select nonexistent value at index " + index;
    }

    private JsonNode findInMap(JsonNode argument) {
        String map = string("Fn::FindInMap", argument.get(0));
        String first = string("Fn::FindInMap", argument.get(1));
        String second = string("Fn::FindInMap", argument.get(2));
        if (!scope.mappings().has(map)) {
            throw new TemplateValidationException("Template error: Mapping named '" + map
                    + "' is not present in the 'Mappings' section of template.");
        }
        JsonNode found = scope.mappings().get(map).path(first).path(second);
        if (found.isMissingNode()) {
            throw new TemplateValidationException(
                    "Template error: Unable to get mapping for " + map + "::" + first + "::" + second);
        }
        return found.deepCopy();
    }

    private JsonNode importValue(String name) {
        return text(scope.export(name)
                .orElseThrow(() -> new TemplateValidationException("No export named " + name + " found.")));
    }

    private JsonNode zones(String region) {
        ArrayNode zones = NODES.arrayNode();
        String wanted = region.isEmpty()
                ? scope.ref("AWS::Region").map(JsonNode::asText).orElse("")
                : region;
        scope.zones(wanted).forEach(zones::add);
        return zones;
    }

    /** An argument that must come out as a string; numbers and booleans do, as in CloudFormation. */
    private String string(String function, JsonNode argument) {
        JsonNode value = evaluate(argument);
        return value.isValueNode() && !value.isNull()
                ? value.asText()
                : refuse(function).asText();
    }

    private static JsonNode refuse(String function) {
        throw new TemplateValidationException(
                Functions.refusal(function, NODES.nullNode()).orElse("Template error: " + function));
    }

    private JsonNode text(String value) {
        written += value.length();
        requireBearable(value.length());
        return NODES.textNode(value);
    }

    private void requireBearable(int length) {
        if (length > LONGEST_VALUE || written > LONGEST_IN_ALL) {
            throw new TemplateValidationException(TemplateReader.tooLarge(LONGEST_VALUE));
        }
    }
}
