package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.GatewayResponse;
import software.amazon.awssdk.services.apigateway.model.GatewayResponseType;
import software.amazon.awssdk.services.apigateway.model.Integration;
import software.amazon.awssdk.services.apigateway.model.Method;
import software.amazon.awssdk.services.apigateway.model.Model;
import software.amazon.awssdk.services.apigateway.model.RequestValidator;
import software.amazon.awssdk.services.apigateway.model.Resource;
import software.amazon.awssdk.services.apigateway.model.RestApi;

/** One REST API as it is being edited; what answers requests are its {@link Deployed deployments}. */
final class Api {
    private static final Pattern PATH_PART = Pattern.compile("[a-zA-Z0-9._:*$@!'(),~%+&;=-]+|\\{[a-zA-Z0-9._:-]+\\+?}");
    private static final int ID_LENGTH = 6;

    private final String account;
    private RestApi info;
    final Map<String, Resource> resources = new LinkedHashMap<>();
    final Map<String, Model> models = new TreeMap<>();
    final Map<String, RequestValidator> validators = new LinkedHashMap<>();
    final Map<GatewayResponseType, GatewayResponse> gatewayResponses = new LinkedHashMap<>();
    final Map<String, Deployed> deployments = new LinkedHashMap<>();
    final Map<String, LiveStage> stages = new java.util.concurrent.ConcurrentHashMap<>();

    Api(String account, RestApi info) {
        this.account = account;
        this.info = info;
        clear();
    }

    /** Takes everything away that a document defines. */
    void clear() {
        resources.clear();
        models.clear();
        validators.clear();
        gatewayResponses.clear();
        resources.put(
                info.rootResourceId(),
                Resource.builder().id(info.rootResourceId()).path("/").build());
    }

    String id() {
        return info.id();
    }

    String account() {
        return account;
    }

    RestApi info() {
        return info;
    }

    void update(UnaryOperator<RestApi> change) {
        info = change.apply(info);
    }

    Resource resource(String id) {
        return Optional.ofNullable(resources.get(id)).orElseThrow(() -> ApiErrors.noSuch("Resource"));
    }

    /** The resource at a path, made with all above it when it is not there. */
    Resource at(String path) {
        Resource resource = resources.get(info.rootResourceId());
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                Resource parent = resource;
                resource = child(parent, part).orElseGet(() -> add(parent.id(), part));
            }
        }
        return resource;
    }

    private Optional<Resource> child(Resource parent, String part) {
        return resources.values().stream()
                .filter(each -> parent.id().equals(each.parentId()) && part.equals(each.pathPart()))
                .findFirst();
    }

    Resource add(String parentId, String part) {
        Resource parent = Optional.ofNullable(resources.get(parentId)).orElseThrow(() -> ApiErrors.noSuch("Resource"));
        if (part == null || !PATH_PART.matcher(part).matches()) {
            throw ApiErrors.bad(
                    "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
                            + " braces at the beginning and the end.");
        }
        if (child(parent, part).isPresent()) {
            throw ApiErrors.conflict("Another resource with the same parent already has this name: " + part);
        }
        if (parent.path().endsWith("+}")) {
            throw ApiErrors.bad("Cannot create a child of a resource with a greedy path variable.");
        }
        boolean variable = part.startsWith("{");
        boolean sibling = variable
                && resources.values().stream()
                        .anyMatch(each -> parentId.equals(each.parentId())
                                && each.pathPart().startsWith("{")
                                && each.pathPart().endsWith("+}") == part.endsWith("+}"));
        if (sibling) {
            throw ApiErrors.bad("A sibling (" + siblingOf(parentId) + ") of this resource already has a variable path"
                    + " part -- only one is allowed");
        }
        Resource resource = Resource.builder()
                .id(Ids.random(ID_LENGTH))
                .parentId(parentId)
                .pathPart(part)
                .path((parent.path().equals("/") ? "" : parent.path()) + "/" + part)
                .build();
        resources.put(resource.id(), resource);
        return resource;
    }

    private String siblingOf(String parentId) {
        return resources.values().stream()
                .filter(each ->
                        parentId.equals(each.parentId()) && each.pathPart().startsWith("{"))
                .map(Resource::pathPart)
                .findFirst()
                .orElse("");
    }

    /** Takes a resource away with all below it. */
    void remove(String id) {
        Resource resource = resource(id);
        if (resource.parentId() == null) {
            throw ApiErrors.bad("Root resource cannot be deleted");
        }
        String below = resource.path() + "/";
        resources.values().removeIf(each -> each.id().equals(id) || each.path().startsWith(below));
    }

    Method method(String resourceId, String httpMethod) {
        return Optional.ofNullable(resource(resourceId).resourceMethods().get(httpMethod))
                .orElseThrow(() -> ApiErrors.noSuch("Method"));
    }

    void put(String resourceId, Method method) {
        Resource resource = resource(resourceId);
        Map<String, Method> methods = new TreeMap<>(resource.resourceMethods());
        methods.put(method.httpMethod(), method);
        resources.put(resourceId, resource.toBuilder().resourceMethods(methods).build());
    }

    void removeMethod(String resourceId, String httpMethod) {
        method(resourceId, httpMethod);
        Resource resource = resource(resourceId);
        Map<String, Method> methods = new TreeMap<>(resource.resourceMethods());
        methods.remove(httpMethod);
        resources.put(resourceId, resource.toBuilder().resourceMethods(methods).build());
    }

    Integration integration(String resourceId, String httpMethod) {
        return Optional.ofNullable(method(resourceId, httpMethod).methodIntegration())
                .orElseThrow(() -> ApiErrors.noSuch("Integration"));
    }

    LiveStage stage(String name) {
        return Optional.ofNullable(name)
                .map(stages::get)
                .orElseThrow(() -> ApiErrors.notFound("Invalid stage identifier specified"));
    }

    Deployed deployment(String id) {
        return Optional.ofNullable(id)
                .map(deployments::get)
                .orElseThrow(() -> ApiErrors.notFound("Invalid Deployment identifier specified"));
    }
}
