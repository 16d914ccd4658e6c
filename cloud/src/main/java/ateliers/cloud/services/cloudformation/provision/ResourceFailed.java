package ateliers.cloud.services.cloudformation.provision;

/** A resource that failed for a reason that its event tells as it is. */
public final class ResourceFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String made;

    ResourceFailed(String reason) {
        this(reason, "");
    }

    /** @param made the physical id of what is there all the same, and is the stack's to delete */
    ResourceFailed(String reason, String made) {
        super(reason);
        this.made = made;
    }

    /** Empty where nothing was left. */
    public String made() {
        return made;
    }
}
