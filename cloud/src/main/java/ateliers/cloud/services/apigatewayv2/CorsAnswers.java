package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.http.WireRequest;
import ateliers.cloud.http.WireResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/**
 * CORS as an HTTP API is configured: it answers preflight requests itself, and its headers win over a function's.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS for HTTP APIs</a>
 */
final class CorsAnswers {
    private static final String PREFIX = "access-control-";

    private CorsAnswers() {}

    static boolean isPreflight(WireRequest request) {
        return request.method().equals("OPTIONS")
                && request.header("Origin").isPresent()
                && request.header("Access-Control-Request-Method").isPresent();
    }

    static WireResponse preflight(Cors cors, WireRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        origin(cors, request).ifPresent(origin -> {
            headers.put("access-control-allow-origin", List.of(origin));
            put(headers, "access-control-allow-methods", cors.allowMethods());
            put(headers, "access-control-allow-headers", cors.allowHeaders());
            put(headers, "access-control-expose-headers", cors.exposeHeaders());
            if (cors.maxAge() != null) {
                headers.put("access-control-max-age", List.of(cors.maxAge().toString()));
            }
            credentials(cors, headers);
        });
        return new WireResponse(204, headers, new byte[0]);
    }

    static WireResponse answer(Cors cors, WireRequest request, WireResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>(response.headers());
        headers.keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith(PREFIX));
        origin(cors, request).ifPresent(origin -> {
            headers.put("access-control-allow-origin", List.of(origin));
            put(headers, "access-control-expose-headers", cors.exposeHeaders());
            credentials(cors, headers);
        });
        return new WireResponse(response.status(), headers, response.body());
    }

    private static void credentials(Cors cors, Map<String, List<String>> headers) {
        if (Boolean.TRUE.equals(cors.allowCredentials())) {
            headers.put("access-control-allow-credentials", List.of("true"));
        }
    }

    private static void put(Map<String, List<String>> headers, String name, List<String> values) {
        if (!values.isEmpty()) {
            headers.put(name, List.of(String.join(",", values)));
        }
    }

    private static Optional<String> origin(Cors cors, WireRequest request) {
        Optional<String> origin = request.header("Origin");
        if (origin.isEmpty()) {
            return origin;
        }
        if (cors.allowOrigins().contains("*")) {
            return Optional.of("*");
        }
        String asked = origin.get();
        boolean allowed = cors.allowOrigins().stream()
                .anyMatch(each -> each.equalsIgnoreCase(asked)
                        || each.endsWith("://*") && asked.startsWith(each.substring(0, each.length() - 1)));
        return allowed ? origin : Optional.empty();
    }
}
