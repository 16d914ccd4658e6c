package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.kit.Arn;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;

/** {@code AWS::Lambda::Version}. Every change publishes a new one. */
public final class VersionProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::Version";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("CodeSha256", "Description", "FunctionName");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(LambdaClient.class)
                .publishVersion(Shapes.fill(PublishVersionRequest.builder(), call.properties())
                        .build())
                .functionArn());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class).deleteFunction(request -> request.functionName(call.physicalId()));
    }

    private static Physical physical(String arn) {
        return new Physical(
                arn, Map.of("FunctionArn", arn, "Version", Arn.of(arn).name()));
    }
}
