package ateliers.cloud.services.cloudformation.provision;

/** A resource of the name that the template chose is there already, though its service would not mind. */
public final class AlreadyExists extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message of the type's own handler */
    AlreadyExists(String message) {
        super(message);
    }

    AlreadyExists(String type, String identifier) {
        super("Resource of type '" + type + "' with identifier '" + identifier + "' already exists.");
    }
}
