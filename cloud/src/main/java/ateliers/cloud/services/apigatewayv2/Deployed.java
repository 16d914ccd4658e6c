package ateliers.cloud.services.apigatewayv2;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigatewayv2.model.Authorizer;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.Deployment;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;

/**
 * A snapshot of an API, which edits do not change.
 *
 * @param cors null when the API has none
 */
record Deployed(
        Deployment info,
        Cors cors,
        List<Route> routes,
        Map<String, Integration> integrations,
        Map<String, Authorizer> authorizers) {
    Deployed {
        routes = List.copyOf(routes);
        integrations = Map.copyOf(integrations);
        authorizers = Map.copyOf(authorizers);
    }

    Deployed with(Deployment newInfo) {
        return new Deployed(newInfo, cors, routes, integrations, authorizers);
    }
}
