package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponse;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.MethodResponse;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponse;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseResponse;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceResponse;

/** Operations on resources, methods and their responses. */
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
        Resource resource = apis.get(request.restApiId()).resource(request.resourceId());
        return Pojos.copy(shown(resource, request.embed()), GetResourceResponse.builder())
                .build();
    }

    @Override
    public GetResourcesResponse getResources(GetResourcesRequest request) {
        List<Resource> all = List.copyOf(apis.get(request.restApiId()).resources.values());
        Page<Resource> page = Page.of(all, request.limit(), request.position());
        return GetResourcesResponse.builder()
                .items(page.items().stream()
                        .map(resource -> shown(resource, request.embed()))
                        .toList())
                .position(page.position())
                .build();
    }

    /** Methods are shown whole to those who ask for them only. */
    private static Resource shown(Resource resource, List<String> embed) {
        if (!Set.of("methods").containsAll(embed)) {
            throw new Unsupported("apigateway: " + embed + " embedded in a resource");
        }
        if (embed.contains("methods") || !resource.hasResourceMethods()) {
            return resource;
        }
        Map<String, Method> names = new LinkedHashMap<>(resource.resourceMethods());
        names.replaceAll((name, method) -> Method.builder().build());
        return resource.toBuilder().resourceMethods(names).build();
    }

    @Override
    public UpdateResourceResponse updateResource(UpdateResourceRequest request) {
        check("updateResourceInput", request.patchOperations());
        Api api = apis.get(request.restApiId());
        synchronized (api) {
            Resource resource = api.resource(request.resourceId());
            for (PatchOperation patch : request.patchOperations()) {
                PatchTarget.replaceOnly(patch, "/parentId", "/pathPart");
                boolean parent = patch.path().equals("/parentId");
                if (resource.parentId() == null) {
                    throw ApiErrors.bad(
                            "Root resource cannot update its " + patch.path().substring(1) + ".");
                }
                resource = api.move(
                        resource,
                        parent ? patch.value() : resource.parentId(),
                        parent ? resource.pathPart() : patch.value());
            }
            return Pojos.copy(resource, UpdateResourceResponse.builder()).build();
        }
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
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Resource resource = api.resource(request.resourceId());
            MethodRules.checkMethod(request.httpMethod());
            Lacking.authorization(request.authorizationType());
            if (resource.resourceMethods().containsKey(request.httpMethod())) {
                throw ApiErrors.conflict("Method already exists for this resource");
            }
            Method method = Pojos.copy(request, Method.builder())
                    .apiKeyRequired(false)
                    .authorizerId(null)
                    .build();
            MethodRules.check(api, method);
            api.put(request.resourceId(), method);
            return Pojos.copy(method, PutMethodResponse.builder()).build();
        }
    }

    @Override
    public GetMethodResponse getMethod(GetMethodRequest request) {
        Method method = apis.ofResource(request.restApiId()).method(request.resourceId(), request.httpMethod());
        return Pojos.copy(method, GetMethodResponse.builder()).build();
    }

    @Override
    public UpdateMethodResponse updateMethod(UpdateMethodRequest request) {
        check("updateMethodInput", request.patchOperations());
        Api api = apis.ofResource(request.restApiId());
        synchronized (api) {
            Method before = api.method(request.resourceId(), request.httpMethod());
            Method method = MethodPatches.method(api, before, request.patchOperations());
            if (request.patchOperations().stream().anyMatch(patch -> "/authorizerId".equals(patch.path()))) {
                apis.inert(
                        apis.arn("/restapis/" + request.restApiId() + "/resources/" + request.resourceId() + "/methods/"
                                + request.httpMethod()),
                        "the authorizer of a method that uses none");
            }
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
        List<String> violations = violations("updateMethodResponseInput", request.patchOperations());
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
