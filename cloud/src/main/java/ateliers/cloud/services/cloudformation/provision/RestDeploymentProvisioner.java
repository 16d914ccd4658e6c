package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** {@code AWS::ApiGateway::Deployment}. */
public final class RestDeploymentProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::Deployment";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Description", "RestApiId", "StageName");
    }

    @Override
    public Physical create(ResourceCall call) {
        String id = call.client(ApiGatewayClient.class)
                .createDeployment(request -> request.restApiId(call.text("RestApiId"))
                        .description(call.text("Description"))
                        .stageName(call.text("StageName")))
                .id();
        return new Physical(id, Map.of("DeploymentId", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        String description = call.has("Description") ? call.text("Description") : "";
        call.client(ApiGatewayClient.class)
                .updateDeployment(request -> request.restApiId(call.text("RestApiId"))
                        .deploymentId(call.physicalId())
                        .patchOperations(PatchOperation.builder()
                                .op(Op.REPLACE)
                                .path("/description")
                                .value(description)
                                .build()));
        return new Physical(call.physicalId(), Map.of("DeploymentId", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        ApiGatewayClient gateway = call.client(ApiGatewayClient.class);
        if (call.has("StageName")) {
            gateway.deleteStage(
                    request -> request.restApiId(call.text("RestApiId")).stageName(call.text("StageName")));
        }
        gateway.deleteDeployment(
                request -> request.restApiId(call.text("RestApiId")).deploymentId(call.physicalId()));
    }
}
