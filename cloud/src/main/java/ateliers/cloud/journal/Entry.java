package ateliers.cloud.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened.
 *
 * @param time cloud time
 * @param kind what sort of thing
 * @param requestId the request it belongs to
 * @param parentRequestId the request that caused this one, empty for a call from outside
 * @param principal ARN or name of who did it
 * @param service the service's IAM prefix, as {@code sqs}
 * @param operation AWS's operation name, as {@code SendMessage}; for other kinds a short name
 * @param resource ARN or name of what it was done to, empty when unknown
 * @param outcome {@code OK}, or AWS's error code
 * @param message AWS's words when it failed, or what there is to say; never a secret
 * @param micros how long it took, in real microseconds
 * @param gap what this cloud lacks, as {@code sqs: FIFO queues}; only of an entry of kind UNSUPPORTED
 */
public record Entry(
        Instant time,
        Kind kind,
        String requestId,
        Optional<String> parentRequestId,
        String principal,
        String service,
        String operation,
        String resource,
        String outcome,
        String message,
        long micros,
        Optional<String> gap) {

    /** An entry that tells of no gap. */
    public Entry(
            Instant time,
            Kind kind,
            String requestId,
            Optional<String> parentRequestId,
            String principal,
            String service,
            String operation,
            String resource,
            String outcome,
            String message,
            long micros) {
        this(
                time,
                kind,
                requestId,
                parentRequestId,
                principal,
                service,
                operation,
                resource,
                outcome,
                message,
                micros,
                Optional.empty());
    }

    public static final String OK = "OK";

    /** Whether it went well. */
    public boolean succeeded() {
        return OK.equals(outcome);
    }

    /** The sorts of entries. */
    public enum Kind {
        /** An operation called at the door; what one service delivers to another is such a call too. */
        CALL,
        /** A call that the principal was not allowed to make. */
        DENIAL,
        /** A call that was answered by a fault that had been switched on. */
        FAULT,
        /** A function ran. */
        INVOCATION,
        /** A mail was delivered; its resource is the address, its message the subject. */
        MAIL,
        /** Something dropped: a message after its retries, an event that no policy let through. */
        DROPPED,
        /** A property that has no effect here. */
        INERT,
        /** A resource that failed was made before one that it may need and does not wait for. */
        RACE,
        /** Something AWS has and this cloud lacks. */
        UNSUPPORTED,
        /** A defect of this cloud. */
        DEFECT
    }
}
