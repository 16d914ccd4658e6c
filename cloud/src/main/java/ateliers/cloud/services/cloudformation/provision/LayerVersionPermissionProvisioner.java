package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.services.cloudformation.provision.LayerVersionProvisioner.Layer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddLayerVersionPermissionRequest;

/** {@code AWS::Lambda::LayerVersionPermission}: a statement of the policy of a layer's version. Every change makes a new one. */
public final class LayerVersionPermissionProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::LayerVersionPermission";
    }

    @Override
    public Completes completes() {
        return Completes.by("LayerVersionArn");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Action", "LayerVersionArn", "OrganizationId", "Principal");
    }

    @Override
    public Physical create(ResourceCall call) {
        Layer layer = layer(call);
        String statement = call.generatedName(100);
        call.client(LambdaClient.class)
                .addLayerVersionPermission(Shapes.fill(AddLayerVersionPermissionRequest.builder(), call.properties())
                        .layerName(layer.arn())
                        .versionNumber(layer.version())
                        .statementId(statement)
                        .build());
        return physical(call.text("LayerVersionArn") + "#" + statement);
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        Layer layer = layer(call);
        call.client(LambdaClient.class)
                .removeLayerVersionPermission(request -> request.layerName(layer.arn())
                        .versionNumber(layer.version())
                        .statementId(
                                call.physicalId().substring(call.physicalId().indexOf('#') + 1)));
    }

    private static Layer layer(ResourceCall call) {
        String arn = call.text("LayerVersionArn");
        if (!arn.matches(".+:layer:[^:]+:\\d+")) {
            throw new IllegalArgumentException("Invalid layer version ARN: " + arn);
        }
        return Layer.of(arn);
    }

    private static Physical physical(String id) {
        return new Physical(id, Map.of("Id", id));
    }
}
