package ateliers.cloud.sandbox;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of an invocation.
 *
 * @param payload what the function returned, or the error's JSON
 * @param functionError {@code Unhandled} where the payload is an error, as in the header X-Amz-Function-Error
 * @param logTail the last 4 KB of the invocation's log
 * @param duration how long the handler had it; neither init nor queueing count
 * @param initDuration how long the init took, where this invocation was the first of its sandbox
 * @param logStream the stream of the sandbox that ran it
 */
public record InvocationOutcome(
        byte[] payload,
        Optional<String> functionError,
        String logTail,
        Duration duration,
        Optional<Duration> initDuration,
        String logStream) {

    /** Whether the function returned normally. */
    public boolean succeeded() {
        return functionError.isEmpty();
    }
}
