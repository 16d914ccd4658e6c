package ateliers.cloud.services.apigateway;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseResponse;

/** Operations on integrations and their responses. */
final class IntegrationOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    IntegrationOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public PutIntegrationResponse putIntegration(PutIntegrationRequest request) {
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            Integration integration = Pojos.copy(request, Integration.builder())
                    .httpMethod(request.integrationHttpMethod())
                    .passthroughBehavior(
                            request.passthroughBehavior() == null ? "WHEN_NO_MATCH" : request.passthroughBehavior())
                    .timeoutInMillis(request.timeoutInMillis() == null ? 29_000 : request.timeoutInMillis())
                    .cacheNamespace(request.cacheNamespace() == null ? request.resourceId() : request.cacheNamespace())
                    .build();
            MethodRules.check(integration);
            put(api, request.resourceId(), method, integration);
            inert(
                    request,
                    request.cacheNamespace() != null
                            || !request.cacheKeyParameters().isEmpty());
            return Pojos.copy(integration, PutIntegrationResponse.builder()).build();
        }
    }

    private void inert(PutIntegrationRequest request, boolean caching) {
        if (caching) {
            apis.inert(
                    apis.arn("/restapis/" + request.restApiId() + "/resources/" + request.resourceId() + "/methods/"
                            + request.httpMethod() + "/integration"),
                    "the cache of the integration");
        }
    }

    private static void put(Api api, String resourceId, Method method, Integration integration) {
        api.put(resourceId, method.toBuilder().methodIntegration(integration).build());
    }

    @Override
    public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
        Integration integration =
                apis.ofResource(request.restApiId()).integration(request.resourceId(), request.httpMethod());
        return Pojos.copy(integration, GetIntegrationResponse.builder()).build();
    }

    @Override
    public UpdateIntegrationResponse updateIntegration(UpdateIntegrationRequest request) {
        apis.checkPatches("updateIntegrationInput", request.patchOperations());
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Integration before = api.integration(request.resourceId(), request.httpMethod());
            Integration integration = IntegrationPatches.integration(before, request.patchOperations());
            put(api, request.resourceId(), api.method(request.resourceId(), request.httpMethod()), integration);
            return Pojos.copy(integration, UpdateIntegrationResponse.builder()).build();
        }
    }

    @Override
    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            api.integration(request.resourceId(), request.httpMethod());
            put(api, request.resourceId(), api.method(request.resourceId(), request.httpMethod()), null);
        }
        return DeleteIntegrationResponse.builder().build();
    }

    @Override
    public PutIntegrationResponseResponse putIntegrationResponse(PutIntegrationResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            Integration integration = api.integration(request.resourceId(), request.httpMethod());
            IntegrationResponse response =
                    Pojos.copy(request, IntegrationResponse.builder()).build();
            MethodRules.check(response);
            checkDeclared(method, response);
            put(api, request.resourceId(), method, with(integration, response));
            return Pojos.copy(response, PutIntegrationResponseResponse.builder())
                    .build();
        }
    }

    /** What is set by a response must have been declared by that of the method. */
    private static void checkDeclared(Method method, IntegrationResponse response) {
        MethodResponse declared = method.methodResponses().get(response.statusCode());
        response.responseParameters().keySet().forEach(name -> {
            if (declared == null || !declared.responseParameters().containsKey(name)) {
                throw ApiErrors.mapping("Invalid mapping expression parameter specified: " + name);
            }
        });
    }

    private static Integration with(Integration integration, IntegrationResponse response) {
        Map<String, IntegrationResponse> responses = new LinkedHashMap<>(integration.integrationResponses());
        responses.put(response.statusCode(), response);
        return integration.toBuilder().integrationResponses(responses).build();
    }

    private static IntegrationResponse response(Integration integration, String statusCode) {
        return Optional.ofNullable(integration.integrationResponses().get(statusCode))
                .orElseThrow(ApiErrors::noStatus);
    }

    @Override
    public GetIntegrationResponseResponse getIntegrationResponse(GetIntegrationResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Integration integration =
                apis.ofResource(request.restApiId()).integration(request.resourceId(), request.httpMethod());
        return Pojos.copy(response(integration, request.statusCode()), GetIntegrationResponseResponse.builder())
                .build();
    }

    @Override
    public UpdateIntegrationResponseResponse updateIntegrationResponse(UpdateIntegrationResponseRequest request) {
        List<String> violations = apis.patchViolations("updateIntegrationResponseInput", request.patchOperations());
        violations.addAll(MethodRules.statusViolations(request.statusCode()));
        ApiErrors.refuse(violations);
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            Integration integration = api.integration(request.resourceId(), request.httpMethod());
            IntegrationResponse response =
                    IntegrationPatches.response(response(integration, request.statusCode()), request.patchOperations());
            checkDeclared(method, response);
            put(api, request.resourceId(), method, with(integration, response));
            return Pojos.copy(response, UpdateIntegrationResponseResponse.builder())
                    .build();
        }
    }

    /** A method that is missing is told as a missing integration. */
    @Override
    public DeleteIntegrationResponseResponse deleteIntegrationResponse(DeleteIntegrationResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.resource(request.resourceId()).resourceMethods().get(request.httpMethod());
            if (method == null || method.methodIntegration() == null) {
                throw ApiErrors.noSuch("Integration");
            }
            Integration integration = method.methodIntegration();
            response(integration, request.statusCode());
            Map<String, IntegrationResponse> responses = new LinkedHashMap<>(integration.integrationResponses());
            responses.remove(request.statusCode());
            put(
                    api,
                    request.resourceId(),
                    method,
                    integration.toBuilder().integrationResponses(responses).build());
        }
        return DeleteIntegrationResponseResponse.builder().build();
    }
}
