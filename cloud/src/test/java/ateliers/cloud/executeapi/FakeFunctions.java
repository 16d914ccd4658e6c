package ateliers.cloud.executeapi;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

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
    public String name() {
        return "lambda";
    }

    @Override
    public AwsService<?> create(ServiceContext context) {
        return new Service(new Functions());
    }

    private final class Functions implements LambdaClient {
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

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // nothing runs
        }
    }

    private record Service(LambdaClient implementation) implements AwsService<LambdaClient> {
        @Override
        public Class<LambdaClient> api() {
            return LambdaClient.class;
        }

        @Override
        public void authorization(Rows rows) {
            rows.on(InvokeRequest.class, r -> new Need("lambda:InvokeFunction", r.functionName()));
        }

        @Override
        public AwsServiceException denied(Need need, String message) {
            return AwsErrors.of(LambdaException.builder(), "AccessDeniedException", 403, message);
        }
    }
}
