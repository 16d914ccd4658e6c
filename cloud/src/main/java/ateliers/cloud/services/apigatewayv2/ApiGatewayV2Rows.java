package ateliers.cloud.services.apigatewayv2;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.SystemTags;
import ateliers.cloud.http.Query;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.apigatewayv2.model.ApiGatewayV2Request;
import software.amazon.awssdk.services.apigatewayv2.model.CreateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAccessLogSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteCorsConfigurationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteRouteSettingsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.DeleteStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetApisRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetAuthorizersRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetDeploymentsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetRoutesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetStagesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetTagsRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ImportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ReimportApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.ResetAuthorizersCacheRequest;
import software.amazon.awssdk.services.apigatewayv2.model.TagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UntagResourceRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateApiRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateAuthorizerRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateIntegrationRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateRouteRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/**
 * What each operation needs: the HTTP method on the URI that it is sent to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html">Actions,
 *     resources and condition keys for Amazon API Gateway Management V2</a>
 */
final class ApiGatewayV2Rows {
    private final Rows rows;
    private final String prefix;

    private ApiGatewayV2Rows(Rows rows, String region) {
        this.rows = rows;
        this.prefix = "arn:aws:apigateway:" + region + "::";
    }

    static void declare(Rows rows, String region) {
        ApiGatewayV2Rows all = new ApiGatewayV2Rows(rows, region);
        all.apis();
        all.parts();
        all.stages();
        all.authorizers();
        all.tags();
    }

    private void authorizers() {
        rows.onEach(
                CreateAuthorizerRequest.class,
                r -> needs("POST", api(r.apiId()) + "/authorizers", r.authorizerCredentialsArn()));
        on(GetAuthorizersRequest.class, "GET", r -> api(r.apiId()) + "/authorizers");
        on(GetAuthorizerRequest.class, "GET", r -> api(r.apiId()) + "/authorizers/" + given(r.authorizerId()));
        rows.onEach(
                UpdateAuthorizerRequest.class,
                r -> needs(
                        "PATCH",
                        api(r.apiId()) + "/authorizers/" + given(r.authorizerId()),
                        r.authorizerCredentialsArn()));
        on(DeleteAuthorizerRequest.class, "DELETE", r -> api(r.apiId()) + "/authorizers/" + given(r.authorizerId()));
        on(ResetAuthorizersCacheRequest.class, "DELETE", r -> stage(r.apiId(), r.stageName()) + "/cache/authorizers");
    }

    /** A role that is handed over needs the caller's right to do so. */
    private List<Need> needs(String method, String path, String role) {
        Need own = need(method, path);
        return role == null || !role.startsWith("arn:")
                ? List.of(own)
                : List.of(own, Need.passRole(role, "apigateway.amazonaws.com"));
    }

    private void apis() {
        on(CreateApiRequest.class, "POST", r -> "/apis");
        on(ImportApiRequest.class, "PUT", r -> "/apis");
        on(GetApisRequest.class, "GET", r -> "/apis");
        on(GetApiRequest.class, "GET", r -> api(r.apiId()));
        on(UpdateApiRequest.class, "PATCH", r -> api(r.apiId()));
        on(ReimportApiRequest.class, "PUT", r -> api(r.apiId()));
        on(DeleteApiRequest.class, "DELETE", r -> api(r.apiId()));
        on(DeleteCorsConfigurationRequest.class, "DELETE", r -> api(r.apiId()) + "/cors");
    }

    private void parts() {
        on(CreateIntegrationRequest.class, "POST", r -> api(r.apiId()) + "/integrations");
        on(GetIntegrationsRequest.class, "GET", r -> api(r.apiId()) + "/integrations");
        on(GetIntegrationRequest.class, "GET", r -> api(r.apiId()) + "/integrations/" + given(r.integrationId()));
        on(UpdateIntegrationRequest.class, "PATCH", r -> api(r.apiId()) + "/integrations/" + given(r.integrationId()));
        on(DeleteIntegrationRequest.class, "DELETE", r -> api(r.apiId()) + "/integrations/" + given(r.integrationId()));
        on(CreateRouteRequest.class, "POST", r -> api(r.apiId()) + "/routes");
        on(GetRoutesRequest.class, "GET", r -> api(r.apiId()) + "/routes");
        on(GetRouteRequest.class, "GET", r -> api(r.apiId()) + "/routes/" + given(r.routeId()));
        on(UpdateRouteRequest.class, "PATCH", r -> api(r.apiId()) + "/routes/" + given(r.routeId()));
        on(DeleteRouteRequest.class, "DELETE", r -> api(r.apiId()) + "/routes/" + given(r.routeId()));
    }

    private void stages() {
        on(CreateDeploymentRequest.class, "POST", r -> api(r.apiId()) + "/deployments");
        on(GetDeploymentsRequest.class, "GET", r -> api(r.apiId()) + "/deployments");
        on(GetDeploymentRequest.class, "GET", r -> api(r.apiId()) + "/deployments/" + given(r.deploymentId()));
        on(UpdateDeploymentRequest.class, "PATCH", r -> api(r.apiId()) + "/deployments/" + given(r.deploymentId()));
        on(DeleteDeploymentRequest.class, "DELETE", r -> api(r.apiId()) + "/deployments/" + given(r.deploymentId()));
        on(CreateStageRequest.class, "POST", r -> api(r.apiId()) + "/stages");
        on(GetStagesRequest.class, "GET", r -> api(r.apiId()) + "/stages");
        on(GetStageRequest.class, "GET", r -> stage(r.apiId(), r.stageName()));
        on(UpdateStageRequest.class, "PATCH", r -> stage(r.apiId(), r.stageName()));
        on(DeleteStageRequest.class, "DELETE", r -> stage(r.apiId(), r.stageName()));
        on(DeleteAccessLogSettingsRequest.class, "DELETE", r -> stage(r.apiId(), r.stageName()) + "/accesslogsettings");
        on(
                DeleteRouteSettingsRequest.class,
                "DELETE",
                r -> stage(r.apiId(), r.stageName()) + "/routesettings/" + given(r.routeKey()));
    }

    private void tags() {
        rows.on(GetTagsRequest.class, r -> need("GET", tags(r.resourceArn())));
        rows.on(
                TagResourceRequest.class,
                r -> need("PUT", tags(r.resourceArn())).tagging(SystemTags.others(r.tags())));
        rows.on(
                UntagResourceRequest.class,
                r -> need("DELETE", tags(r.resourceArn())).untagging(r.tagKeys()));
    }

    private <R extends ApiGatewayV2Request> void on(Class<R> request, String method, Function<R, String> path) {
        rows.on(request, r -> need(method, path.apply(r)));
    }

    private Need need(String method, String path) {
        return new Need("apigateway:" + method, prefix + path);
    }

    private static String api(String id) {
        return "/apis/" + given(id);
    }

    private static String stage(String apiId, String name) {
        return api(apiId) + "/stages/" + given(name);
    }

    private static String tags(String arn) {
        return "/tags/" + Query.encode(given(arn), false);
    }

    private static String given(String text) {
        return text == null ? "" : text;
    }
}
