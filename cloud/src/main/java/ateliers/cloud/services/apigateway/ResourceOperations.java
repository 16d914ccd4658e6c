package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import ateliers.cloud.kit.Pojos;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceResponse;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceResponse;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesResponse;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceResponse;

/** Operations on resources. */
final class ResourceOperations implements ApiGatewayClient, Operations {
    private final Apis apis;

    ResourceOperations(Apis apis) {
        this.apis = apis;
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
        Paging.Page<Resource> page = Apis.page(all, request.limit(), request.position());
        return GetResourcesResponse.builder()
                .items(page.items().stream()
                        .map(resource -> shown(resource, request.embed()))
                        .toList())
                .position(page.next())
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
        apis.checkPatches("updateResourceInput", request.patchOperations());
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
}
