package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;

/** {@code AWS::Lambda::Permission}: a statement of a function's policy. Every change makes a new one. */
public final class PermissionProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::Permission";
    }

    @Override
    public Completes completes() {
        return Completes.by("FunctionName");
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "Action",
                "EventSourceToken",
                "FunctionName",
                "FunctionUrlAuthType",
                "InvokedViaFunctionUrl",
                "Principal",
                "PrincipalOrgID",
                "SourceAccount",
                "SourceArn");
    }

    @Override
    public Physical create(ResourceCall call) {
        String id = call.generatedName(100);
        call.client(LambdaClient.class)
                .addPermission(Shapes.fill(AddPermissionRequest.builder(), call.properties())
                        .statementId(id)
                        .build());
        return new Physical(id, Map.of("Id", id));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        return new Physical(call.physicalId(), Map.of("Id", call.physicalId()));
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class)
                .removePermission(request ->
                        request.functionName(call.text("FunctionName")).statementId(call.physicalId()));
    }
}
