package ateliers.cloud.sandbox;

import java.util.Objects;
import java.util.Optional;

/**
 * One event for a function.
 *
 * @param requestId the invocation's id; a retry keeps it
 * @param functionArn the ARN as invoked, with its qualifier where there was one
 * @param payload the event, JSON
 * @param clientContext JSON of the caller's client context
 * @param traceId the X-Ray header, which the function sees as {@code com.amazonaws.xray.traceHeader}
 */
public record Invocation(
        String requestId,
        String functionArn,
        byte[] payload,
        Optional<String> clientContext,
        Optional<String> traceId) {
    public Invocation {
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(functionArn);
        Objects.requireNonNull(payload);
    }
}
