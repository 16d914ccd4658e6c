package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * A mention of a resource or parameter by a function.
 *
 * @param function {@code Ref}, {@code Fn::GetAtt} or {@code Fn::Sub}
 * @param target the logical id
 * @param attribute empty for the value of {@code Ref}
 * @param path where the function stands
 */
record Reference(String function, String target, String attribute, List<String> path) {

    /** A call of a function, wherever it stands. */
    record Call(String function, JsonNode argument, List<String> path) {}

    /** All calls in a value, outermost first. */
    static List<Call> calls(JsonNode value, List<String> path) {
        List<Call> calls = new ArrayList<>();
        walk(value, new ArrayDeque<>(path), calls);
        return calls;
    }

    /** All references in a value. */
    static List<Reference> in(JsonNode value, List<String> path) {
        List<Reference> references = new ArrayList<>();
        for (Call call : calls(value, path)) {
            switch (call.function) {
                case "Ref" -> references.add(new Reference("Ref", call.argument.asText(), "", call.path));
                case "Fn::GetAtt" -> references.add(attribute(call));
                case "Fn::Sub" -> substitutions(call, references);
                default -> {
                    // mentions nothing by itself
                }
            }
        }
        return references;
    }

    private static Reference attribute(Call call) {
        if (call.argument.isTextual()) {
            return split("Fn::GetAtt", call.argument.textValue(), call.path);
        }
        JsonNode attribute = call.argument.path(1);
        return new Reference(
                "Fn::GetAtt",
                call.argument.path(0).asText(),
                attribute.isTextual() ? attribute.textValue() : "?",
                call.path);
    }

    private static void substitutions(Call call, List<Reference> references) {
        boolean plain = call.argument.isTextual();
        String text = plain ? call.argument.textValue() : call.argument.path(0).asText();
        JsonNode variables = call.argument.path(1);
        for (Substitution part : Substitution.parse(text)) {
            if (part.variable() && !variables.has(part.text())) {
                references.add(split("Fn::Sub", part.text(), call.path));
            }
        }
    }

    static Reference split(String function, String name, List<String> path) {
        int dot = name.indexOf('.');
        return dot < 0
                ? new Reference(function, name, "", path)
                : new Reference(function, name.substring(0, dot), name.substring(dot + 1), path);
    }

    private static void walk(JsonNode value, Deque<String> path, List<Call> calls) {
        if (Functions.isFunction(value)) {
            calls.add(new Call(Functions.name(value), Functions.argument(value), List.copyOf(path)));
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                step(entry.getKey(), entry.getValue(), path, calls);
            }
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                step(String.valueOf(i), value.get(i), path, calls);
            }
        }
    }

    private static void step(String key, JsonNode value, Deque<String> path, List<Call> calls) {
        path.addLast(key);
        walk(value, path, calls);
        path.removeLast();
    }
}
