package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.apigatewayv2.model.UpdateDeploymentRequest;

/** {@code AWS::ApiGatewayV2::Deployment}. */
public final class HttpDeploymentProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGatewayV2::Deployment";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("ApiId", "Description", "StageName");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(ApiGatewayV2Client.class)
                .createDeployment(Shapes.fill(CreateDeploymentRequest.builder(), call.properties())
                        .build())
                .deploymentId());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ApiGatewayV2Client gateway = call.client(ApiGatewayV2Client.class);
        gateway.updateDeployment(Shapes.fill(UpdateDeploymentRequest.builder().description(""), call.properties())
                .deploymentId(call.physicalId())
                .build());
        if (call.has("StageName")
                && !call.text("StageName").equals(before.path("StageName").asText())) {
            gateway.updateStage(request -> request.apiId(call.text("ApiId"))
                    .stageName(call.text("StageName"))
                    .deploymentId(call.physicalId()));
        }
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(ApiGatewayV2Client.class)
                .deleteDeployment(request -> request.apiId(call.text("ApiId")).deploymentId(call.physicalId()));
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("DeploymentId", id));
    }
}
