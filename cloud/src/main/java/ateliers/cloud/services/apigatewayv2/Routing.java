package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.PathTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/** The routes of a stage, compiled once. */
final class Routing {
    private static final String ANY = "ANY";

    private final PathTree<Map<String, Target>> paths = new PathTree<>();
    private Target fallback;

    /**
     * Where a route leads.
     *
     * @param path of the route; {@code $default} of the default one
     * @param version of the payload format
     */
    record Target(String routeKey, String path, String function, String version, int timeoutMillis, boolean iam) {}

    /** A target found, with its path's parameters still percent-encoded. */
    record Found(Target target, Map<String, String> parameters) {}

    Routing(Collection<Route> routes, Map<String, Integration> integrations, Map<String, String> variables) {
        Map<String, Map<String, Target>> byPath = new HashMap<>();
        for (Route route : routes) {
            Integration integration = route.target() == null
                    ? null
                    : integrations.get(route.target().substring("integrations/".length()));
            if (integration == null) {
                continue;
            }
            String[] key = route.routeKey().split(" ", 2);
            String path = key.length == 1 ? key[0] : key[1];
            Target target = target(route, path, integration, variables);
            if (key.length == 1) {
                fallback = target;
            } else {
                byPath.computeIfAbsent(path, p -> new HashMap<>()).put(key[0], target);
            }
        }
        byPath.forEach(paths::add);
    }

    private static Target target(Route route, String path, Integration integration, Map<String, String> variables) {
        String uri = FunctionUri.resolve(integration.integrationUri(), variables);
        return new Target(
                route.routeKey(),
                path,
                FunctionUri.function(uri).orElse(uri),
                integration.payloadFormatVersion(),
                integration.timeoutInMillis(),
                route.authorizationType() == AuthorizationType.AWS_IAM);
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
