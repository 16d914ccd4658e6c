package ateliers.cloud.executeapi;

import ateliers.cloud.executeapi.ProxyAnswer.Malformed;
import ateliers.cloud.http.WireResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a function answered to an HTTP API or by its URL, in payload format 2.0 or 1.0. */
public final class HttpAnswer {
    private static final String TEXT = "text/plain; charset=utf-8";

    private HttpAnswer() {}

    /** Reads format 2.0: without a {@code statusCode} the whole answer is a body of JSON, with status 200. */
    public static WireResponse version2(byte[] payload) throws Malformed {
        return version2(payload, TEXT);
    }

    /**
     * The same.
     *
     * @param type of bodies whose type the function does not tell
     */
    public static WireResponse version2(byte[] payload, String type) throws Malformed {
        Optional<JsonNode> parsed = ProxyAnswer.parse(payload);
        JsonNode answer = parsed.orElseThrow(() -> new Malformed("the answer is no JSON"));
        if (!answer.isObject() || !answer.has("statusCode")) {
            byte[] body = answer.isTextual() ? answer.textValue().getBytes(StandardCharsets.UTF_8) : payload;
            return WireResponse.of(200, "application/json", body);
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ProxyAnswer.addEach(answer.path("headers"), headers);
        ProxyAnswer.addCookies(answer.path("cookies"), headers);
        return response(
                new ProxyAnswer(
                        ProxyAnswer.status(answer.path("statusCode")),
                        headers,
                        ProxyAnswer.body(answer.path("body")),
                        ProxyAnswer.base64(answer)),
                type);
    }

    /** Reads format 1.0, of which nothing is assumed: the {@code statusCode} has to be there. */
    public static WireResponse version1(byte[] payload) throws Malformed {
        ProxyAnswer answer = ProxyAnswer.read(payload);
        if (ProxyAnswer.parse(payload)
                .filter(node -> node.hasNonNull("statusCode"))
                .isEmpty()) {
            throw new Malformed("the answer has no statusCode");
        }
        return response(answer, TEXT);
    }

    private static WireResponse response(ProxyAnswer answer, String type) throws Malformed {
        byte[] body = answer.bytes(true).orElseThrow(() -> new Malformed("the body is no base64"));
        Map<String, List<String>> headers = answer.copyOfHeaders();
        headers.keySet()
                .removeIf(name -> name.equalsIgnoreCase("Content-Length")
                        || name.equalsIgnoreCase("Transfer-Encoding")
                        || name.equalsIgnoreCase("Connection"));
        if (!answer.headers().containsKey("Content-Type")) {
            headers.put("Content-Type", List.of(type));
        }
        return new WireResponse(answer.status(), headers, body);
    }
}
