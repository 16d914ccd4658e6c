package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateStageRequest;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateStageRequest;

/** {@code AWS::ApiGatewayV2::Stage}. */
public final class HttpStageProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Stage";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "AccessLogSettings",
                "ApiId",
                "AutoDeploy",
                "ClientCertificateId",
                "DefaultRouteSettings",
                "DeploymentId",
                "Description",
                "RouteSettings",
                "StageName",
                "StageVariables",
                "Tags");
    }

    @Override
    public Physical create(ResourceCall call) {
        return Physical.of(call.client(ApiGatewayV2Client.class)
                .createStage(Shapes.fill(CreateStageRequest.builder(), call.properties())
                        .tags(call.allTags())
                        .build())
                .stageName());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayV2Client gateway = call.client(ApiGatewayV2Client.class);
        String api = call.text("ApiId");
        String name = call.physicalId();
        before.path("RouteSettings").fieldNames().forEachRemaining(key -> {
            if (!call.properties().path("RouteSettings").has(key)) {
                gateway.deleteRouteSettings(
                        request -> request.apiId(api).stageName(name).routeKey(key));
            }
        });
        if (before.has("AccessLogSettings") && !call.has("AccessLogSettings")) {
            gateway.deleteAccessLogSettings(request -> request.apiId(api).stageName(name));
        }
        // An empty value removes its variable.
        Map<String, String> variables = new LinkedHashMap<>();
        before.path("StageVariables").fieldNames().forEachRemaining(key -> variables.put(key, ""));
        call.properties()
                .path("StageVariables")
                .properties()
                .forEach(each -> variables.put(each.getKey(), each.getValue().asText()));
        UpdateStageRequest.Builder unsaid = UpdateStageRequest.builder()
                .autoDeploy(false)
                .defaultRouteSettings(RouteSettings.builder().build())
                .description("");
        gateway.updateStage(
                Shapes.fill(unsaid, call.properties()).stageVariables(variables).build());
        String arn = "arn:aws:apigateway:" + call.place().region() + "::/apis/" + api + "/stages/" + name;
        call.tagChange(before)
                .apply(
                        keys -> gateway.untagResource(
                                request -> request.resourceArn(arn).tagKeys(keys)),
                        tags -> gateway.tagResource(
                                request -> request.resourceArn(arn).tags(tags)));
        return Physical.of(name);
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class)
                .deleteStage(request -> request.apiId(call.text("ApiId")).stageName(call.physicalId()));
    }
}
