package ateliers.cloud.door;

import ateliers.cloud.http.HttpRoute;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;

/**
 * A service behind the door.
 *
 * @param <C> the SDK's client interface that it implements
 */
public interface AwsService<C extends SdkClient> extends AutoCloseable {
    /** The SDK's interface. */
    Class<C> api();

    /** The implementation. Operations it does not override answer {@link Unsupported}. */
    C implementation();

    /** Declares a row for every operation that the implementation overrides. */
    void authorization(Rows rows);

    /** Declares what becomes of the members of requests that the implementation does not read by their getters. */
    default void members(Members members) {}

    /** The policy document of a resource of this service, for resource-based decisions. */
    default Optional<String> resourcePolicy(String resourceArn) {
        return Optional.empty();
    }

    /** The exception that a denied call gets, in the service's own code. */
    AwsServiceException denied(Need need, String message);

    /** What the service answers over HTTP beside its API. */
    default List<HttpRoute> routes() {
        return List.of();
    }

    /** Ends what the service has running. */
    @Override
    default void close() {}
}
