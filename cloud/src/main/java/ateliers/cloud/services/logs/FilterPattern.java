package ateliers.cloud.services.logs;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filter patterns of unstructured and JSON events: terms, {@code "phrases"}, {@code -excluded}, {@code ?optional}, and
 * <code>{ $.a.b = "x" &amp;&amp; $.n &gt; 3 }</code>.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Syntax</a>
 */
final class FilterPattern {
    private static final Pattern TERM = Pattern.compile("\\s*([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"]+))");
    private static final Pattern COMPARISON = Pattern.compile("\\s*\\$((?:\\.[A-Za-z0-9_-]+|\\[\\d+\\])+)\\s*"
            + "(!=|>=|<=|=|>|<)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s()&|}]+)\\s*");
    private static final ObjectMapper JSON = Json.mapper();

    private FilterPattern() {}

    /** Reads a pattern; an absent or empty one takes everything. */
    static Predicate<String> of(String pattern) {
        if (pattern == null || pattern.isBlank()) {
            return message -> true;
        }
        String text = pattern.trim();
        if (text.startsWith("{")) {
            if (!text.endsWith("}")) {
                throw LogsErrors.invalid("Invalid filter pattern");
            }
            return json(text.substring(1, text.length() - 1));
        }
        if (text.startsWith("[")) {
            throw new Unsupported("logs: filter patterns of space-delimited events");
        }
        if (text.startsWith("%")) {
            throw new Unsupported("logs: filter patterns with regular expressions");
        }
        return terms(text);
    }

    private static Predicate<String> terms(String text) {
        List<String> required = new ArrayList<>();
        List<String> excluded = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        Matcher matcher = TERM.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            String term = matcher.group(2) == null ? matcher.group(3) : unquoted(matcher.group(2));
            switch (matcher.group(1)) {
                case "-" -> excluded.add(term);
                case "?" -> optional.add(term);
                default -> required.add(term);
            }
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw LogsErrors.invalid("Invalid filter pattern");
        }
        return message -> required.stream().allMatch(message::contains)
                && excluded.stream().noneMatch(message::contains)
                && (optional.isEmpty() || optional.stream().anyMatch(message::contains));
    }

    private static Predicate<String> json(String expression) {
        if (expression.contains("(")
                || expression.matches("(?s).*\\s(IS|NOT|EXISTS)\\s.*")
                || expression.contains("%")) {
            throw new Unsupported("logs: the filter pattern {" + expression + "}");
        }
        List<List<Predicate<JsonNode>>> either = new ArrayList<>();
        for (String part : expression.split("\\|\\|")) {
            List<Predicate<JsonNode>> all = new ArrayList<>();
            for (String comparison : part.split("&&")) {
                all.add(comparison(comparison));
            }
            either.add(all);
        }
        return message -> {
            JsonNode event = parse(message);
            return event != null && either.stream().anyMatch(all -> all.stream().allMatch(test -> test.test(event)));
        };
    }

    private static Predicate<JsonNode> comparison(String text) {
        Matcher matcher = COMPARISON.matcher(text);
        if (!matcher.matches()) {
            throw LogsErrors.invalid("Invalid filter pattern");
        }
        String pointer = matcher.group(1).replaceAll("\\[(\\d+)]", "/$1").replace('.', '/');
        String operator = matcher.group(2);
        String value = matcher.group(3);
        boolean quoted = value.startsWith("\"");
        String wanted = quoted ? unquoted(value.substring(1, value.length() - 1)) : value;
        return event -> {
            JsonNode found = event.at(pointer);
            if (found.isMissingNode() || found.isContainerNode()) {
                return false;
            }
            if (!quoted && found.isNumber() && isNumber(wanted)) {
                // As doubles: some exponents are beyond what Java's decimals hold.
                int order = Double.compare(found.doubleValue(), Double.parseDouble(wanted));
                return switch (operator) {
                    case "=" -> order == 0;
                    case "!=" -> order != 0;
                    case ">" -> order > 0;
                    case "<" -> order < 0;
                    case ">=" -> order >= 0;
                    default -> order <= 0;
                };
            }
            boolean equal = isLike(found.asText(), wanted);
            return operator.equals("=") ? equal : operator.equals("!=") && !equal;
        };
    }

    /** Looks for each part behind the one before: as a regular expression, many asterisks would never come to an end. */
    private static boolean isLike(String text, String wanted) {
        String[] parts = wanted.split("\\*", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1) {
            return text.equals(wanted);
        }
        if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= text.length() - last.length();
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    private static String unquoted(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    private static JsonNode parse(String message) {
        try {
            JsonNode tree = message.startsWith("{") ? JSON.readTree(message) : null;
            return tree != null && tree.isObject() ? tree : null;
        } catch (IOException e) {
            return null;
        }
    }
}
