package ateliers.cloud.services.apigateway;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseResponse;

/** Operations on methods and their responses. */
final class MethodOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    MethodOperations(Apis apis) {
        this.apis = apis;
    }

    @Override
    public PutMethodResponse putMethod(PutMethodRequest request) {
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Resource resource = api.resource(request.resourceId());
            MethodRules.checkMethod(request.httpMethod());
            if (resource.resourceMethods().containsKey(request.httpMethod())) {
                throw ApiErrors.conflict("Method already exists for this resource");
            }
            Method method = MethodRules.authorization(
                    api,
                    Pojos.copy(request, Method.builder())
                            .apiKeyRequired(Boolean.TRUE.equals(request.apiKeyRequired()))
                            .build());
            MethodRules.check(api, method);
            told(request.restApiId(), request.resourceId(), method, request.authorizerId() != null);
            api.put(request.resourceId(), method);
            return Pojos.copy(method, PutMethodResponse.builder()).build();
        }
    }

    /** An authorizer is kept only where the authorization asks it. */
    private void told(String apiId, String resourceId, Method method, boolean named) {
        if (named && method.authorizerId() == null) {
            apis.inert(
                    apis.arn("/restapis/" + apiId + "/resources/" + resourceId + "/methods/" + method.httpMethod()),
                    "the authorizer of a method that uses none");
        }
    }

    @Override
    public GetMethodResponse getMethod(GetMethodRequest request) {
        Method method = apis.ofResource(request.restApiId()).method(request.resourceId(), request.httpMethod());
        return Pojos.copy(method, GetMethodResponse.builder()).build();
    }

    @Override
    public UpdateMethodResponse updateMethod(UpdateMethodRequest request) {
        apis.checkPatches("updateMethodInput", request.patchOperations());
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method before = api.method(request.resourceId(), request.httpMethod());
            Method method = MethodPatches.method(api, before, request.patchOperations());
            told(
                    request.restApiId(),
                    request.resourceId(),
                    method,
                    request.patchOperations().stream().anyMatch(patch -> "/authorizerId".equals(patch.path())));
            api.put(request.resourceId(), method);
            return Pojos.copy(method, UpdateMethodResponse.builder()).build();
        }
    }

    @Override
    public DeleteMethodResponse deleteMethod(DeleteMethodRequest request) {
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            api.removeMethod(request.resourceId(), request.httpMethod());
        }
        return DeleteMethodResponse.builder().build();
    }

    @Override
    public PutMethodResponseResponse putMethodResponse(PutMethodResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            if (method.methodResponses().containsKey(request.statusCode())) {
                throw ApiErrors.conflict("Response already exists for this resource");
            }
            MethodResponse response =
                    Pojos.copy(request, MethodResponse.builder()).build();
            MethodRules.check(api, response);
            put(api, request.resourceId(), method, response);
            return Pojos.copy(response, PutMethodResponseResponse.builder()).build();
        }
    }

    private static void put(Api api, String resourceId, Method method, MethodResponse response) {
        Map<String, MethodResponse> responses = new LinkedHashMap<>(method.methodResponses());
        responses.put(response.statusCode(), response);
        api.put(resourceId, method.toBuilder().methodResponses(responses).build());
    }

    private static MethodResponse response(Method method, String statusCode) {
        return Optional.ofNullable(method.methodResponses().get(statusCode)).orElseThrow(ApiErrors::noStatus);
    }

    @Override
    public GetMethodResponseResponse getMethodResponse(GetMethodResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Method method = apis.ofResource(request.restApiId()).method(request.resourceId(), request.httpMethod());
        return Pojos.copy(response(method, request.statusCode()), GetMethodResponseResponse.builder())
                .build();
    }

    @Override
    public UpdateMethodResponseResponse updateMethodResponse(UpdateMethodResponseRequest request) {
        List<String> violations = apis.patchViolations("updateMethodResponseInput", request.patchOperations());
        violations.addAll(MethodRules.statusViolations(request.statusCode()));
        ApiErrors.refuse(violations);
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            MethodResponse response =
                    MethodPatches.response(api, response(method, request.statusCode()), request.patchOperations());
            put(api, request.resourceId(), method, response);
            return Pojos.copy(response, UpdateMethodResponseResponse.builder()).build();
        }
    }

    @Override
    public DeleteMethodResponseResponse deleteMethodResponse(DeleteMethodResponseRequest request) {
        ApiErrors.refuse(MethodRules.statusViolations(request.statusCode()));
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method method = api.method(request.resourceId(), request.httpMethod());
            response(method, request.statusCode());
            Map<String, MethodResponse> responses = new LinkedHashMap<>(method.methodResponses());
            responses.remove(request.statusCode());
            api.put(
                    request.resourceId(),
                    method.toBuilder().methodResponses(responses).build());
        }
        return DeleteMethodResponseResponse.builder().build();
    }
}
