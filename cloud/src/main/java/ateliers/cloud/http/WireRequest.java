package ateliers.cloud.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
 */
public record WireRequest(
        String method,
        String host,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        InputStream body,
        String sourceIp) {

    /** A request of these parts; the target may be a whole URI. */
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
                sourceIp);
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
     */
    public byte[] readBody(int limit) throws IOException {
        byte[] bytes = body.readNBytes(limit);
        if (bytes.length == limit && body.read() >= 0) {
            throw new BodyTooLargeException(limit);
        }
        return bytes;
    }

    /** The same request, as if it had come for another path. */
    public WireRequest withPath(String newRawPath) {
        return new WireRequest(method, host, newRawPath, rawQuery, query, headers, body, sourceIp);
    }

    /** The same request with another body. */
    public WireRequest withBody(InputStream newBody) {
        return new WireRequest(method, host, rawPath, rawQuery, query, headers, newBody, sourceIp);
    }

    /** The same request with other headers. */
    public WireRequest withHeaders(Map<String, List<String>> newHeaders) {
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(newHeaders);
        return new WireRequest(
                method, host, rawPath, rawQuery, query, Collections.unmodifiableMap(sorted), body, sourceIp);
    }
}
