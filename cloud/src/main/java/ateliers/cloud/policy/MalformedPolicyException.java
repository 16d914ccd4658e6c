package ateliers.cloud.policy;

/** A policy document AWS refuses; the message is AWS's own, to be thrown on by the service with its own error code. */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedPolicyException(String message) {
        super(message);
    }
}
