package ateliers.cloud.services.apigateway;

import ateliers.cloud.sdk.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.IntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponse;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;

/** Operations on resources, methods, integrations and their responses. */
abstract class MethodOperations extends RestApiOperations {

    MethodOperations(Apis apis) {
        super(apis);
    }

    @Override
    public CreateResourceResponse createResource(CreateResourceRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            return Pojos.copy(api.add(request.parentId(), request.pathPart()), CreateResourceResponse.builder())
                    .build();
        }
    }

    @Override
    public GetResourceResponse getResource(GetResourceRequest request) {
        return Pojos.copy(apis.get(request.restApiId()).resource(request.resourceId()), GetResourceResponse.builder())
                .build();
    }

    @Override
    public GetResourcesResponse getResources(GetResourcesRequest request) {
        List<Resource> all = List.copyOf(apis.get(request.restApiId()).resources.values());
        Page<Resource> page = Page.of(all, request.limit(), request.position());
        return GetResourcesResponse.builder()
                .items(page.items())
                .position(page.position())
                .build();
    }

    @Override
    public DeleteResourceResponse deleteResource(DeleteResourceRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            api.remove(request.resourceId());
        }
        return DeleteResourceResponse.builder().build();
    }

    @Override
    public PutMethodResponse putMethod(PutMethodRequest request) {
        Api api = apis.get(request.restApiId());
        MethodRules.checkMethod(request.httpMethod());
        Lacking.method(request);
        synchronized (api) {
            if (api.resource(request.resourceId()).resourceMethods().containsKey(request.httpMethod())) {
                throw ApiErrors.conflict("Method already exists for this resource");
            }
            if (request.requestValidatorId() != null && !api.validators.containsKey(request.requestValidatorId())) {
                throw ApiErrors.bad("Invalid Request Validator identifier specified");
            }
            request.requestModels().values().forEach(model -> {
                if (!api.models.containsKey(model)) {
                    throw ApiErrors.bad("Invalid model identifier specified: " + model);
                }
            });
            Method method = Pojos.copy(request, Method.builder())
                    .apiKeyRequired(Boolean.TRUE.equals(request.apiKeyRequired()))
                    .build();
            api.put(request.resourceId(), method);
            return Pojos.copy(method, PutMethodResponse.builder()).build();
        }
    }

    @Override
    public GetMethodResponse getMethod(GetMethodRequest request) {
        Method method = apis.get(request.restApiId()).method(request.resourceId(), request.httpMethod());
        return Pojos.copy(method, GetMethodResponse.builder()).build();
    }

    @Override
    public DeleteMethodResponse deleteMethod(DeleteMethodRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            api.removeMethod(request.resourceId(), request.httpMethod());
        }
        return DeleteMethodResponse.builder().build();
    }

    @Override
    public PutIntegrationResponse putIntegration(PutIntegrationRequest request) {
        Api api = apis.get(request.restApiId());
        Lacking.integration(request);
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
            return Pojos.copy(integration, PutIntegrationResponse.builder()).build();
        }
    }

    private static void put(Api api, String resourceId, Method method, Integration integration) {
        api.put(resourceId, method.toBuilder().methodIntegration(integration).build());
    }

    @Override
    public GetIntegrationResponse getIntegration(GetIntegrationRequest request) {
        Integration integration = apis.get(request.restApiId()).integration(request.resourceId(), request.httpMethod());
        return Pojos.copy(integration, GetIntegrationResponse.builder()).build();
    }

    @Override
    public DeleteIntegrationResponse deleteIntegration(DeleteIntegrationRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            api.integration(request.resourceId(), request.httpMethod());
            Method method = api.method(request.resourceId(), request.httpMethod());
            put(api, request.resourceId(), method, null);
        }
        return DeleteIntegrationResponse.builder().build();
    }

    @Override
    public PutIntegrationResponseResponse putIntegrationResponse(PutIntegrationResponseRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            Integration integration = api.integration(request.resourceId(), request.httpMethod());
            IntegrationResponse response =
                    Pojos.copy(request, IntegrationResponse.builder()).build();
            MethodRules.check(response);
            MethodResponse declared = method.methodResponses().get(request.statusCode());
            if (declared == null) {
                throw ApiErrors.notFound("Invalid Response status code specified");
            }
            response.responseParameters().keySet().forEach(name -> {
                if (!declared.responseParameters().containsKey(name)) {
                    throw ApiErrors.bad(
                            "Invalid mapping expression specified: Validation Result: warnings : [], errors :"
                                    + " [Invalid mapping expression parameter specified: " + name + "]");
                }
            });
            Map<String, IntegrationResponse> responses = new LinkedHashMap<>(integration.integrationResponses());
            responses.put(request.statusCode(), response);
            put(
                    api,
                    request.resourceId(),
                    method,
                    integration.toBuilder().integrationResponses(responses).build());
            return Pojos.copy(response, PutIntegrationResponseResponse.builder())
                    .build();
        }
    }

    @Override
    public GetIntegrationResponseResponse getIntegrationResponse(GetIntegrationResponseRequest request) {
        IntegrationResponse response = apis.get(request.restApiId())
                .integration(request.resourceId(), request.httpMethod())
                .integrationResponses()
                .get(request.statusCode());
        if (response == null) {
            throw ApiErrors.notFound("Invalid Response status code specified");
        }
        return Pojos.copy(response, GetIntegrationResponseResponse.builder()).build();
    }

    @Override
    public PutMethodResponseResponse putMethodResponse(PutMethodResponseRequest request) {
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            if (method.methodResponses().containsKey(request.statusCode())) {
                throw ApiErrors.conflict("Response already exists for this resource");
            }
            MethodResponse response =
                    Pojos.copy(request, MethodResponse.builder()).build();
            Map<String, MethodResponse> responses = new LinkedHashMap<>(method.methodResponses());
            responses.put(request.statusCode(), response);
            api.put(
                    request.resourceId(),
                    method.toBuilder().methodResponses(responses).build());
            return Pojos.copy(response, PutMethodResponseResponse.builder()).build();
        }
    }

    @Override
    public GetMethodResponseResponse getMethodResponse(GetMethodResponseRequest request) {
        MethodResponse response = apis.get(request.restApiId())
                .method(request.resourceId(), request.httpMethod())
                .methodResponses()
                .get(request.statusCode());
        if (response == null) {
            throw ApiErrors.notFound("Invalid Response status code specified");
        }
        return Pojos.copy(response, GetMethodResponseResponse.builder()).build();
    }
}
