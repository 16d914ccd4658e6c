package ateliers.cloud.services.apigateway;

import ateliers.cloud.executeapi.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.apigateway.model.Authorizer;
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
    final Map<String, Authorizer> authorizers = new LinkedHashMap<>();
    final Map<GatewayResponseType, GatewayResponse> gatewayResponses = new LinkedHashMap<>();
    final Map<String, Deployed> deployments = new LinkedHashMap<>();
    final Map<String, LiveStage> stages = new ConcurrentHashMap<>();

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
        authorizers.clear();
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
        check(parent, part, null);
        Resource resource = at(Resource.builder().id(Ids.random(ID_LENGTH)).build(), parent, part);
        resources.put(resource.id(), resource);
        return resource;
    }

    private static Resource at(Resource resource, Resource parent, String part) {
        return resource.toBuilder()
                .parentId(parent.id())
                .pathPart(part)
                .path((parent.path().equals("/") ? "" : parent.path()) + "/" + part)
                .build();
    }

    /** Whether a part may come below a parent, beside its other children than the moving one. */
    private void check(Resource parent, String part, Resource moving) {
        if (part == null || !PATH_PART.matcher(part).matches()) {
            throw ApiErrors.bad(
                    "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly"
                            + " braces at the beginning and the end.");
        }
        if (child(parent, part).filter(same -> same != moving).isPresent()) {
            throw ApiErrors.conflict("Another resource with the same parent already has this name: " + part);
        }
        if (parent.path().endsWith("+}")) {
            throw ApiErrors.bad(
                    "Cannot create a child of a resource with a greedy path variable: " + parent.pathPart());
        }
        if (part.startsWith("{")) {
            resources.values().stream()
                    .filter(each -> parent.id().equals(each.parentId()) && each != moving)
                    .filter(each -> each.pathPart().startsWith("{"))
                    .findFirst()
                    .ifPresent(sibling -> {
                        throw ApiErrors.bad("A sibling (" + sibling.pathPart()
                                + ") of this resource already has a variable path part -- only one is allowed");
                    });
        }
    }

    /** Moves a resource, with all below it. */
    Resource move(Resource resource, String parentId, String part) {
        Resource parent = Optional.ofNullable(resources.get(parentId)).orElseThrow(() -> ApiErrors.noSuch("Resource"));
        if (parent.path().equals(resource.path()) || parent.path().startsWith(resource.path() + "/")) {
            throw ApiErrors.bad("Resources cannot be cyclical.");
        }
        check(parent, part, resource);
        Resource moved = at(resource, parent, part);
        resources.put(moved.id(), moved);
        String before = resource.path() + "/";
        resources.replaceAll((id, each) -> each.path().startsWith(before)
                ? each.toBuilder()
                        .path(moved.path() + each.path().substring(before.length() - 1))
                        .build()
                : each);
        return moved;
    }

    /** Refuses to lose a model that methods need. */
    void refuseUsed(String model) {
        for (Resource resource : resources.values()) {
            for (Method method : resource.resourceMethods().values()) {
                String where = resource.path() + "/" + method.httpMethod();
                if (method.requestModels().containsValue(model)) {
                    throw ApiErrors.conflict(
                            "Cannot delete model '" + model + "', is referenced in method request: " + where);
                }
                if (method.methodResponses().values().stream()
                        .anyMatch(response -> response.responseModels().containsValue(model))) {
                    throw ApiErrors.conflict(
                            "Cannot delete model '" + model + "', is referenced in method response: " + where);
                }
            }
        }
    }

    /** Refuses to lose an authorizer that methods need. */
    void refuseUsedAuthorizer(String id) {
        for (Resource resource : resources.values()) {
            for (Method method : resource.resourceMethods().values()) {
                if (id.equals(method.authorizerId())) {
                    throw ApiErrors.conflict("Cannot delete authorizer '" + id + "', is referenced in method: "
                            + resource.path() + "/" + method.httpMethod());
                }
            }
        }
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
