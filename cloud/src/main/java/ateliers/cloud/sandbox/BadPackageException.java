package ateliers.cloud.sandbox;

/** A deployment package that Lambda refuses; the message is Lambda's. */
public final class BadPackageException extends Exception {
    private static final long serialVersionUID = 1L;

    BadPackageException(String message) {
        super(message);
    }
}
