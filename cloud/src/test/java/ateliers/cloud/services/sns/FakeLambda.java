package ateliers.cloud.services.sns;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.kit.Operations;
import ateliers.cloud.services.Fakes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A Lambda that only remembers what it was invoked with. */
final class FakeLambda implements ServiceModule {
    final List<InvokeRequest> invocations = new CopyOnWriteArrayList<>();
    final List<Principal> callers = new CopyOnWriteArrayList<>();

    @Override
    public List<AwsService<?>> create(ServiceContext context) {
        return Fakes.lambda(new Functions()).create(context);
    }

    private final class Functions implements LambdaClient, Operations {
        @Override
        public InvokeResponse invoke(InvokeRequest request) {
            callers.add(CallContext.caller());
            invocations.add(request);
            return InvokeResponse.builder().statusCode(202).build();
        }
    }
}
