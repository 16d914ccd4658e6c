package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionRequest;

/** {@code AWS::Lambda::LayerVersion}. Every change publishes a new one. */
public final class LayerVersionProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::LayerVersion";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "CompatibleArchitectures",
                "CompatibleRuntimes",
                "Content.S3Bucket",
                "Content.S3Key",
                "Content.S3ObjectVersion",
                "Description",
                "LayerName",
                "LicenseInfo");
    }

    @Override
    public Physical create(ResourceCall call) {
        String name = call.has("LayerName") ? call.text("LayerName") : call.logicalId();
        return physical(call.client(LambdaClient.class)
                .publishLayerVersion(Shapes.fill(PublishLayerVersionRequest.builder(), call.properties())
                        .layerName(name)
                        .build())
                .layerVersionArn());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        Layer layer = Layer.of(call.physicalId());
        call.client(LambdaClient.class)
                .deleteLayerVersion(request -> request.layerName(layer.arn()).versionNumber(layer.version()));
    }

    private static Physical physical(String arn) {
        return new Physical(arn, Map.of("LayerVersionArn", arn));
    }

    /** A version of a layer, as requests name it. */
    record Layer(String arn, long version) {
        static Layer of(String versionArn) {
            int colon = versionArn.lastIndexOf(':');
            return new Layer(versionArn.substring(0, colon), Long.parseLong(versionArn.substring(colon + 1)));
        }
    }
}
