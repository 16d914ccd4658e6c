package ateliers.cloud.executeapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a function answered to a proxy integration.
 *
 * @param headers by name, which compare without regard to case
 * @param body as text; base64 when it says so
 */
public record ProxyAnswer(int status, Map<String, List<String>> headers, String body, boolean base64) {
    private static final Set<String> KEYS =
            Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");
    private static final String SET_COOKIE = "set-cookie";
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 599;

    /** Thrown for an answer that is no HTTP response; the message tells what is wrong with it. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads payload format 1.0. An object without any known key, an unknown key, a body that is no text and a status
     * that is no number are refused, as REST APIs do.
     */
    public static ProxyAnswer read(byte[] payload) throws Malformed {
        JsonNode answer = parse(payload)
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Malformed("the answer is no JSON object"));
        if (answer.isEmpty()) {
            throw new Malformed("the answer is empty");
        }
        for (Map.Entry<String, JsonNode> each : answer.properties()) {
            if (!KEYS.contains(each.getKey())) {
                throw new Malformed("the answer has the unknown key " + each.getKey());
            }
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        addAll(answer.path("multiValueHeaders"), headers);
        addEach(answer.path("headers"), headers);
        return new ProxyAnswer(status(answer.path("statusCode")), headers, body(answer.path("body")), base64(answer));
    }

    /** The answer as JSON; empty when it is none. */
    static Optional<JsonNode> parse(byte[] payload) {
        try {
            JsonNode node = ProxyEvent.JSON.readTree(payload);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static int status(JsonNode node) throws Malformed {
        if (node.isMissingNode() || node.isNull()) {
            return 200;
        }
        try {
            int status = node.isTextual() || node.isIntegralNumber()
                    ? Integer.parseInt(node.asText().trim())
                    : 0;
            if (status >= LOWEST_STATUS && status <= HIGHEST_STATUS) {
                return status;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Malformed("the statusCode " + node + " is no HTTP status");
    }

    static String body(JsonNode node) throws Malformed {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new Malformed("the body is no text");
        }
        return node.textValue();
    }

    static boolean base64(JsonNode answer) {
        return answer.path("isBase64Encoded").asBoolean(false);
    }

    static void addEach(JsonNode node, Map<String, List<String>> headers) throws Malformed {
        for (Map.Entry<String, JsonNode> each : object(node, "headers")) {
            add(headers, each.getKey(), each.getValue());
        }
    }

    /** They take the place of a header of that name. */
    static void addCookies(JsonNode cookies, Map<String, List<String>> headers) throws Malformed {
        if (!cookies.isEmpty()) {
            headers.remove(SET_COOKIE);
        }
        for (JsonNode cookie : cookies) {
            add(headers, SET_COOKIE, cookie);
        }
    }

    private static void addAll(JsonNode node, Map<String, List<String>> headers) throws Malformed {
        for (Map.Entry<String, JsonNode> each : object(node, "multiValueHeaders")) {
            if (!each.getValue().isArray()) {
                throw new Malformed("the multiValueHeaders' " + each.getKey() + " is no list");
            }
            for (JsonNode value : each.getValue()) {
                add(headers, each.getKey(), value);
            }
        }
    }

    private static Set<Map.Entry<String, JsonNode>> object(JsonNode node, String what) throws Malformed {
        if (node.isMissingNode() || node.isNull()) {
            return Set.of();
        }
        if (!node.isObject()) {
            throw new Malformed("the " + what + " are no object");
        }
        return node.properties();
    }

    private static void add(Map<String, List<String>> headers, String name, JsonNode value) throws Malformed {
        if (value.isContainerNode()) {
            throw new Malformed("the header " + name + " is no text");
        }
        String text = value.isNull() ? "" : value.asText();
        if (!isSafe(name) || !isSafe(text)) {
            throw new Malformed("the header " + name + " has control characters");
        }
        List<String> values = headers.computeIfAbsent(name, n -> new ArrayList<>(1));
        if (!values.contains(text)) {
            values.add(text);
        }
    }

    /** A line break in a header would forge other headers. */
    private static boolean isSafe(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 127 || c == '\t');
    }

    /** The body's bytes; empty when its base64 cannot be read. */
    public Optional<byte[]> bytes(boolean decode) {
        if (!decode || !base64) {
            return Optional.of(body.getBytes(StandardCharsets.UTF_8));
        }
        try {
            return Optional.of(Base64.getDecoder().decode(body.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The headers in a map of their own, names as the function wrote them. */
    public Map<String, List<String>> copyOfHeaders() {
        return new LinkedHashMap<>(headers);
    }
}
