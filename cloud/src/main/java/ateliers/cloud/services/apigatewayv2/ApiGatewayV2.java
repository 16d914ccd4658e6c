package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.FunctionUri;
import ateliers.cloud.executeapi.Ids;
import ateliers.cloud.sdk.Pojos;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.AuthorizationType;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteResponse;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesResponse;
import software.amazon.awssdk.services.apigatewayv2.model.Integration;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.Stage;

/** Amazon API Gateway's HTTP APIs. */
final class ApiGatewayV2 implements ApiGatewayV2Client {
    private static final String ROUTE_KEY = "\\$default|(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|ANY) /.*";

    private final ServiceContext context;
    private final Map<String, HttpApi> apis;

    ApiGatewayV2(ServiceContext context, Map<String, HttpApi> apis) {
        this.context = context;
        this.apis = apis;
    }

    private HttpApi api(String id) {
        return Optional.ofNullable(id)
                .map(apis::get)
                .orElseThrow(() -> HttpApi.notFound(
                        "Invalid API identifier specified " + context.place().account() + ":" + id));
    }

    private static void refuse(SdkPojo request, String... members) {
        for (String member : members) {
            if (Pojos.has(request, member)) {
                throw new Unsupported("apigatewayv2: " + member);
            }
        }
    }

    @Override
    public CreateApiResponse createApi(CreateApiRequest request) {
        if (request.protocolType() != ProtocolType.HTTP) {
            throw new Unsupported("apigatewayv2: WebSocket APIs");
        }
        refuse(request, "CredentialsArn", "RouteKey", "Target", "ApiKeySelectionExpression");
        String id = Ids.random(10);
        Api info = Pojos.copy(request, Api.builder())
                .apiId(id)
                .apiEndpoint("https://" + id + ".execute-api." + context.place().region() + ".amazonaws.com")
                .createdDate(context.clock().instant())
                .routeSelectionExpression("$request.method $request.path")
                .build();
        apis.put(id, new HttpApi(info));
        return Pojos.copy(info, CreateApiResponse.builder()).build();
    }

    @Override
    public GetApiResponse getApi(GetApiRequest request) {
        return Pojos.copy(api(request.apiId()).info(), GetApiResponse.builder()).build();
    }

    @Override
    public GetApisResponse getApis(GetApisRequest request) {
        return GetApisResponse.builder()
                .items(apis.values().stream().map(HttpApi::info).toList())
                .build();
    }

    @Override
    public DeleteApiResponse deleteApi(DeleteApiRequest request) {
        apis.remove(api(request.apiId()).id());
        return DeleteApiResponse.builder().build();
    }

    @Override
    public CreateIntegrationResponse createIntegration(CreateIntegrationRequest request) {
        HttpApi api = api(request.apiId());
        if (request.integrationType() != IntegrationType.AWS_PROXY) {
            throw new Unsupported("apigatewayv2: integrations of type " + request.integrationTypeAsString());
        }
        refuse(request, "CredentialsArn", "IntegrationSubtype", "RequestParameters", "ResponseParameters", "TlsConfig");
        String uri = request.integrationUri();
        if (uri == null || FunctionUri.function(uri).isEmpty() && !uri.contains(":lambda:")) {
            throw HttpApi.bad("Invalid integration URI specified");
        }
        String version = request.payloadFormatVersion();
        if (!"1.0".equals(version) && !"2.0".equals(version)) {
            throw HttpApi.bad("PayloadFormatVersion is a required parameter for integration");
        }
        Integration integration = Pojos.copy(request, Integration.builder())
                .integrationId(Ids.random(7))
                .timeoutInMillis(request.timeoutInMillis() == null ? 30_000 : request.timeoutInMillis())
                .build();
        synchronized (api) {
            api.integrations.put(integration.integrationId(), integration);
        }
        return Pojos.copy(integration, CreateIntegrationResponse.builder()).build();
    }

    @Override
    public CreateRouteResponse createRoute(CreateRouteRequest request) {
        HttpApi api = api(request.apiId());
        if (request.routeKey() == null || !request.routeKey().matches(ROUTE_KEY)) {
            throw HttpApi.bad(
                    "The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP"
                            + " METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }
        AuthorizationType type = request.authorizationType();
        if (type != null && type != AuthorizationType.NONE && type != AuthorizationType.AWS_IAM) {
            throw new Unsupported("apigatewayv2: the authorization " + request.authorizationTypeAsString());
        }
        refuse(request, "RequestModels", "RequestParameters", "ModelSelectionExpression");
        String target = request.target();
        synchronized (api) {
            if (target != null
                    && !(target.startsWith("integrations/")
                            && api.integrations.containsKey(target.substring("integrations/".length())))) {
                throw HttpApi.bad("Invalid target specified: " + target);
            }
            if (api.routes.values().stream().anyMatch(route -> route.routeKey().equals(request.routeKey()))) {
                throw HttpApi.conflict("Route with key " + request.routeKey() + " already exists for this API");
            }
            Route route = Pojos.copy(request, Route.builder())
                    .routeId(Ids.random(7))
                    .authorizationType(type == null ? AuthorizationType.NONE : type)
                    .apiKeyRequired(false)
                    .build();
            api.routes.put(route.routeId(), route);
            api.changed();
            return Pojos.copy(route, CreateRouteResponse.builder()).build();
        }
    }

    @Override
    public GetRoutesResponse getRoutes(GetRoutesRequest request) {
        HttpApi api = api(request.apiId());
        synchronized (api) {
            return GetRoutesResponse.builder().items(api.routes.values()).build();
        }
    }

    @Override
    public CreateStageResponse createStage(CreateStageRequest request) {
        HttpApi api = api(request.apiId());
        refuse(request, "ClientCertificateId", "DeploymentId", "AccessLogSettings");
        if (!Boolean.TRUE.equals(request.autoDeploy())) {
            throw new Unsupported("apigatewayv2: stages without AutoDeploy");
        }
        synchronized (api) {
            if (api.stages.containsKey(String.valueOf(request.stageName()))) {
                throw HttpApi.conflict("Stage already exists");
            }
            Stage stage = Pojos.copy(request, Stage.builder())
                    .createdDate(context.clock().instant())
                    .build();
            api.stages.put(stage.stageName(), stage);
            api.changed();
            return Pojos.copy(stage, CreateStageResponse.builder()).build();
        }
    }

    @Override
    public DeleteStageResponse deleteStage(DeleteStageRequest request) {
        HttpApi api = api(request.apiId());
        if (!api.stages.containsKey(String.valueOf(request.stageName()))) {
            throw HttpApi.notFound("Invalid stage identifier specified");
        }
        api.removeStage(request.stageName());
        return DeleteStageResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing runs
    }
}
