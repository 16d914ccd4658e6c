package ateliers.cloud.services;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceModule;
import ateliers.cloud.door.Target;
import ateliers.cloud.http.HttpRoute;
import ateliers.cloud.services.lambda.FunctionTarget;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;

/** Services made of an implementation alone. */
public final class Fakes {
    private Fakes() {}

    /** A service whose operations need nothing to be allowed. */
    public static <C extends SdkClient> AwsService<C> open(
            String name, Class<C> api, C implementation, HttpRoute... routes) {
        return of(name, api, implementation, rows -> needNothing(rows, implementation.getClass()))
                .routes(routes)
                .build();
    }

    /** The same, which others deliver to by ARN. */
    public static <C extends SdkClient> AwsService<C> open(String name, Class<C> api, C implementation, Target target) {
        return of(name, api, implementation, rows -> needNothing(rows, implementation.getClass()))
                .target(target)
                .build();
    }

    /** A service with rows of its own, to be completed. */
    public static <C extends SdkClient> AwsService.Builder<C> of(
            String name, Class<C> api, C implementation, Consumer<Rows> rows) {
        return AwsService.of(name, api)
                .operations(implementation)
                .rows(rows)
                .wire(RealTraits.of(api))
                .denied((need, message) ->
                        AwsErrors.of(AwsServiceException.builder(), "AccessDeniedException", 403, message));
    }

    /** A Lambda of which only Invoke is there, which others deliver to as to the real one. */
    public static ServiceModule lambda(LambdaClient functions) {
        AwsService.Builder<LambdaClient> service = of(
                "lambda",
                LambdaClient.class,
                functions,
                rows -> rows.on(InvokeRequest.class, r -> new Need("lambda:InvokeFunction", r.functionName())));
        return cloud -> List.of(service.target(new FunctionTarget(cloud.door())).build());
    }

    private static void needNothing(Rows rows, Class<?> implementation) {
        Set<Class<?>> requests = new HashSet<>();
        Arrays.stream(implementation.getDeclaredMethods())
                .filter(m -> m.getParameterCount() > 0 && SdkRequest.class.isAssignableFrom(m.getParameterTypes()[0]))
                .forEach(m -> requests.add(m.getParameterTypes()[0]));
        requests.forEach(r -> rows.onEach(r.asSubclass(SdkRequest.class), request -> List.of()));
    }
}
