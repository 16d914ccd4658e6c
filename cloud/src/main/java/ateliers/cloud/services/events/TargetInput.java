package ateliers.cloud.services.events;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What a target gets of an event: all of it, a constant, a part, or a template filled with parts.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">Input
 *     transformation</a>
 */
final class TargetInput {
    private static final ObjectMapper JSON = Json.mapper();
    private static final Pattern PLACEHOLDER = Pattern.compile("<([^<>]+)>");

    /** A part may be shown thousands of times. */
    private static final int LONGEST = 1 << 20;

    private static final Set<String> PREDEFINED = Set.of(
            "aws.events.rule-arn",
            "aws.events.rule-name",
            "aws.events.event.ingestion-time",
            "aws.events.event",
            "aws.events.event.json");
    private static final Configuration PATHS = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider())
            .mappingProvider(new JacksonMappingProvider())
            .options(Option.SUPPRESS_EXCEPTIONS)
            .build();

    private TargetInput() {}

    /** Refuses what a target asks for and no event could give. */
    static void check(Target target) {
        if (Stream.of(target.input(), target.inputPath(), target.inputTransformer())
                        .filter(each -> each != null)
                        .count()
                > 1) {
            throw EventsErrors.validation(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target " + target.id()
                            + ".");
        }
        if (target.input() != null && json(target.input()).isEmpty()) {
            throw EventsErrors.validation("JSON syntax error in input for target " + target.id() + ".");
        }
        if (target.inputPath() != null && !isPath(target.inputPath())) {
            throw EventsErrors.validation("InputPath for target " + target.id() + " is invalid.");
        }
        if (target.inputTransformer() != null) {
            check(target.id(), target.inputTransformer());
        }
    }

    private static void check(String id, InputTransformer transformer) {
        Matcher each = PLACEHOLDER.matcher(transformer.inputTemplate());
        while (each.find()) {
            if (!transformer.inputPathsMap().containsKey(each.group(1)) && !PREDEFINED.contains(each.group(1))) {
                throw EventsErrors.validation(
                        "InputTemplate for target " + id + " contains invalid placeholder " + each.group(1) + ".");
            }
        }
        transformer.inputPathsMap().values().stream()
                .filter(path -> !isPath(path))
                .findFirst()
                .ifPresent(path -> {
                    throw EventsErrors.validation("InputPath for target " + id + " is invalid.");
                });
    }

    private static boolean isPath(String path) {
        try {
            return path.startsWith("$") && JsonPath.compile(path).isDefinite();
        } catch (JsonPathException | IllegalArgumentException e) {
            return false;
        }
    }

    /** What the target gets; empty where its template, filled, is no JSON any more. */
    static Optional<String> of(Target target, EventRule rule, Event event) {
        if (target.input() != null) {
            return Optional.of(target.input());
        }
        if (target.inputPath() != null) {
            return Optional.of(part(event, target.inputPath()))
                    .filter(found -> !found.isMissingNode())
                    .map(JsonNode::toString);
        }
        if (target.inputTransformer() != null) {
            return filled(target.inputTransformer(), rule, event);
        }
        return Optional.of(event.json().toString());
    }

    private static JsonNode part(Event event, String path) {
        JsonNode found = JsonPath.using(PATHS).parse(event.json()).read(path);
        return found == null ? MissingNode.getInstance() : found;
    }

    private static Optional<String> filled(InputTransformer transformer, EventRule rule, Event event) {
        String template = transformer.inputTemplate();
        boolean isObject = template.strip().startsWith("{");
        Map<String, JsonNode> values = new HashMap<>();
        transformer.inputPathsMap().forEach((name, path) -> values.put(name, part(event, path)));
        values.put("aws.events.rule-arn", JSON.getNodeFactory().textNode(rule.arn));
        values.put("aws.events.rule-name", JSON.getNodeFactory().textNode(rule.name));
        values.put(
                "aws.events.event.ingestion-time",
                JSON.getNodeFactory().textNode(event.ingested().toString()));
        values.put("aws.events.event", withoutDetail(event.json()));
        values.put("aws.events.event.json", event.json());
        Matcher each = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (each.find()) {
            boolean quoted = isQuoted(template, each.start());
            String value = shown(values.get(each.group(1)), isObject, quoted);
            each.appendReplacement(text, Matcher.quoteReplacement(value));
            if (text.length() > LONGEST) {
                throw new Unsupported("events: an input transformer that makes more than a megabyte of an event");
            }
        }
        each.appendTail(text);
        return isObject ? json(text.toString()).map(JsonNode::toString) : Optional.of(text.toString());
    }

    /** A value within an object is JSON, and bare within a string; in a text, all that quotes is gone. */
    private static String shown(JsonNode value, boolean isObject, boolean quoted) {
        if (value.isMissingNode() || value.isNull()) {
            return isObject && !quoted ? "\"\"" : "";
        }
        if (value.isTextual()) {
            String escaped = value.toString();
            return isObject && !quoted ? escaped : escaped.substring(1, escaped.length() - 1);
        }
        return isObject ? value.toString() : value.toString().replace("\"", "");
    }

    /** Whether a place in a template lies between quotes. */
    private static boolean isQuoted(String template, int place) {
        boolean quoted = false;
        for (int at = 0; at < place; at++) {
            if (template.charAt(at) == '"' && (at == 0 || template.charAt(at - 1) != '\\')) {
                quoted = !quoted;
            }
        }
        return quoted;
    }

    private static ObjectNode withoutDetail(ObjectNode event) {
        ObjectNode rest = JSON.createObjectNode();
        event.properties().stream()
                .filter(each -> !each.getKey().equals("detail"))
                .forEach(each ->
                        rest.set(each.getKey().equals("detail-type") ? "detailType" : each.getKey(), each.getValue()));
        return rest;
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(read -> !read.isMissingNode());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
