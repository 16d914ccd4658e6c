package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationResponse;

/** Operations on integrations. */
final class IntegrationOperations implements ApiGatewayV2Client, Operations {
    private static final int ID_LENGTH = 7;

    private final HttpApis apis;

    IntegrationOperations(HttpApis apis) {
        this.apis = apis;
    }

    /** @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html">API</a> */
    @Override
    public CreateIntegrationResponse createIntegration(CreateIntegrationRequest request) {
        HttpApi api = apis.get(request.apiId());
        Integration integration = IntegrationRules.complete(
                Pojos.copy(request, Integration.builder().integrationId(Ids.random(ID_LENGTH)))
                        .build());
        synchronized (api) {
            api.integrations.put(integration.integrationId(), integration);
        }
        passthrough(request.passthroughBehaviorAsString(), api, integration);
        return Pojos.copy(integration, CreateIntegrationResponse.builder()).build();
    }

    /** AWS takes it of HTTP APIs, too, where it means nothing. */
    private void passthrough(String behavior, HttpApi api, Integration integration) {
        if (behavior != null) {
            apis.inert("/apis/" + api.id() + "/integrations/" + integration.integrationId(), "PassthroughBehavior");
        }
    }

    @Override
    public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            return Pojos.copy(api.integration(request.integrationId()), GetIntegrationResponse.builder())
                    .build();
        }
    }

    @Override
    public GetIntegrationsResponse getIntegrations(GetIntegrationsRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Paging.Page<Integration> page =
                    HttpApis.page(api.integrations.values(), request.maxResults(), request.nextToken());
            return GetIntegrationsResponse.builder()
                    .items(page.items())
                    .nextToken(page.next())
                    .build();
        }
    }

    @Override
    public UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Integration before = api.integration(request.integrationId());
            Integration integration = IntegrationRules.complete(
                    Pojos.overlay(request, before.toBuilder()).build());
            api.integrations.put(integration.integrationId(), integration);
            passthrough(request.passthroughBehaviorAsString(), api, integration);
            api.changed();
            return Pojos.copy(integration, UpdateIntegrationResponse.builder()).build();
        }
    }

    @Override
    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            Integration integration = api.integration(request.integrationId());
            if (Boolean.TRUE.equals(integration.apiGatewayManaged())) {
                throw ApiErrors.bad("A managed integration cannot be deleted");
            }
            String target = HttpApi.target(integration);
            if (api.routes.values().stream().anyMatch(route -> target.equals(route.target()))) {
                throw ApiErrors.conflict("Cannot delete Integration '" + integration.integrationId()
                        + "' because it is referenced by the following Routes: "
                        + api.routes.values().stream()
                                .filter(route -> target.equals(route.target()))
                                .map(Route::routeId)
                                .toList());
            }
            api.integrations.remove(integration.integrationId());
        }
        return DeleteIntegrationResponse.builder().build();
    }
}
