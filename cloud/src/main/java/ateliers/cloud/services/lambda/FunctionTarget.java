package ateliers.cloud.services.lambda;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Target;
import ateliers.cloud.kit.Arn;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Deliveries to functions: an asynchronous invocation whose event is the payload's body. */
public record FunctionTarget(Door door) implements Target {
    @Override
    public Need need(Arn function) {
        return new Need("lambda:InvokeFunction", function.toString());
    }

    @Override
    public void send(Principal principal, Arn function, Payload payload) {
        door.as(principal, LambdaClient.class)
                .invoke(invocation -> invocation
                        .functionName(function.toString())
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(payload.body())));
    }
}
