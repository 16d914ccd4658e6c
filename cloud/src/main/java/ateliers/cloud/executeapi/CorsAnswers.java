package ateliers.cloud.executeapi;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * CORS as an HTTP API or a function's URL is configured: it answers preflight requests itself, and its headers win over
 * a function's.
 *
 * @param allowOrigins {@code *}, or what an {@code Origin} has to be
 * @param maxAge seconds; null where it is left to browsers
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS for HTTP APIs</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-cors">CORS for function
 *     URLs</a>
 */
public record CorsAnswers(
        List<String> allowOrigins,
        List<String> allowMethods,
        List<String> allowHeaders,
        List<String> exposeHeaders,
        Integer maxAge,
        boolean allowCredentials) {
    private static final String PREFIX = "access-control-";

    /** Whether a browser asks what a request would be allowed. */
    public static boolean isPreflight(WireRequest request) {
        return request.method().equals("OPTIONS")
                && request.header("Origin").isPresent()
                && request.header("Access-Control-Request-Method").isPresent();
    }

    /** The answer to a preflight request. */
    public WireResponse preflight(WireRequest request, int status) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        origin(request).ifPresent(origin -> {
            headers.put("access-control-allow-origin", List.of(origin));
            put(headers, "access-control-allow-methods", allowMethods);
            put(headers, "access-control-allow-headers", allowHeaders);
            put(headers, "access-control-expose-headers", exposeHeaders);
            if (maxAge != null) {
                headers.put("access-control-max-age", List.of(maxAge.toString()));
            }
            credentials(headers);
        });
        return new WireResponse(status, headers, new byte[0]);
    }

    /** An answer with these headers instead of its own. */
    public WireResponse answer(WireRequest request, WireResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX));
        origin(request).ifPresent(origin -> {
            headers.put("access-control-allow-origin", List.of(origin));
            put(headers, "access-control-expose-headers", exposeHeaders);
            credentials(headers);
        });
        return new WireResponse(response.status(), headers, response.body());
    }

    private void credentials(Map<String, List<String>> headers) {
        if (allowCredentials) {
            headers.put("access-control-allow-credentials", List.of("true"));
        }
    }

    private static void put(Map<String, List<String>> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.put(name, List.of(String.join(",", values)));
        }
    }

    private Optional<String> origin(WireRequest request) {
        Optional<String> origin = request.header("Origin");
        if (origin.isEmpty()) {
            return origin;
        }
        if (allowOrigins.contains("*")) {
            return Optional.of("*");
        }
        String asked = origin.get();
        boolean allowed = allowOrigins.stream()
                .anyMatch(each -> each.equalsIgnoreCase(asked)
                        || each.endsWith("://*") && asked.startsWith(each.substring(0, each.length() - 1)));
        return allowed ? origin : Optional.empty();
    }
}
