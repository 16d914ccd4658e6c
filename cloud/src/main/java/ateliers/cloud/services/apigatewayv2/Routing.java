package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.CorsAnswers;
import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.PathTree;
import ateliers.cloud.executeapi.Throttle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** The routes of a stage's deployment, compiled once. */
final class Routing {
    private static final String ANY = "ANY";

    private final PathTree<Map<String, Target>> paths = new PathTree<>();
    private final Stage stage;
    private final Optional<CorsAnswers> cors;
    private Target fallback;

    /**
     * Where a route leads.
     *
     * @param path of the route; {@code $default} of the default one
     * @param version of the payload format
     * @param authorizer whom to ask; null where nobody is
     * @param scopes of which a token must have one; empty where that is not asked
     * @param throttle how many requests the stage lets through to it; empty where it does not say
     */
    record Target(
            String routeKey,
            String path,
            String function,
            String version,
            int timeoutMillis,
            boolean iam,
            Authorizer authorizer,
            List<String> scopes,
            Optional<Throttle> throttle) {
        boolean isFirstVersion() {
            return "1.0".equals(version);
        }
    }

    /** A target found, with its path's parameters still percent-encoded. */
    record Found(Target target, Map<String, String> parameters) {}

    Routing(Deployed deployed, Stage stage) {
        this.stage = stage;
        cors = Optional.ofNullable(deployed.cors()).map(Routing::answers);
        Map<String, Map<String, Target>> byPath = new HashMap<>();
        for (Route route : deployed.routes()) {
            Integration integration =
                    HttpApi.target(route, deployed.integrations()).orElse(null);
            if (integration == null) {
                continue;
            }
            String[] key = route.routeKey().split(" ", 2);
            String path = key.length == 1 ? key[0] : key[1];
            Target target = target(route, path, integration, deployed.authorizers());
            if (key.length == 1) {
                fallback = target;
            } else {
                byPath.computeIfAbsent(path, p -> new HashMap<>()).put(key[0], target);
            }
        }
        byPath.forEach(paths::add);
    }

    private Target target(Route route, String path, Integration integration, Map<String, Authorizer> authorizers) {
        String uri = FunctionUri.resolve(integration.integrationUri(), stage.stageVariables());
        return new Target(
                route.routeKey(),
                path,
                FunctionUri.function(uri).orElse(uri),
                integration.payloadFormatVersion(),
                integration.timeoutInMillis(),
                route.authorizationType() == AuthorizationType.AWS_IAM,
                route.authorizerId() == null
                        ? null
                        : Optional.ofNullable(authorizers.get(route.authorizerId()))
                                .orElseThrow(),
                route.authorizationScopes(),
                throttle(route.routeKey()));
    }

    /** Each route has its own bucket, also where the setting is that of all routes. */
    private Optional<Throttle> throttle(String routeKey) {
        RouteSettings own = stage.routeSettings().get(routeKey);
        return Stream.of(Optional.ofNullable(own), Optional.ofNullable(stage.defaultRouteSettings()))
                .flatMap(Optional::stream)
                .filter(settings -> settings.throttlingRateLimit() != null || settings.throttlingBurstLimit() != null)
                .findFirst()
                .map(settings -> new Throttle(settings.throttlingRateLimit(), settings.throttlingBurstLimit()));
    }

    /** The stage as it was when it began to show this. */
    Stage stage() {
        return stage;
    }

    /** How requests across origins are answered, if that is configured. */
    Optional<CorsAnswers> cors() {
        return cors;
    }

    private static CorsAnswers answers(Cors cors) {
        return new CorsAnswers(
                cors.allowOrigins(),
                cors.allowMethods(),
                cors.allowHeaders(),
                cors.exposeHeaders(),
                cors.maxAge(),
                Boolean.TRUE.equals(cors.allowCredentials()));
    }

    /** The most specific route that takes the method, or the default one; null when there is none. */
    Found find(String method, String rawPath) {
        PathTree.Match<Map<String, Target>> match =
                paths.find(rawPath, methods -> methods.containsKey(method) || methods.containsKey(ANY));
        if (match != null) {
            Target exact = match.value().get(method);
            return new Found(exact == null ? match.value().get(ANY) : exact, match.parameters());
        }
        return fallback == null ? null : new Found(fallback, Map.of());
    }
}
