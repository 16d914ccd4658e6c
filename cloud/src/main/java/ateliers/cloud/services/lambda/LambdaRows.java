package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.model.*;

/**
 * What each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html">Actions,
 *     resources and condition keys for AWS Lambda</a>
 */
final class LambdaRows {
    private final Rows rows;
    private final Place place;
    private final Lambda lambda;

    LambdaRows(Rows rows, Place place, Lambda lambda) {
        this.rows = rows;
        this.place = place;
        this.lambda = lambda;
    }

    private interface Part<R> {
        String of(R request);
    }

    private <R extends SdkRequest> void on(Class<R> request, Part<R> name, Part<R> qualifier) {
        String operation = request.getSimpleName().replaceFirst("Request$", "");
        rows.on(request, r -> new Need("lambda:" + operation, Target.rowArn(name.of(r), qualifier.of(r), place)));
    }

    private <R extends SdkRequest> void on(Class<R> request, Part<R> name) {
        on(request, name, r -> null);
    }

    void declare() {
        rows.onEach(CreateFunctionRequest.class, this::create);
        rows.onEach(UpdateFunctionConfigurationRequest.class, this::update);
        rows.on(
                InvokeRequest.class,
                r -> new Need("lambda:InvokeFunction", Target.rowArn(r.functionName(), r.qualifier(), place)));
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
        rows.on(AddPermissionRequest.class, this::addPermission);
        rows.on(
                RemovePermissionRequest.class,
                r -> new Need("lambda:RemovePermission", Target.rowArn(r.functionName(), r.qualifier(), place)));
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
        rows.on(
                TagResourceRequest.class,
                r -> tagged(new Need("lambda:TagResource", taggable(r.resource())), r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("lambda:UntagResource", taggable(r.resource()))
                        .with("aws:TagKeys", r.tagKeys().toArray(String[]::new)));
        rows.on(ListTagsRequest.class, r -> new Need("lambda:ListTags", taggable(r.resource())));
        mappings();
    }

    private void mappings() {
        rows.onEach(CreateEventSourceMappingRequest.class, this::createMapping);
        rows.on(ListEventSourceMappingsRequest.class, r -> Need.anywhere("lambda:ListEventSourceMappings"));
        rows.on(GetEventSourceMappingRequest.class, r -> mapping("GetEventSourceMapping", r.uuid()));
        rows.on(UpdateEventSourceMappingRequest.class, r -> mapping("UpdateEventSourceMapping", r.uuid()));
        rows.on(DeleteEventSourceMappingRequest.class, r -> mapping("DeleteEventSourceMapping", r.uuid()));
    }

    private List<Need> createMapping(CreateEventSourceMappingRequest request) {
        Map<String, String> tags = SystemTags.others(request.tags());
        List<Need> needs = new ArrayList<>();
        Need create = Need.anywhere("lambda:CreateEventSourceMapping")
                .with("lambda:FunctionArn", Target.rowArn(request.functionName(), null, place));
        needs.add(tagged(create, tags));
        if (!tags.isEmpty()) {
            needs.add(tagged(new Need("lambda:TagResource", place.arn("lambda", "event-source-mapping:*")), tags));
        }
        return needs;
    }

    /** What tags are of: a mapping, or else a function. */
    private String taggable(String resource) {
        return Tags.mappingForRow(resource)
                .map(uuid -> place.arn("lambda", "event-source-mapping:" + uuid))
                .orElseGet(() -> Target.rowArn(resource, null, place));
    }

    private Need mapping(String action, String uuid) {
        Need need = new Need("lambda:" + action, place.arn("lambda", "event-source-mapping:" + uuid));
        return lambda.mappedFunction(uuid)
                .map(function -> need.with("lambda:FunctionArn", function))
                .orElse(need);
    }

    private List<Need> create(CreateFunctionRequest request) {
        String arn = Target.rowArn(request.functionName(), null, place);
        List<Need> needs = new ArrayList<>();
        Map<String, String> tags = SystemTags.others(request.tags());
        needs.add(tagged(new Need("lambda:CreateFunction", arn), tags));
        if (!tags.isEmpty()) {
            needs.add(tagged(new Need("lambda:TagResource", arn), tags));
        }
        passRole(request.role(), needs);
        return needs;
    }

    private List<Need> update(UpdateFunctionConfigurationRequest request) {
        List<Need> needs = new ArrayList<>();
        String arn = Target.rowArn(request.functionName(), null, place);
        needs.add(new Need("lambda:UpdateFunctionConfiguration", arn));
        // Handing over the role that the function has already needs nothing.
        if (!lambda.hasRole(request.functionName(), request.role())) {
            passRole(request.role(), needs);
        }
        return needs;
    }

    private static void passRole(String role, List<Need> needs) {
        if (role != null && role.matches("arn:aws[a-zA-Z-]*:iam::\\d{12}:role/.+")) {
            needs.add(Need.passRole(role, "lambda.amazonaws.com"));
        }
    }

    private Need addPermission(AddPermissionRequest request) {
        Need need = new Need("lambda:AddPermission", Target.rowArn(request.functionName(), request.qualifier(), place));
        return request.principal() == null ? need : need.with("lambda:Principal", request.principal());
    }

    private static Need tagged(Need need, Map<String, String> tags) {
        Need tagged =
                tags.isEmpty() ? need : need.with("aws:TagKeys", tags.keySet().toArray(String[]::new));
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            tagged = tagged.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
        }
        return tagged;
    }
}
