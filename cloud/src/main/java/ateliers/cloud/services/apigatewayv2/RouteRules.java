package ateliers.cloud.services.apigatewayv2;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * What a route of an HTTP API may be.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routes for
 *     HTTP APIs</a>
 */
final class RouteRules {
    static final String DEFAULT = "$default";

    private static final Pattern KEY = Pattern.compile("(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY) (/\\S*)");
    private static final Pattern SEGMENT = Pattern.compile("[^{}]*|\\{[\\w.:-]+\\+?}");

    private RouteRules() {}

    /** The route with what AWS adds to it, when it fits the API. Routes of the same id do not count against it. */
    static Route complete(Route wanted, HttpApi api) {
        key(wanted.routeKey());
        ApiErrors.webSocketOnly(
                wanted, "ModelSelectionExpression", "RequestModels", "RouteResponseSelectionExpression");
        if (Boolean.TRUE.equals(wanted.apiKeyRequired())) {
            throw ApiErrors.bad("ApiKeyRequired is supported only for WebSocket APIs");
        }
        ApiErrors.lacking(wanted, "RequestParameters");
        AuthorizationType type = authorization(wanted);
        String target = wanted.target() == null || wanted.target().isEmpty() ? null : wanted.target();
        if (target != null && HttpApi.target(wanted, api.integrations).isEmpty()) {
            throw ApiErrors.bad("Invalid target specified: " + target);
        }
        api.routeByKey(wanted.routeKey())
                .filter(other -> !other.routeId().equals(wanted.routeId()))
                .ifPresent(other -> {
                    throw ApiErrors.conflict("Route with key " + wanted.routeKey() + " already exists for this API");
                });
        AuthorizerRules.named(wanted, api);
        boolean asked = type == AuthorizationType.JWT || type == AuthorizationType.CUSTOM;
        return wanted.toBuilder()
                .authorizationType(type)
                .authorizerId(asked ? wanted.authorizerId() : null)
                .apiKeyRequired(false)
                .target(target)
                .build();
    }

    private static AuthorizationType authorization(Route wanted) {
        String type = wanted.authorizationTypeAsString();
        if (type != null && wanted.authorizationType() == AuthorizationType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid authorization type specified");
        }
        if (!wanted.authorizationScopes().isEmpty() && wanted.authorizationType() != AuthorizationType.JWT) {
            throw ApiErrors.bad("Invalid Route authorization type specified. Authorization Scopes are only valid for"
                    + " COGNITO_USER_POOLS and JWT authorization types");
        }
        return type == null ? AuthorizationType.NONE : wanted.authorizationType();
    }

    private static void key(String key) {
        if (DEFAULT.equals(key)) {
            return;
        }
        Matcher matcher = KEY.matcher(key == null ? "" : key);
        if (!matcher.matches() || !isPath(matcher.group(1))) {
            throw ApiErrors.bad(
                    "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP"
                            + " METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
    }

    /** A variable takes a whole segment, has a name of its own, and only the last one may be greedy. */
    private static boolean isPath(String path) {
        String[] segments = path.substring(1).split("/", -1);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < segments.length; i++) {
            boolean variable = segments[i].startsWith("{");
            boolean greedy = segments[i].endsWith("+}");
            if (!SEGMENT.matcher(segments[i]).matches()
                    || greedy && i < segments.length - 1
                    || variable && !names.add(segments[i].replaceAll("[{}+]", ""))) {
                return false;
            }
        }
        return true;
    }
}
