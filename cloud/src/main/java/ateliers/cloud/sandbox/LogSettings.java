package ateliers.cloud.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;

/**
 * How a function wants its log.
 *
 * @param json whether in JSON; else in text, and without levels
 * @param applicationLevel the least of what the function writes that is kept, as {@code INFO}
 * @param systemLevel the least of what Lambda writes that is kept: {@code DEBUG}, {@code INFO} or {@code WARN}
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html">JSON and plain
 *     text log formats</a>
 */
public record LogSettings(boolean json, String applicationLevel, String systemLevel) {
    /** As functions have it that do not ask. */
    public static final LogSettings TEXT = new LogSettings(false, "", "");

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether a level is less than the least that is kept. */
    static boolean isBelow(String level, String least) {
        return LEVELS.indexOf(level) < LEVELS.indexOf(least);
    }

    /** Whether a line of the function's stays; one that tells no level is {@code INFO}. */
    boolean keeps(String line) {
        return !json || !isBelow(level(line), applicationLevel);
    }

    private static String level(String line) {
        if (!line.startsWith("{")) {
            return "INFO";
        }
        try {
            JsonNode tree = JSON.readTree(line);
            String level = tree.path("level").asText().toUpperCase(Locale.ROOT);
            return LEVELS.contains(level) ? level : "INFO";
        } catch (JsonProcessingException e) {
            return "INFO";
        }
    }
}
