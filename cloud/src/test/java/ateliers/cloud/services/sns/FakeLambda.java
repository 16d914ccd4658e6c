package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** A Lambda that only remembers what it was invoked with. */
final class FakeLambda implements ServiceModule {
    final List<InvokeRequest> invocations = new CopyOnWriteArrayList<>();
    final List<Principal> callers = new CopyOnWriteArrayList<>();

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
            callers.add(CallContext.caller());
            invocations.add(request);
            return InvokeResponse.builder().statusCode(202).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
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
