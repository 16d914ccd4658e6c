package ateliers.cloud.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer whose body is in memory.
 *
 * @param headers without Content-Length
 */
public record WireResponse(int status, Map<String, List<String>> headers, byte[] body) {

    /** An answer with a text. */
    public static WireResponse of(int status, String contentType, String text) {
        return new WireResponse(
                status, Map.of("Content-Type", List.of(contentType)), text.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer with bytes. */
    public static WireResponse of(int status, String contentType, byte[] body) {
        return new WireResponse(status, Map.of("Content-Type", List.of(contentType)), body);
    }

    /** The same answer with one more header. */
    public WireResponse with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new WireResponse(status, more, body);
    }
}
