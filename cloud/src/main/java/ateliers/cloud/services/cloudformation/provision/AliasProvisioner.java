package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;

/** {@code AWS::Lambda::Alias}. */
public final class AliasProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("Description", "FunctionName", "FunctionVersion", "Name");
    }

    @Override
    public Physical create(ResourceCall call) {
        return physical(call.client(LambdaClient.class)
                .createAlias(Shapes.fill(CreateAliasRequest.builder(), call.properties())
                        .build())
                .aliasArn());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return physical(call.client(LambdaClient.class)
                .updateAlias(Shapes.fill(UpdateAliasRequest.builder(), call.properties())
                        .build())
                .aliasArn());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class)
                .deleteAlias(request ->
                        request.functionName(call.text("FunctionName")).name(call.text("Name")));
    }

    private static Physical physical(String arn) {
        return new Physical(arn, Map.of("AliasArn", arn));
    }
}
