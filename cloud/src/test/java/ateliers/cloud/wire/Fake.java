package ateliers.cloud.wire;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.http.HttpRoute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** A service made of an implementation alone: it asks for nothing to be allowed. */
record Fake<C extends SdkClient>(Class<C> api, C implementation, List<HttpRoute> routes) implements AwsService<C> {
    Fake(Class<C> api, C implementation) {
        this(api, implementation, List.of());
    }

    @Override
    public void authorization(Rows rows) {
        Set<Class<?>> requests = new HashSet<>();
        Arrays.stream(implementation.getClass().getDeclaredMethods())
                .filter(m -> m.getParameterCount() > 0 && SdkRequest.class.isAssignableFrom(m.getParameterTypes()[0]))
                .forEach(m -> requests.add(m.getParameterTypes()[0]));
        requests.forEach(r -> rows.onEach(r.asSubclass(SdkRequest.class), request -> List.of()));
    }

    @Override
    public AwsServiceException denied(Need need, String message) {
        return AwsErrors.of(AwsServiceException.builder(), "AccessDenied", 403, message);
    }
}
