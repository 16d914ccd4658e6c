package ateliers.cloud.services.cloudformation.provision;

import ateliers.cloud.kit.Arn;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;

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
        LambdaClient lambda = call.client(LambdaClient.class);
        // Lambda answers with the last version where nothing has changed since: two resources would be one version.
        List<String> before = lambda
                .listVersionsByFunctionPaginator(request -> request.functionName(call.text("FunctionName")))
                .versions()
                .stream()
                .map(FunctionConfiguration::version)
                .toList();
        PublishVersionResponse made = lambda.publishVersion(
                Shapes.fill(PublishVersionRequest.builder(), call.properties()).build());
        if (before.contains(made.version())) {
            throw new AlreadyExists("A version for this Lambda function exists ( " + made.version()
                    + " ). Modify the function to create a new version.");
        }
        return physical(made.functionArn());
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
