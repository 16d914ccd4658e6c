package ateliers.cloud.services.apigateway;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.apigateway.model.ApiGatewayRequest;
import software.amazon.awssdk.services.apigateway.model.CreateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.CreateModelRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.CreateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.CreateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.CreateStageRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.CreateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteModelRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteResourceRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.DeleteUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigateway.model.FlushStageCacheRequest;
import software.amazon.awssdk.services.apigateway.model.GetAccountRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetApiKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetGatewayResponsesRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.GetIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodRequest;
import software.amazon.awssdk.services.apigateway.model.GetMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelRequest;
import software.amazon.awssdk.services.apigateway.model.GetModelsRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.GetRequestValidatorsRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourceRequest;
import software.amazon.awssdk.services.apigateway.model.GetResourcesRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.GetRestApisRequest;
import software.amazon.awssdk.services.apigateway.model.GetStageRequest;
import software.amazon.awssdk.services.apigateway.model.GetStagesRequest;
import software.amazon.awssdk.services.apigateway.model.GetTagsRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeyRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanKeysRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsagePlansRequest;
import software.amazon.awssdk.services.apigateway.model.GetUsageRequest;
import software.amazon.awssdk.services.apigateway.model.ImportRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.PutGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.PutIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodRequest;
import software.amazon.awssdk.services.apigateway.model.PutMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.PutRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.TagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.TestInvokeAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAccountRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateApiKeyRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateGatewayResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateIntegrationResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateMethodResponseRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateModelRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRequestValidatorRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateResourceRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateRestApiRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateStageRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsagePlanRequest;
import software.amazon.awssdk.services.apigateway.model.UpdateUsageRequest;

/**
 * What each operation needs: the HTTP method on the URI that it is sent to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html">Actions,
 *     resources and condition keys for Amazon API Gateway Management</a>
 */
final class ApiGatewayRows {
    private static final String SERVICE = "apigateway.amazonaws.com";

    private final Rows rows;
    private final String prefix;

    private ApiGatewayRows(Rows rows, String region) {
        this.rows = rows;
        this.prefix = "arn:aws:apigateway:" + region + "::";
    }

    static void declare(Rows rows, String region) {
        ApiGatewayRows all = new ApiGatewayRows(rows, region);
        all.apis();
        all.parts();
        all.updates();
        all.authorizers();
        all.usagePlans();
        all.others();
    }

    private void apis() {
        on(CreateRestApiRequest.class, "POST", r -> "/restapis");
        on(ImportRestApiRequest.class, "POST", r -> "/restapis");
        on(PutRestApiRequest.class, "PUT", r -> api(r.restApiId()));
        on(GetRestApiRequest.class, "GET", r -> api(r.restApiId()));
        on(GetRestApisRequest.class, "GET", r -> "/restapis");
        on(UpdateRestApiRequest.class, "PATCH", r -> api(r.restApiId()));
        on(DeleteRestApiRequest.class, "DELETE", r -> api(r.restApiId()));
        on(GetAccountRequest.class, "GET", r -> "/account");
        on(CreateResourceRequest.class, "POST", r -> api(r.restApiId(), "resources"));
        on(GetResourceRequest.class, "GET", r -> api(r.restApiId(), "resources", r.resourceId()));
        on(GetResourcesRequest.class, "GET", r -> api(r.restApiId(), "resources"));
        on(DeleteResourceRequest.class, "DELETE", r -> api(r.restApiId(), "resources", r.resourceId()));
        on(PutMethodRequest.class, "PUT", r -> method(r.restApiId(), r.resourceId(), r.httpMethod()));
        on(GetMethodRequest.class, "GET", r -> method(r.restApiId(), r.resourceId(), r.httpMethod()));
        on(DeleteMethodRequest.class, "DELETE", r -> method(r.restApiId(), r.resourceId(), r.httpMethod()));
        rows.onEach(PutIntegrationRequest.class, this::putIntegration);
        on(
                GetIntegrationRequest.class,
                "GET",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration"));
        on(
                DeleteIntegrationRequest.class,
                "DELETE",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration"));
        on(
                PutIntegrationResponseRequest.class,
                "PUT",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration", "responses", r.statusCode()));
        on(
                GetIntegrationResponseRequest.class,
                "GET",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration", "responses", r.statusCode()));
        on(
                PutMethodResponseRequest.class,
                "PUT",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "responses", r.statusCode()));
        on(
                GetMethodResponseRequest.class,
                "GET",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "responses", r.statusCode()));
    }

    private void parts() {
        on(CreateModelRequest.class, "POST", r -> api(r.restApiId(), "models"));
        on(GetModelRequest.class, "GET", r -> api(r.restApiId(), "models", r.modelName()));
        on(GetModelsRequest.class, "GET", r -> api(r.restApiId(), "models"));
        on(UpdateModelRequest.class, "PATCH", r -> api(r.restApiId(), "models", r.modelName()));
        on(DeleteModelRequest.class, "DELETE", r -> api(r.restApiId(), "models", r.modelName()));
        on(CreateRequestValidatorRequest.class, "POST", r -> api(r.restApiId(), "requestvalidators"));
        on(
                GetRequestValidatorRequest.class,
                "GET",
                r -> api(r.restApiId(), "requestvalidators", r.requestValidatorId()));
        on(GetRequestValidatorsRequest.class, "GET", r -> api(r.restApiId(), "requestvalidators"));
        on(
                UpdateRequestValidatorRequest.class,
                "PATCH",
                r -> api(r.restApiId(), "requestvalidators", r.requestValidatorId()));
        on(
                DeleteRequestValidatorRequest.class,
                "DELETE",
                r -> api(r.restApiId(), "requestvalidators", r.requestValidatorId()));
        on(
                PutGatewayResponseRequest.class,
                "PUT",
                r -> api(r.restApiId(), "gatewayresponses", r.responseTypeAsString()));
        on(
                GetGatewayResponseRequest.class,
                "GET",
                r -> api(r.restApiId(), "gatewayresponses", r.responseTypeAsString()));
        on(
                DeleteGatewayResponseRequest.class,
                "DELETE",
                r -> api(r.restApiId(), "gatewayresponses", r.responseTypeAsString()));
        on(CreateDeploymentRequest.class, "POST", r -> api(r.restApiId(), "deployments"));
        on(GetDeploymentRequest.class, "GET", r -> api(r.restApiId(), "deployments", r.deploymentId()));
        on(GetDeploymentsRequest.class, "GET", r -> api(r.restApiId(), "deployments"));
        on(UpdateDeploymentRequest.class, "PATCH", r -> api(r.restApiId(), "deployments", r.deploymentId()));
        on(DeleteDeploymentRequest.class, "DELETE", r -> api(r.restApiId(), "deployments", r.deploymentId()));
        on(CreateStageRequest.class, "POST", r -> api(r.restApiId(), "stages"));
        on(GetStageRequest.class, "GET", r -> api(r.restApiId(), "stages", r.stageName()));
        on(GetStagesRequest.class, "GET", r -> api(r.restApiId(), "stages"));
        on(UpdateStageRequest.class, "PATCH", r -> api(r.restApiId(), "stages", r.stageName()));
        on(DeleteStageRequest.class, "DELETE", r -> api(r.restApiId(), "stages", r.stageName()));
    }

    private void updates() {
        on(UpdateResourceRequest.class, "PATCH", r -> api(r.restApiId(), "resources", r.resourceId()));
        on(UpdateMethodRequest.class, "PATCH", r -> method(r.restApiId(), r.resourceId(), r.httpMethod()));
        on(
                UpdateMethodResponseRequest.class,
                "PATCH",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "responses", r.statusCode()));
        on(
                DeleteMethodResponseRequest.class,
                "DELETE",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "responses", r.statusCode()));
        rows.onEach(UpdateIntegrationRequest.class, this::updateIntegration);
        on(
                UpdateIntegrationResponseRequest.class,
                "PATCH",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration", "responses", r.statusCode()));
        on(
                DeleteIntegrationResponseRequest.class,
                "DELETE",
                r -> method(r.restApiId(), r.resourceId(), r.httpMethod(), "integration", "responses", r.statusCode()));
        on(GetGatewayResponsesRequest.class, "GET", r -> api(r.restApiId(), "gatewayresponses"));
        on(
                UpdateGatewayResponseRequest.class,
                "PATCH",
                r -> api(r.restApiId(), "gatewayresponses", r.responseTypeAsString()));
        on(FlushStageCacheRequest.class, "DELETE", r -> api(r.restApiId(), "stages", r.stageName(), "cache", "data"));
        on(
                FlushStageAuthorizersCacheRequest.class,
                "DELETE",
                r -> api(r.restApiId(), "stages", r.stageName(), "cache", "authorizers"));
    }

    private void authorizers() {
        rows.onEach(CreateAuthorizerRequest.class, this::createAuthorizer);
        on(GetAuthorizerRequest.class, "GET", r -> api(r.restApiId(), "authorizers", r.authorizerId()));
        on(GetAuthorizersRequest.class, "GET", r -> api(r.restApiId(), "authorizers"));
        rows.onEach(UpdateAuthorizerRequest.class, this::updateAuthorizer);
        on(DeleteAuthorizerRequest.class, "DELETE", r -> api(r.restApiId(), "authorizers", r.authorizerId()));
        // AWS's reference has the verb on the list alone.
        on(TestInvokeAuthorizerRequest.class, "POST", r -> api(r.restApiId(), "authorizers"));
    }

    /** The role that functions are invoked with is handed over. */
    private List<Need> createAuthorizer(CreateAuthorizerRequest request) {
        List<Need> needs = new ArrayList<>();
        needs.add(need("POST", api(request.restApiId(), "authorizers")));
        handOver(request.authorizerCredentials(), needs);
        return needs;
    }

    private List<Need> updateAuthorizer(UpdateAuthorizerRequest request) {
        List<Need> needs = new ArrayList<>();
        needs.add(need("PATCH", api(request.restApiId(), "authorizers", request.authorizerId())));
        request.patchOperations().stream()
                .filter(patch -> "/authorizerCredentials".equals(patch.path()))
                .forEach(patch -> handOver(patch.value(), needs));
        return needs;
    }

    private List<Need> putIntegration(PutIntegrationRequest request) {
        List<Need> needs = new ArrayList<>();
        needs.add(need("PUT", method(request.restApiId(), request.resourceId(), request.httpMethod(), "integration")));
        handOver(request.credentials(), needs);
        return needs;
    }

    private List<Need> updateIntegration(UpdateIntegrationRequest request) {
        List<Need> needs = new ArrayList<>();
        needs.add(
                need("PATCH", method(request.restApiId(), request.resourceId(), request.httpMethod(), "integration")));
        request.patchOperations().stream()
                .filter(patch -> "/credentials".equals(patch.path()))
                .forEach(patch -> handOver(patch.value(), needs));
        return needs;
    }

    private static void handOver(String role, List<Need> needs) {
        if (role != null && role.startsWith("arn:") && role.contains(":role/")) {
            needs.add(Need.passRole(role, SERVICE));
        }
    }

    private void usagePlans() {
        rows.on(CreateApiKeyRequest.class, r -> need("POST", "/apikeys").tagging(r.tags()));
        on(GetApiKeyRequest.class, "GET", r -> "/apikeys/" + given(r.apiKey()));
        on(GetApiKeysRequest.class, "GET", r -> "/apikeys");
        on(UpdateApiKeyRequest.class, "PATCH", r -> "/apikeys/" + given(r.apiKey()));
        on(DeleteApiKeyRequest.class, "DELETE", r -> "/apikeys/" + given(r.apiKey()));
        rows.on(CreateUsagePlanRequest.class, r -> need("POST", "/usageplans").tagging(r.tags()));
        on(GetUsagePlanRequest.class, "GET", r -> plan(r.usagePlanId()));
        on(GetUsagePlansRequest.class, "GET", r -> "/usageplans");
        on(UpdateUsagePlanRequest.class, "PATCH", r -> plan(r.usagePlanId()));
        on(DeleteUsagePlanRequest.class, "DELETE", r -> plan(r.usagePlanId()));
        on(CreateUsagePlanKeyRequest.class, "POST", r -> plan(r.usagePlanId(), "keys"));
        on(GetUsagePlanKeyRequest.class, "GET", r -> plan(r.usagePlanId(), "keys", r.keyId()));
        on(GetUsagePlanKeysRequest.class, "GET", r -> plan(r.usagePlanId(), "keys"));
        on(DeleteUsagePlanKeyRequest.class, "DELETE", r -> plan(r.usagePlanId(), "keys", r.keyId()));
        on(GetUsageRequest.class, "GET", r -> plan(r.usagePlanId(), "usage"));
        on(UpdateUsageRequest.class, "PATCH", r -> plan(r.usagePlanId(), "keys", r.keyId(), "usage"));
    }

    private static String plan(String... parts) {
        return "/usageplans/" + Stream.of(parts).map(ApiGatewayRows::given).collect(Collectors.joining("/"));
    }

    /** The path of an API, or of what lies below it; what is not given is empty. */
    private static String api(String... parts) {
        return "/restapis/" + Stream.of(parts).map(ApiGatewayRows::given).collect(Collectors.joining("/"));
    }

    private static String method(String api, String resource, String method, String... below) {
        return api(Stream.concat(Stream.of(api, "resources", resource, "methods", method), Stream.of(below))
                .toArray(String[]::new));
    }

    private void others() {
        rows.onEach(UpdateAccountRequest.class, this::updateAccount);
        rows.on(GetTagsRequest.class, r -> need("GET", tags(r.resourceArn())));
        rows.onEach(TagResourceRequest.class, this::tagResource);
        rows.on(
                UntagResourceRequest.class,
                r -> need("DELETE", tags(r.resourceArn())).untagging(r.tagKeys()));
    }

    private <R extends ApiGatewayRequest> void on(Class<R> request, String method, Function<R, String> path) {
        rows.on(request, r -> need(method, path.apply(r)));
    }

    private Need need(String method, String path) {
        return new Need("apigateway:" + method, prefix + path);
    }

    /** The role that logs are written with is handed over. */
    private List<Need> updateAccount(UpdateAccountRequest request) {
        List<Need> needs = new ArrayList<>();
        needs.add(need("PATCH", "/account"));
        request.patchOperations().stream()
                .filter(patch -> "/cloudwatchRoleArn".equals(patch.path()))
                .forEach(patch -> handOver(patch.value(), needs));
        return needs;
    }

    private static String tags(String arn) {
        return "/tags/" + Query.encode(given(arn), false);
    }

    /** Tags of AWS's own, which services set, need no permission. */
    private List<Need> tagResource(TagResourceRequest request) {
        Map<String, String> others = SystemTags.others(request.tags());
        if (others.isEmpty() && !request.tags().isEmpty()) {
            return List.of();
        }
        return List.of(need("PUT", tags(request.resourceArn())).tagging(others));
    }

    private static String given(String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
