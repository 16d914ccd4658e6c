package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteResponse;

/** Operations on routes. */
final class RouteOperations implements ApiGatewayV2Client, Operations {
    private static final int ID_LENGTH = 7;

    private final HttpApis apis;

    RouteOperations(HttpApis apis) {
        this.apis = apis;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html">API</a> */
    @Override
    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Route route = RouteRules.complete(
                    Pojos.copy(request, Route.builder().routeId(Ids.random(ID_LENGTH)))
                            .build(),
                    api);
            api.routes.put(route.routeId(), route);
            api.changed();
            return Pojos.copy(route, CreateRouteResponse.builder()).build();
        }
    }

    @Override
    public GetRouteResponse getRoute(GetRouteRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            return Pojos.copy(api.route(request.routeId()), GetRouteResponse.builder())
                    .build();
        }
    }

    @Override
    public GetRoutesResponse getRoutes(GetRoutesRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Paging.Page<Route> page = HttpApis.page(api.routes.values(), request.maxResults(), request.nextToken());
            return GetRoutesResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        }
    }

    @Override
    public UpdateRouteResponse updateRoute(UpdateRouteRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Route before = api.route(request.routeId());
            if (Boolean.TRUE.equals(before.apiGatewayManaged())
                    && request.routeKey() != null
                    && !request.routeKey().equals(before.routeKey())) {
                throw ApiErrors.bad("The route key of a managed route cannot be changed");
            }
            Route route = RouteRules.complete(
                    Pojos.overlay(request, before.toBuilder()).build(), api);
            api.routes.put(route.routeId(), route);
            api.changed();
            return Pojos.copy(route, UpdateRouteResponse.builder()).build();
        }
    }

    @Override
    public DeleteRouteResponse deleteRoute(DeleteRouteRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            api.routes.remove(api.route(request.routeId()).routeId());
            api.changed();
        }
        return DeleteRouteResponse.builder().build();
    }
}
