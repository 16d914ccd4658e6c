package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionUrlConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionUrlConfigRequest;

/** {@code AWS::Lambda::Url}: the URL of a function or an alias. Its id is the ARN of what it is of. */
public final class FunctionUrlProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::Url";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of("AuthType", "Cors", "InvokeMode", "Qualifier", "TargetFunctionArn");
    }

    @Override
    public Physical create(ResourceCall call) {
        var made = call.client(LambdaClient.class)
                .createFunctionUrlConfig(Shapes.fill(CreateFunctionUrlConfigRequest.builder(), call.properties())
                        .functionName(call.text("TargetFunctionArn"))
                        .build());
        return physical(made.functionArn(), made.functionUrl());
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        ObjectNode properties = call.properties().deepCopy();
        if (!properties.has("Cors")) {
            properties.putObject("Cors"); // takes the one before away
        }
        if (!properties.has("InvokeMode")) {
            properties.put("InvokeMode", "BUFFERED");
        }
        var changed = call.client(LambdaClient.class)
                .updateFunctionUrlConfig(Shapes.fill(UpdateFunctionUrlConfigRequest.builder(), properties)
                        .functionName(call.text("TargetFunctionArn"))
                        .build());
        return physical(changed.functionArn(), changed.functionUrl());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class).deleteFunctionUrlConfig(request -> request.functionName(call.physicalId()));
    }

    private static Physical physical(String functionArn, String url) {
        return new Physical(functionArn, Map.of("FunctionArn", functionArn, "FunctionUrl", url));
    }
}
