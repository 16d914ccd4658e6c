package ateliers.cloud.door;

/**
 * Makes one service for one cloud. Modules are found with {@link java.util.ServiceLoader}: a new service is a module
 * and its line in {@code META-INF/services/ateliers.cloud.door.ServiceModule}.
 */
public interface ServiceModule {
    /** The prefix of its actions, as {@code sqs}; the name faults and the journal know it by. */
    String name();

    /** Makes the service. Called once, when the cloud starts; whatever is slow waits for the first call. */
    AwsService<?> create(ServiceContext context);
}
