package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.Ids;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/**
 * Quick create: an integration, a route and the stage {@code $default} that API Gateway manages, made with the API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop.html">Creating an HTTP
 *     API by using the AWS CLI</a>
 */
final class QuickCreate {
    private static final int ID_LENGTH = 7;

    private final HttpApis apis;
    private final HttpApi api;

    QuickCreate(HttpApis apis, HttpApi api) {
        this.apis = apis;
        this.api = api;
    }

    /**
     * Makes the three.
     *
     * @param target a function's ARN, or null when nothing is to be made
     * @param routeKey null for {@code $default}
     */
    void create(String target, String routeKey) {
        if (target == null) {
            if (routeKey != null) {
                throw ApiErrors.bad("RouteKey is part of quick create and needs a Target");
            }
            return;
        }
        Integration integration = IntegrationRules.complete(pointed(
                Integration.builder()
                        .integrationId(Ids.random(ID_LENGTH))
                        .apiGatewayManaged(true)
                        .integrationType(IntegrationType.AWS_PROXY)
                        .payloadFormatVersion("2.0")
                        .build(),
                target));
        api.integrations.put(integration.integrationId(), integration);
        Route route = RouteRules.complete(
                Route.builder()
                        .routeId(Ids.random(ID_LENGTH))
                        .apiGatewayManaged(true)
                        .routeKey(routeKey == null ? RouteRules.DEFAULT : routeKey)
                        .target(HttpApi.target(integration))
                        .build(),
                api);
        api.routes.put(route.routeId(), route);
        Stage stage = new StageRules(apis, api)
                .complete(Stage.builder()
                        .stageName(RouteRules.DEFAULT)
                        .apiGatewayManaged(true)
                        .autoDeploy(true)
                        .createdDate(apis.context.clock().instant())
                        .lastUpdatedDate(apis.context.clock().instant())
                        .build());
        api.put(api.deployed(stage));
    }

    /** Leads the managed route elsewhere, or gives it another key. */
    void update(String target, String routeKey) {
        if (target != null) {
            Integration managed = api.integrations.values().stream()
                    .filter(each -> Boolean.TRUE.equals(each.apiGatewayManaged()))
                    .findFirst()
                    .orElseThrow(() -> notQuick("Target"));
            api.integrations.put(managed.integrationId(), IntegrationRules.complete(pointed(managed, target)));
        }
        if (routeKey != null) {
            changeRoute(route -> route.toBuilder().routeKey(routeKey).build());
        }
    }

    private void changeRoute(UnaryOperator<Route> change) {
        Optional<Route> managed = api.routes.values().stream()
                .filter(each -> Boolean.TRUE.equals(each.apiGatewayManaged()))
                .findFirst();
        Route route = change.apply(managed.orElseThrow(() -> notQuick("RouteKey")));
        api.routes.put(route.routeId(), RouteRules.complete(route, api));
    }

    private static RuntimeException notQuick(String member) {
        return ApiErrors.bad(member + " can be updated only for an API that was made by quick create");
    }

    private static Integration pointed(Integration integration, String target) {
        if (target.matches("https?://.*")) {
            throw new Unsupported("apigatewayv2: integrations of type HTTP_PROXY");
        }
        return integration.toBuilder().integrationUri(target).build();
    }
}
