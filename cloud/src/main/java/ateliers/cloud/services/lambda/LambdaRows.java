package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.services.lambda.mapping.EventSourceMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionByArnRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionUrlConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsRequest;
import software.amazon.awssdk.services.lambda.model.ListLayersRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.RemoveLayerVersionPermissionRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

/**
 * What each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions,
 *     resources and condition keys for AWS Lambda</a>
 */
final class LambdaRows {
    private final Rows rows;
    private final Place place;
    private final Functions functions;
    private final EventSourceMappings mappings;

    LambdaRows(Rows rows, Place place, Functions functions, EventSourceMappings mappings) {
        this.rows = rows;
        this.place = place;
        this.functions = functions;
        this.mappings = mappings;
    }

    private interface Part<R> {
        String of(R request);
    }

    /** An operation on a function, a version or an alias. */
    private <R extends SdkRequest> void on(Class<R> request, Part<R> name, Part<R> qualifier) {
        String operation = request.getSimpleName().replaceFirst("Request$", "");
        rows.on(request, r -> onFunction(operation, name.of(r), qualifier.of(r)));
    }

    private <R extends SdkRequest> void on(Class<R> request, Part<R> name) {
        on(request, name, r -> null);
    }

    private Need onFunction(String action, String name, String qualifier) {
        return new Need("lambda:" + action, FunctionName.rowArn(name, qualifier, place));
    }

    void declare() {
        rows.onEach(CreateFunctionRequest.class, this::create);
        rows.onEach(UpdateFunctionConfigurationRequest.class, this::update);
        rows.on(InvokeRequest.class, r -> onFunction("InvokeFunction", r.functionName(), r.qualifier()));
        on(GetFunctionRequest.class, GetFunctionRequest::functionName, GetFunctionRequest::qualifier);
        on(
                GetFunctionConfigurationRequest.class,
                GetFunctionConfigurationRequest::functionName,
                GetFunctionConfigurationRequest::qualifier);
        on(UpdateFunctionCodeRequest.class, UpdateFunctionCodeRequest::functionName);
        on(DeleteFunctionRequest.class, DeleteFunctionRequest::functionName, DeleteFunctionRequest::qualifier);
        rows.on(ListFunctionsRequest.class, r -> Need.anywhere("lambda:ListFunctions"));
        rows.on(GetAccountSettingsRequest.class, r -> Need.anywhere("lambda:GetAccountSettings"));
        on(PublishVersionRequest.class, PublishVersionRequest::functionName);
        on(ListVersionsByFunctionRequest.class, ListVersionsByFunctionRequest::functionName);
        on(CreateAliasRequest.class, CreateAliasRequest::functionName);
        on(GetAliasRequest.class, GetAliasRequest::functionName);
        on(UpdateAliasRequest.class, UpdateAliasRequest::functionName);
        on(DeleteAliasRequest.class, DeleteAliasRequest::functionName);
        on(ListAliasesRequest.class, ListAliasesRequest::functionName);
        rows.on(
                CreateFunctionUrlConfigRequest.class,
                r -> url(r.functionName(), r.qualifier(), "Create", r.authTypeAsString()));
        rows.on(
                UpdateFunctionUrlConfigRequest.class,
                r -> url(r.functionName(), r.qualifier(), "Update", r.authTypeAsString()));
        rows.on(GetFunctionUrlConfigRequest.class, r -> url(r.functionName(), r.qualifier(), "Get", null));
        rows.on(DeleteFunctionUrlConfigRequest.class, r -> url(r.functionName(), r.qualifier(), "Delete", null));
        on(ListFunctionUrlConfigsRequest.class, ListFunctionUrlConfigsRequest::functionName);
        rows.on(AddPermissionRequest.class, this::addPermission);
        on(RemovePermissionRequest.class, RemovePermissionRequest::functionName, RemovePermissionRequest::qualifier);
        on(GetPolicyRequest.class, GetPolicyRequest::functionName, GetPolicyRequest::qualifier);
        on(
                PutFunctionEventInvokeConfigRequest.class,
                PutFunctionEventInvokeConfigRequest::functionName,
                PutFunctionEventInvokeConfigRequest::qualifier);
        on(
                UpdateFunctionEventInvokeConfigRequest.class,
                UpdateFunctionEventInvokeConfigRequest::functionName,
                UpdateFunctionEventInvokeConfigRequest::qualifier);
        on(
                GetFunctionEventInvokeConfigRequest.class,
                GetFunctionEventInvokeConfigRequest::functionName,
                GetFunctionEventInvokeConfigRequest::qualifier);
        on(
                DeleteFunctionEventInvokeConfigRequest.class,
                DeleteFunctionEventInvokeConfigRequest::functionName,
                DeleteFunctionEventInvokeConfigRequest::qualifier);
        on(ListFunctionEventInvokeConfigsRequest.class, ListFunctionEventInvokeConfigsRequest::functionName);
        on(PutFunctionConcurrencyRequest.class, PutFunctionConcurrencyRequest::functionName);
        on(GetFunctionConcurrencyRequest.class, GetFunctionConcurrencyRequest::functionName);
        on(DeleteFunctionConcurrencyRequest.class, DeleteFunctionConcurrencyRequest::functionName);
        on(PutFunctionRecursionConfigRequest.class, PutFunctionRecursionConfigRequest::functionName);
        on(GetFunctionRecursionConfigRequest.class, GetFunctionRecursionConfigRequest::functionName);
        rows.on(
                TagResourceRequest.class,
                r -> onTags("TagResource", r.resource()).tagging(r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> onTags("UntagResource", r.resource()).untagging(r.tagKeys()));
        rows.on(ListTagsRequest.class, r -> onTags("ListTags", r.resource()));
        declareLayers();
        rows.onEach(CreateEventSourceMappingRequest.class, this::createMapping);
        rows.on(ListEventSourceMappingsRequest.class, r -> Need.anywhere("lambda:ListEventSourceMappings"));
        rows.on(GetEventSourceMappingRequest.class, r -> mapping("GetEventSourceMapping", r.uuid()));
        rows.on(UpdateEventSourceMappingRequest.class, r -> mapping("UpdateEventSourceMapping", r.uuid()));
        rows.on(DeleteEventSourceMappingRequest.class, r -> mapping("DeleteEventSourceMapping", r.uuid()));
    }

    /** @param authType that the request asks for; null where the URL stays as it is */
    private Need url(String name, String qualifier, String verb, String authType) {
        Need need = onFunction(verb + "FunctionUrlConfig", name, qualifier)
                .with("lambda:FunctionArn", FunctionName.rowArn(name, qualifier, place));
        String type = authType != null
                ? authType
                : FunctionName.find(name)
                        .map(named -> named.or(qualifier))
                        .flatMap(functions::url)
                        .map(url -> url.auth().toString())
                        .orElse(null);
        return type == null ? need : need.with("lambda:FunctionUrlAuthType", type);
    }

    private void declareLayers() {
        rows.on(PublishLayerVersionRequest.class, r -> layer("PublishLayerVersion", r.layerName(), null));
        rows.on(GetLayerVersionRequest.class, r -> layer("GetLayerVersion", r.layerName(), r.versionNumber()));
        rows.on(
                GetLayerVersionByArnRequest.class,
                r -> new Need("lambda:GetLayerVersion", isLayerVersion(r.arn()) ? r.arn() : layerArn("*", 1L)));
        rows.on(DeleteLayerVersionRequest.class, r -> layer("DeleteLayerVersion", r.layerName(), r.versionNumber()));
        rows.on(
                AddLayerVersionPermissionRequest.class,
                r -> layer("AddLayerVersionPermission", r.layerName(), r.versionNumber()));
        rows.on(
                RemoveLayerVersionPermissionRequest.class,
                r -> layer("RemoveLayerVersionPermission", r.layerName(), r.versionNumber()));
        rows.on(
                GetLayerVersionPolicyRequest.class,
                r -> layer("GetLayerVersionPolicy", r.layerName(), r.versionNumber()));
        rows.on(ListLayersRequest.class, r -> Need.anywhere("lambda:ListLayers"));
        rows.on(ListLayerVersionsRequest.class, r -> Need.anywhere("lambda:ListLayerVersions"));
    }

    private static boolean isLayerVersion(String arn) {
        return arn != null && arn.matches(Layers.VERSION_ARN);
    }

    /** @param number null for the layer as a whole */
    private Need layer(String action, String name, Long number) {
        return new Need("lambda:" + action, layerArn(name, number));
    }

    private String layerArn(String name, Long number) {
        String bare = name == null ? "*" : name.substring(name.lastIndexOf(':') + 1);
        return place.arn("lambda", "layer:" + bare + (number == null ? "" : ":" + number));
    }

    /** To make a function read layers one needs to be allowed to read them; those of other accounts are lacking here. */
    private void readLayers(List<String> arns, List<Need> needs) {
        List<String> layers = arns.stream()
                .filter(arn -> isLayerVersion(arn) && arn.contains(":" + place.account() + ":"))
                .toList();
        if (!layers.isEmpty()) {
            needs.set(0, needs.get(0).with("lambda:Layer", layers.toArray(String[]::new)));
            layers.forEach(arn -> needs.add(new Need("lambda:GetLayerVersion", arn)));
        }
    }

    private List<Need> createMapping(CreateEventSourceMappingRequest request) {
        Need create = Need.anywhere("lambda:CreateEventSourceMapping")
                .with("lambda:FunctionArn", FunctionName.rowArn(request.functionName(), null, place));
        return withTags(create, mappingArn("*"), request.tags());
    }

    /** What is made with tags needs to be allowed to tag, too. */
    private static List<Need> withTags(Need create, String arn, Map<String, String> given) {
        Map<String, String> tags = SystemTags.others(given);
        List<Need> needs = new ArrayList<>(List.of(create.tagging(tags)));
        if (!tags.isEmpty()) {
            needs.add(new Need("lambda:TagResource", arn).tagging(tags));
        }
        return needs;
    }

    /** What tags are of: a mapping, or else a function. */
    private Need onTags(String action, String resource) {
        return Tags.mappingForRow(resource)
                .map(uuid -> new Need("lambda:" + action, mappingArn(uuid)))
                .orElseGet(() -> onFunction(action, resource, null));
    }

    private Need mapping(String action, String uuid) {
        Need need = new Need("lambda:" + action, mappingArn(uuid));
        return mappings.functionOf(uuid)
                .map(function -> need.with("lambda:FunctionArn", function))
                .orElse(need);
    }

    private String mappingArn(String uuid) {
        return place.arn("lambda", "event-source-mapping:" + uuid);
    }

    private List<Need> create(CreateFunctionRequest request) {
        Need create = onFunction("CreateFunction", request.functionName(), null);
        List<Need> needs = withTags(create, create.resource(), request.tags());
        passRole(request.role(), needs);
        readLayers(request.layers(), needs);
        return needs;
    }

    private List<Need> update(UpdateFunctionConfigurationRequest request) {
        List<Need> needs =
                new ArrayList<>(List.of(onFunction("UpdateFunctionConfiguration", request.functionName(), null)));
        // Handing over the role that the function has already needs nothing.
        if (!functions.hasRole(request.functionName(), request.role())) {
            passRole(request.role(), needs);
        }
        readLayers(request.layers(), needs);
        return needs;
    }

    private static void passRole(String role, List<Need> needs) {
        if (role != null && role.matches("arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+")) {
            needs.add(Need.passRole(role, "lambda.amazonaws.com"));
        }
    }

    private Need addPermission(AddPermissionRequest request) {
        Need need = onFunction("AddPermission", request.functionName(), request.qualifier());
        if (request.functionUrlAuthTypeAsString() != null) {
            need = need.with("lambda:FunctionUrlAuthType", request.functionUrlAuthTypeAsString());
        }
        return request.principal() == null ? need : need.with("lambda:Principal", request.principal());
    }
}
