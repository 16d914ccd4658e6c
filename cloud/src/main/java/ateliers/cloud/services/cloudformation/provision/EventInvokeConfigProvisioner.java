package ateliers.cloud.services.cloudformation.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;

/** {@code AWS::Lambda::EventInvokeConfig}: retries and destinations of asynchronous invocations. */
public final class EventInvokeConfigProvisioner implements Provisioner {

    @Override
    public String type() {
        return "AWS::Lambda::EventInvokeConfig";
    }

    @Override
    public Set<String> actedUpon() {
        return Set.of(
                "DestinationConfig", "FunctionName", "MaximumEventAgeInSeconds", "MaximumRetryAttempts", "Qualifier");
    }

    @Override
    public Physical create(ResourceCall call) {
        put(call);
        return Physical.of(call.generatedName(128));
    }

    @Override
    public Physical update(ResourceCall call, ObjectNode before) {
        put(call);
        return Physical.of(call.physicalId());
    }

    @Override
    public void delete(ResourceCall call) {
        call.client(LambdaClient.class)
                .deleteFunctionEventInvokeConfig(request ->
                        request.functionName(call.text("FunctionName")).qualifier(call.text("Qualifier")));
    }

    private static void put(ResourceCall call) {
        call.client(LambdaClient.class)
                .putFunctionEventInvokeConfig(
                        Shapes.fill(PutFunctionEventInvokeConfigRequest.builder(), call.properties())
                                .build());
    }
}
