package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.executeapi.OpenApi;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.Cors;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisResponse;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IpAddressType;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiResponse;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiResponse;

/** Operations on APIs. */
final class ApiOperations implements ApiGatewayV2Client, Operations {
    private static final Set<String> ROUTE_SELECTION =
            Set.of("$request.method $request.path", "${request.method} ${request.path}");
    private static final Set<String> KEY_SELECTION =
            Set.of("$request.header.x-api-key", "$context.authorizer.usageIdentifierKey");

    private final HttpApis apis;

    ApiOperations(HttpApis apis) {
        this.apis = apis;
    }

    /**
     * Makes an API, and by quick create what it takes to answer.
     *
     * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html#apisPOST">CreateApi</a>
     */
    @Override
    public CreateApiResponse createApi(CreateApiRequest request) {
        if (request.protocolType() == ProtocolType.WEBSOCKET) {
            throw new Unsupported("apigatewayv2: WebSocket APIs");
        }
        if (request.protocolType() != ProtocolType.HTTP) {
            throw ApiErrors.bad("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
        }
        selections(request.routeSelectionExpression(), request.apiKeySelectionExpression());
        ApiErrors.refuseSystemTags(request.tags().keySet());
        Api.Builder info = Pojos.overlay(request, Api.builder());
        if (request.corsConfiguration() != null) {
            info.corsConfiguration(CorsRules.check(request.corsConfiguration()));
        }
        HttpApi api = apis.make(info);
        check(request, api.info());
        new QuickCreate(apis, api).create(request.target(), request.routeKey());
        journal(request, api);
        apis.add(api);
        return Pojos.copy(api.info(), CreateApiResponse.builder()).build();
    }

    private static void check(SdkPojo request, Api wanted) {
        if (wanted.name() == null || wanted.name().isBlank()) {
            throw ApiErrors.bad("API Name cannot be blank");
        }
        ApiErrors.lacking(request, "CredentialsArn");
        if (wanted.ipAddressType() == IpAddressType.UNKNOWN_TO_SDK_VERSION) {
            throw ApiErrors.bad("Invalid IP address type specified");
        }
    }

    private static void selections(String ofRoutes, String ofKeys) {
        if (ofRoutes != null && !ROUTE_SELECTION.contains(ofRoutes)) {
            throw ApiErrors.bad("Invalid route selection expression specified. The route selection expression of HTTP"
                    + " APIs must be ${request.method} ${request.path}");
        }
        if (ofKeys != null && !KEY_SELECTION.contains(ofKeys)) {
            throw ApiErrors.bad("Invalid API key selection expression specified");
        }
    }

    private void journal(SdkPojo request, HttpApi api) {
        if (Pojos.has(request, "DisableSchemaValidation")) {
            apis.inert("/apis/" + api.id(), "DisableSchemaValidation");
        }
        if (api.info().ipAddressType() == IpAddressType.DUALSTACK) {
            apis.inert("/apis/" + api.id(), "the IP address type dualstack");
        }
    }

    @Override
    public GetApiResponse getApi(GetApiRequest request) {
        return Pojos.copy(apis.get(request.apiId()).info(), GetApiResponse.builder())
                .build();
    }

    @Override
    public GetApisResponse getApis(GetApisRequest request) {
        Paging.Page<Api> page = HttpApis.page(apis.all(), request.maxResults(), request.nextToken());
        return GetApisResponse.builder()
                .items(page.items())
                .nextToken(page.next())
                .build();
    }

    /**
     * Changes what is given; a CORS configuration as a whole.
     *
     * @see <a href="https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html">UpdateApi</a>
     */
    @Override
    public UpdateApiResponse updateApi(UpdateApiRequest request) {
        HttpApi api = apis.get(request.apiId());
        selections(request.routeSelectionExpression(), request.apiKeySelectionExpression());
        synchronized (api) {
            Api.Builder wanted = Pojos.overlay(request, api.info().toBuilder());
            wanted.routeSelectionExpression(api.info().routeSelectionExpression());
            if (request.corsConfiguration() != null) {
                wanted.corsConfiguration(CorsRules.check(request.corsConfiguration()));
            }
            check(request, wanted.build());
            new QuickCreate(apis, api).update(request.target(), request.routeKey());
            api.update(info -> wanted);
            journal(request, api);
            if (request.corsConfiguration() != null || request.target() != null || request.routeKey() != null) {
                api.changed();
            }
            return Pojos.copy(api.info(), UpdateApiResponse.builder()).build();
        }
    }

    @Override
    public DeleteApiResponse deleteApi(DeleteApiRequest request) {
        apis.remove(request.apiId());
        return DeleteApiResponse.builder().build();
    }

    @Override
    public DeleteCorsConfigurationResponse deleteCorsConfiguration(DeleteCorsConfigurationRequest request) {
        HttpApi api = apis.get(request.apiId());
        synchronized (api) {
            api.update(info -> info.corsConfiguration((Cors) null));
            api.changed();
        }
        return DeleteCorsConfigurationResponse.builder().build();
    }

    /**
     * Makes an API of an OpenAPI document.
     *
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html">OpenAPI
     *     definitions for HTTP APIs</a>
     */
    @Override
    public ImportApiResponse importApi(ImportApiRequest request) {
        Importer importer = importer(request.body(), request.basepath());
        HttpApi api = apis.make(importer.settings(Api.builder()));
        importer.fill(api, Boolean.TRUE.equals(request.failOnWarnings()));
        apis.add(api);
        importer.journal(apis, api);
        return Pojos.copy(api.info(), ImportApiResponse.builder()).build();
    }

    /** Puts an OpenAPI document in the place of all that an API has. */
    @Override
    public ReimportApiResponse reimportApi(ReimportApiRequest request) {
        HttpApi api = apis.get(request.apiId());
        Importer importer = importer(request.body(), request.basepath());
        synchronized (api) {
            // A document that does not fit must leave the API as it was, so it is tried on another one.
            HttpApi trial = apis.make(importer.settings(Api.builder()));
            importer.fill(trial, Boolean.TRUE.equals(request.failOnWarnings()));
            api.update(info -> importer.settings(info)
                    .warnings(trial.info().warnings())
                    .importInfo(trial.info().importInfo()));
            api.routes.clear();
            api.integrations.clear();
            api.authorizers.clear();
            api.authorizers.putAll(trial.authorizers);
            api.integrations.putAll(trial.integrations);
            api.routes.putAll(trial.routes);
            api.changed();
        }
        importer.journal(apis, api);
        return Pojos.copy(api.info(), ReimportApiResponse.builder()).build();
    }

    private static Importer importer(String body, String basepath) {
        try {
            return new Importer(OpenApi.read(body == null ? "" : body), basepath);
        } catch (OpenApi.Unreadable e) {
            throw ApiErrors.bad(e.getMessage());
        }
    }
}
