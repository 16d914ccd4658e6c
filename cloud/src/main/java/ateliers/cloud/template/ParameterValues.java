package ateliers.cloud.template;

import ateliers.cloud.door.Unsupported;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The values of a template's parameters.
 *
 * @param texts as given or by default, one a parameter; lists with commas
 * @param nodes what {@code Ref} returns: text, or a list
 * @param stored what the Parameter Store holds for those whose text is a name in it
 * @param hidden names of those with {@code NoEcho}
 */
public record ParameterValues(
        Map<String, String> texts, Map<String, JsonNode> nodes, Map<String, String> stored, Set<String> hidden) {

    /** What the Parameter Store holds. */
    public interface Store {
        /**
         * The values of the parameters that there are among these.
         *
         * @return by name, of those that are no secure strings the values
         */
        Map<String, Optional<String>> find(Set<String> names);
    }

    /**
     * Checks given values and fills in defaults.
     *
     * @param template checked by {@link TemplateCheck}
     * @throws TemplateValidationException in AWS's words when a value is missing, unknown or not allowed
     */
    public static ParameterValues resolve(ObjectNode template, Map<String, String> given, Store store) {
        JsonNode parameters = template.path("Parameters");
        Set<String> unknown = new TreeSet<>(given.keySet());
        parameters.fieldNames().forEachRemaining(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new TemplateValidationException(
                    "Parameters: [" + String.join(", ", unknown) + "] do not exist in the template");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        Set<String> missing = new TreeSet<>();
        Set<String> hidden = new TreeSet<>();
        parameters.properties().forEach(each -> {
            String value = given.getOrDefault(
                    each.getKey(),
                    each.getValue().has("Default")
                            ? each.getValue().get("Default").asText()
                            : null);
            if (value == null) {
                missing.add(each.getKey());
            }
            if (each.getValue().path("NoEcho").asBoolean(false)) {
                hidden.add(each.getKey());
            }
            texts.put(each.getKey(), value);
        });
        if (!missing.isEmpty()) {
            throw new TemplateValidationException("Parameters: [" + String.join(", ", missing) + "] must have values");
        }
        texts.forEach((name, text) -> check(name, text, parameters.get(name)));
        Map<String, String> stored = stored(parameters, texts, store);
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        texts.forEach(
                (name, text) -> nodes.put(name, node(stored.getOrDefault(name, text), type(parameters.get(name)))));
        return new ParameterValues(texts, nodes, stored, hidden);
    }

    /**
     * What the Parameter Store holds for the parameters that ask for it.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html">Systems
     *     Manager parameter types</a>
     */
    private static Map<String, String> stored(JsonNode parameters, Map<String, String> texts, Store store) {
        Map<String, String> asked = new LinkedHashMap<>(texts);
        asked.keySet().removeIf(name -> !ParameterType.namesStored(type(parameters.get(name))));
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<String, Optional<String>> found = store.find(new TreeSet<>(asked.values()));
        Set<String> gone = new TreeSet<>(asked.values());
        gone.removeAll(found.keySet());
        if (!gone.isEmpty()) {
            throw new TemplateValidationException("Unable to fetch parameters [" + String.join(",", gone)
                    + "] from parameter store for this account.");
        }
        asked.keySet().removeIf(name -> !ParameterType.stored(type(parameters.get(name))));
        Set<String> secure = new TreeSet<>(asked.values());
        secure.removeIf(name -> found.get(name).isPresent());
        if (!secure.isEmpty()) {
            throw new TemplateValidationException("Parameters [" + String.join(",", secure)
                    + "] referenced by template have types not supported by CloudFormation.");
        }
        asked.replaceAll((name, key) -> found.get(key).orElseThrow());
        return asked;
    }

    private static String type(JsonNode parameter) {
        if (!parameter.path("Type").isTextual()) {
            throw new TemplateValidationException(
                    "Template format error: Every Parameters object must contain a Type member.");
        }
        String type = parameter.get("Type").textValue();
        if (!ParameterType.provided(type)) {
            throw new Unsupported("cloudformation: the parameter type " + type);
        }
        return type;
    }

    /** What a template allows of names in the Parameter Store is asked of the name, not of what is stored. */
    private static void check(String name, String text, JsonNode parameter) {
        String type = type(parameter);
        boolean list = ParameterType.list(type) && !ParameterType.stored(type);
        for (String member : list ? members(text) : List.of(text)) {
            check(name, member, parameter, ParameterType.number(type));
        }
    }

    private static JsonNode node(String text, String type) {
        if (!ParameterType.list(type)) {
            return JsonNodeFactory.instance.textNode(text);
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        members(text).forEach(list::add);
        return list;
    }

    private static List<String> members(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).toList();
    }

    private static void check(String name, String value, JsonNode parameter, boolean number) {
        if (number && !isNumber(value)) {
            refuse(name, parameter, "must be a number.");
        }
        JsonNode allowed = parameter.path("AllowedValues");
        boolean found = allowed.isMissingNode();
        for (JsonNode each : allowed) {
            found |= each.asText().equals(value);
        }
        if (!found) {
            refuse(name, parameter, "must be one of AllowedValues");
        }
        if (parameter.has("AllowedPattern")
                && !AllowedPattern.matches(parameter.get("AllowedPattern").asText(), value)) {
            refuse(
                    name,
                    parameter,
                    "must match pattern " + parameter.get("AllowedPattern").asText());
        }
        if (value.length() < parameter.path("MinLength").asInt(0)) {
            refuse(
                    name,
                    parameter,
                    "must contain at least " + parameter.get("MinLength").asText() + " characters");
        }
        if (value.length() > parameter.path("MaxLength").asInt(Integer.MAX_VALUE)) {
            refuse(
                    name,
                    parameter,
                    "must contain at most " + parameter.get("MaxLength").asText() + " characters");
        }
        if (number && bound(parameter, "MinValue", value) > 0) {
            refuse(
                    name,
                    parameter,
                    "must be a number not less than "
                            + parameter.get("MinValue").asText());
        }
        if (number && bound(parameter, "MaxValue", value) < 0) {
            refuse(
                    name,
                    parameter,
                    "must be a number not greater than "
                            + parameter.get("MaxValue").asText());
        }
    }

    private static int bound(JsonNode parameter, String bound, String value) {
        String limit = parameter.path(bound).asText();
        return isNumber(limit) ? new BigDecimal(limit).compareTo(new BigDecimal(value)) : 0;
    }

    private static boolean isNumber(String value) {
        return value.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?") && value.length() < 100;
    }

    private static void refuse(String name, JsonNode parameter, String reason) {
        JsonNode description = parameter.path("ConstraintDescription");
        throw new TemplateValidationException(
                description.isTextual()
                        ? "Parameter " + name + " failed to satisfy constraint: " + description.textValue()
                        : "Parameter '" + name + "' " + reason);
    }
}
