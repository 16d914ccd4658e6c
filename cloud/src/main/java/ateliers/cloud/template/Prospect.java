package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** What properties will come to when a change set is executed, as far as that is known as it is made. */
public final class Prospect {

    /** AWS's word for what is not. */
    public static final String UNKNOWN = "{{changeSet:KNOWN_AFTER_APPLY}}";

    /**
     * A mention of a resource.
     *
     * @param attribute empty for its reference
     * @param path where it stands
     */
    public record Mention(String target, String attribute, List<String> path) {}

    private Prospect() {}

    /**
     * A value with the functions evaluated that ask for what is known.
     *
     * @param known reference or attribute of a resource; empty for what is made, or made anew
     */
    public static JsonNode of(JsonNode foreseen, BiFunction<String, String, Optional<String>> known) {
        Evaluator evaluator = new Evaluator(new Partly(known));
        return Functions.replaced(foreseen, call -> {
            try {
                return evaluator.evaluate(call);
            } catch (Foresight.Later e) {
                return TextNode.valueOf(UNKNOWN);
            }
        });
    }

    /** Where two values differ, as deep as both are objects or lists. */
    public static List<List<String>> differences(JsonNode before, JsonNode after) {
        List<List<String>> found = new ArrayList<>();
        walk(before, after, List.of(), found);
        return found;
    }

    private static void walk(JsonNode before, JsonNode after, List<String> path, List<List<String>> found) {
        if (before.equals(after)) {
            return;
        }
        boolean plain = !Functions.isFunction(before) && !Functions.isFunction(after);
        if (plain && (before.isObject() && after.isObject() || path.isEmpty())) {
            Set<String> keys = new TreeSet<>();
            before.fieldNames().forEachRemaining(keys::add);
            after.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> walk(before.path(key), after.path(key), longer(path, key), found));
        } else if (plain && before.isArray() && after.isArray()) {
            for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                walk(before.path(i), after.path(i), longer(path, String.valueOf(i)), found);
            }
        } else {
            found.add(path);
        }
    }

    /** The value at a path; a missing node where there is none. */
    public static JsonNode at(JsonNode value, List<String> path) {
        JsonNode at = value;
        for (String step : path) {
            at = at.isArray()
                    ? at.path(Integer.parseInt(step))
                    : at.isObject() ? at.path(step) : MissingNode.getInstance();
        }
        return at;
    }

    /** Resources and parameters that functions of a value mention; the path of the outermost function. */
    public static List<Mention> mentions(JsonNode value) {
        List<Mention> found = new ArrayList<>();
        mentions(value, List.of(), found);
        return found.stream().distinct().toList();
    }

    private static void mentions(JsonNode value, List<String> path, List<Mention> found) {
        if (Functions.isFunction(value)) {
            Reference.in(value, List.of())
                    .forEach(each -> found.add(new Mention(each.target(), each.attribute(), path)));
        } else if (value.isObject()) {
            value.properties().forEach(each -> mentions(each.getValue(), longer(path, each.getKey()), found));
        } else {
            for (int i = 0; i < value.size(); i++) {
                mentions(value.get(i), longer(path, String.valueOf(i)), found);
            }
        }
    }

    private static List<String> longer(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private record Partly(BiFunction<String, String, Optional<String>> known) implements Foresight.Unborn {

        @Override
        public Optional<JsonNode> ref(String name) {
            return Optional.of(attribute(name, ""));
        }

        @Override
        public JsonNode attribute(String resource, String attribute) {
            return known.apply(resource, attribute)
                    .<JsonNode>map(TextNode::valueOf)
                    .orElseThrow(Foresight.Later::new);
        }

        @Override
        public boolean condition(String name) {
            throw new Foresight.Later();
        }

        @Override
        public JsonNode mappings() {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
