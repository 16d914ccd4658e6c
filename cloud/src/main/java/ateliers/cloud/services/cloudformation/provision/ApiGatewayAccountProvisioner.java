package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.Op;
import software.amazon.awssdk.services.apigateway.model.PatchOperation;

/** {@code AWS::ApiGateway::Account}: the role that REST APIs log with. Deleting it leaves the account as it is. */
public final class ApiGatewayAccountProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::ApiGateway::Account";
    }

    @Override
    public Completes completes() {
        return Completes.all("AWS::ApiGateway::");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("CloudWatchRoleArn");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        String id = call.generatedName(64);
        return new Physical(id, Map.of("Id", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        put(call);
        return new Physical(call.physicalId(), Map.of("Id", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        // AWS keeps the account's settings
    }

    private static void put(ResourceCall call) {
        String role = call.has("CloudWatchRoleArn") ? call.text("CloudWatchRoleArn") : "";
        call.client(ApiGatewayClient.class)
                .updateAccount(request -> request.patchOperations(PatchOperation.builder()
                        .op(Op.REPLACE)
                        .path("/cloudwatchRoleArn")
                        .value(role)
                        .build()));
    }
}
