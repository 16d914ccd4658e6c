package ateliers.cloud.services.apigatewayv2;

import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;

/**
 * What a CORS configuration may say.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS for HTTP APIs</a>
 */
final class CorsRules {
    private static final String ANY = "*";
    private static final int LONGEST_AGE = 86_400;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private CorsRules() {}

    /** The configuration, methods in capitals. */
    static Cors check(Cors cors) {
        for (String origin : cors.allowOrigins()) {
            if (!origin.equals(ANY) && !origin.matches("https?://[^\\s/]+")) {
                throw ApiErrors.bad("Invalid format for origin " + origin);
            }
        }
        if (Boolean.TRUE.equals(cors.allowCredentials()) && cors.allowOrigins().contains(ANY)) {
            throw ApiErrors.bad("AllowCredentials cannot be true when AllowOrigins is *");
        }
        Cors.Builder checked = cors.toBuilder();
        if (cors.hasAllowMethods()) {
            checked.allowMethods(
                    cors.allowMethods().stream().map(CorsRules::method).toList());
        }
        if (cors.maxAge() != null && (cors.maxAge() < -1 || cors.maxAge() > LONGEST_AGE)) {
            throw ApiErrors.bad("MaxAge must be between -1 and " + LONGEST_AGE);
        }
        return checked.build();
    }

    private static String method(String method) {
        String capitals = method.toUpperCase(Locale.ROOT);
        if (!capitals.equals(ANY) && !METHODS.contains(capitals)) {
            throw ApiErrors.bad("Invalid HTTP method specified: " + method);
        }
        return capitals;
    }
}
