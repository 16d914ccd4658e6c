package ateliers.cloud.services.cloudformation.provision;

/** A resource that failed for a reason that its event tells as it is. */
public final class ResourceFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ResourceFailed(String reason) {
        super(reason);
    }
}
