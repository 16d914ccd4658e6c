package ateliers.cloud.door;

import java.util.List;

/**
 * Makes a service for one cloud, or several that share their state. Modules are found with
 * {@link java.util.ServiceLoader}: a new service is a module and its line in
 * {@code META-INF/services/ateliers.cloud.door.ServiceModule}.
 */
public interface ServiceModule {
    /** Makes the services. Called once, when the cloud starts; whatever is slow waits for the first call. */
    List<AwsService<?>> create(ServiceContext context);
}
