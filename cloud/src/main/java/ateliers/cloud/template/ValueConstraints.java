package ateliers.cloud.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * What the registry's schemas ask of values beside their types: lengths, bounds, patterns, numbers of elements. Made by
 * {@code cloud/src/schema/constraints.mjs}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resource-type-schemas.html">resource type schemas</a>
 */
final class ValueConstraints {

    private static final Pattern INDEX = Pattern.compile("[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
    private static final String LATER = "{{resolve:";

    private final Map<String, JsonNode> byPath = new HashMap<>();
    private final Map<String, Pattern> patterns = new HashMap<>();

    private ValueConstraints(JsonNode paths) {
        paths.properties().forEach(each -> {
            byPath.put(each.getKey(), each.getValue());
            if (each.getValue().has("pattern")) {
                String pattern = each.getValue().get("pattern").textValue();
                patterns.put(each.getKey(), Pattern.compile(pattern));
            }
        });
    }

    /** Of a type; of one that the extract lacks, none. */
    static ValueConstraints of(String type) {
        return Holder.BY_TYPE.getOrDefault(type, Holder.NONE);
    }

    /** What a value does not keep to, in AWS's words. One with a dynamic reference is not known yet. */
    List<String> violations(List<String> path, JsonNode value) {
        String place = place(path);
        JsonNode asked = byPath.get(place);
        List<String> violations = new ArrayList<>();
        if (asked == null) {
            return violations;
        }
        if (value.isArray()) {
            count(asked, "minItems", (found, bound) -> found < bound, "minimum item count", value.size(), violations);
            count(asked, "maxItems", (found, bound) -> found > bound, "maximum item count", value.size(), violations);
            if (asked.has("uniqueItems") && hasTwins(value)) {
                violations.add("array items are not unique");
            }
        } else if (value.isValueNode() && !value.asText().contains(LATER)) {
            scalar(asked, patterns.get(place), value.asText(), violations);
        }
        return violations;
    }

    private static void scalar(JsonNode asked, Pattern pattern, String text, List<String> violations) {
        int length = text.codePointCount(0, text.length());
        if (length < asked.path("minLength").asInt(0)) {
            violations.add("expected minLength: " + asked.get("minLength").asInt() + ", actual: " + length);
        }
        if (length > asked.path("maxLength").asInt(Integer.MAX_VALUE)) {
            violations.add("expected maxLength: " + asked.get("maxLength").asInt() + ", actual: " + length);
        }
        if (pattern != null && !pattern.matcher(text).find()) {
            violations.add("failed validation constraint for keyword [pattern]");
        }
        if (NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            for (String keyword : List.of("minimum", "maximum")) {
                int side = keyword.equals("minimum") ? -1 : 1;
                if (asked.has(keyword) && number.compareTo(asked.get(keyword).decimalValue()) == side) {
                    violations.add("failed validation constraint for keyword [" + keyword + "]");
                }
            }
        }
    }

    private static void count(
            JsonNode asked,
            String keyword,
            BiPredicate<Integer, Integer> breaks,
            String name,
            int found,
            List<String> violations) {
        if (asked.has(keyword) && breaks.test(found, asked.get(keyword).asInt())) {
            violations.add("expected " + name + ": " + asked.get(keyword).asInt() + ", found: " + found);
        }
    }

    private static boolean hasTwins(JsonNode list) {
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode each : list) {
            if (!seen.add(each)) {
                return true;
            }
        }
        return false;
    }

    private static String place(List<String> path) {
        StringBuilder place = new StringBuilder();
        for (String step : path) {
            place.append(place.isEmpty() ? "" : "/").append(INDEX.matcher(step).matches() ? "*" : step);
        }
        return place.toString();
    }

    private static final class Holder {
        private static final ValueConstraints NONE = new ValueConstraints(new ObjectMapper().createObjectNode());
        private static final Map<String, ValueConstraints> BY_TYPE = read();

        private static Map<String, ValueConstraints> read() {
            try (InputStream file = Objects.requireNonNull(
                            ValueConstraints.class.getResourceAsStream("resource-constraints.json.gz"));
                    InputStream json = new GZIPInputStream(file)) {
                Map<String, ValueConstraints> byType = new HashMap<>();
                new ObjectMapper()
                        .readTree(json)
                        .get("resources")
                        .properties()
                        .forEach(each -> byType.put(each.getKey(), new ValueConstraints(each.getValue())));
                return Map.copyOf(byType);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
