package ateliers.cloud.executeapi;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.Fakes;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A Lambda whose functions all answer what a test says, and which remembers the last event and its caller. */
public final class FakeFunctions implements ServiceModule {
    /** What is answered to an event, as JSON. */
    public UnaryOperator<String> handler = event -> "{\"statusCode\":200,\"body\":\"ok\"}";

    /** Whether the answer is an error of the function. */
    public boolean fails;

    public JsonNode event;
    public Principal.Service caller;
    public String function;

    @Override
    public List<AwsService<?>> create(ServiceContext context) {
        return Fakes.lambda(new Functions()).create(context);
    }

    private final class Functions implements LambdaClient, Operations {
        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            caller = (Principal.Service) CallContext.caller();
            function = request.functionName();
            String text = request.payload().asUtf8String();
            try {
                event = ProxyEvent.JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return InvokeResponse.builder()
                    .statusCode(200)
                    .functionError(fails ? "Unhandled" : null)
                    .payload(SdkBytes.fromUtf8String(handler.apply(text)))
                    .build();
        }
    }
}
