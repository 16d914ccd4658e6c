package ateliers.cloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it came over HTTP.
 *
 * @param method in capitals
 * @param host from the Host header, without its port, in small letters
 * @param rawPath still percent-encoded
 * @param rawQuery still percent-encoded; empty when there is none
 * @param query the parameters, decoded, in the order they came
 * @param headers by name, which compare without regard to case
 * @param body what follows the headers; can be read once
 * @param sourceIp the client's address
 * @param memory where its body may be held
 */
public record WireRequest(
        String method,
        String host,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InputStream body,
        String sourceIp,
        BodyMemory.Share memory) {

    private static final int FIRST_PIECE = BodyMemory.SMALL;
    private static final int PIECE = 1 << 20;

    /** A request of these parts, whose body shares memory with no other; the target may be a whole URI. */
    public static WireRequest of(
            String method, URI target, Map<String, List<String>> headers, InputStream body, String sourceIp) {
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                sorted.computeIfAbsent(name, n -> new ArrayList<>(1)).addAll(values));
        // The request line may hold a whole URI, as for a proxy; and a path that begins with "//" looks like one with a
        // host only.
        String text = target.toString();
        if (target.isAbsolute()) {
            text = Objects.requireNonNullElse(target.getRawPath(), "")
                    + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        }
        int question = text.indexOf('?');
        String path = question < 0 ? text : text.substring(0, question);
        String query = question < 0 ? "" : text.substring(question + 1);
        return new WireRequest(
                method,
                host(sorted),
                path.isEmpty() ? "/" : path,
                query,
                Query.parse(query, true),
                Collections.unmodifiableMap(sorted),
                body,
                sourceIp,
                BodyMemory.standard().share());
    }

    private static String host(Map<String, List<String>> headers) {
        List<String> values = headers.getOrDefault("Host", List.of());
        if (values.isEmpty()) {
            return "";
        }
        String host = values.get(0).trim().toLowerCase(Locale.ROOT);
        int port = host.lastIndexOf(':');
        return port > host.lastIndexOf(']') ? host.substring(0, port) : host;
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** A query parameter's first value. */
    public Optional<String> parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /** The condition keys that a request brings with it, beside those of what it asks for. */
    public Map<String, List<String>> conditionKeys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("aws:SourceIp", List.of(sourceIp));
        // The loopback listener stands for AWS's endpoints, which policies may demand to be called over TLS.
        keys.put("aws:SecureTransport", List.of("true"));
        header("User-Agent").ifPresent(agent -> keys.put("aws:UserAgent", List.of(agent)));
        header("Referer").ifPresent(referer -> keys.put("aws:Referer", List.of(referer)));
        return keys;
    }

    /**
     * The whole body.
     *
     * @param limit bytes; a longer body is refused
     * @throws BodyTooLargeException when it is longer
     * @throws TooMuchAtOnceException when others leave no room for it
     */
    public byte[] readBody(int limit) throws IOException {
        byte[] first = body.readNBytes(Math.min(limit, FIRST_PIECE));
        if (first.length < FIRST_PIECE && first.length < limit) {
            return first;
        }
        // Room is made as bytes come, whatever length was announced.
        List<byte[]> pieces = new ArrayList<>(List.of(first));
        int size = first.length;
        byte[] piece = first;
        while (piece.length > 0 && size < limit) {
            int next = Math.min(limit - size, PIECE);
            memory.take(next);
            piece = body.readNBytes(next);
            pieces.add(piece);
            size += piece.length;
        }
        if (size == limit && body.read() >= 0) {
            throw new BodyTooLargeException(limit);
        }
        ByteBuffer whole = ByteBuffer.allocate(size);
        pieces.forEach(whole::put);
        return whole.array();
    }

    /** The same request, whose body is held in memory that is shared with others. */
    public WireRequest within(BodyMemory.Share share) {
        return new WireRequest(method, host, rawPath, rawQuery, query, headers, body, sourceIp, share);
    }

    /** The same request, as if it had come for another path. */
    public WireRequest withPath(String newRawPath) {
        return new WireRequest(method, host, newRawPath, rawQuery, query, headers, body, sourceIp, memory);
    }

    /** The same request with another body. */
    public WireRequest withBody(InputStream newBody) {
        return new WireRequest(method, host, rawPath, rawQuery, query, headers, newBody, sourceIp, memory);
    }

    /** The same request with other headers. */
    public WireRequest withHeaders(Map<String, List<String>> newHeaders) {
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(newHeaders);
        return new WireRequest(
                method, host, rawPath, rawQuery, query, Collections.unmodifiableMap(sorted), body, sourceIp, memory);
    }
}
