package ateliers.cloud.kit;

import software.amazon.awssdk.awscore.AwsClient;

/**
 * A group of a service's operations: {@code final class Roles implements IamClient, Operations}. Those of the SDK's
 * interface are defaults, so that each group overrides its own; the door merges the groups of a service. What the SDK's
 * clients have beside operations is answered here.
 */
public interface Operations extends AwsClient {
    /** Nobody asks a group: the client that the door gives knows its service's name. */
    @Override
    default String serviceName() {
        return getClass().getSimpleName();
    }

    /** Ends what the group has running: most have nothing. */
    @Override
    default void close() {}
}
