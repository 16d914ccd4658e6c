package ateliers.cloud.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What Lambda itself writes about a sandbox and its invocations, in the format of the function's log. */
sealed interface SystemLog permits TextSystemLog, JsonSystemLog {
    /** The log that a function's settings ask for. */
    static SystemLog of(FunctionSpec spec) {
        return spec.logging().json() ? new JsonSystemLog(spec) : new TextSystemLog(spec);
    }

    List<String> initStart(Instant now);

    /** An init that went well. */
    List<String> initDone(Instant now, Duration took);

    /** An init that did not. */
    List<String> initFailed(Instant now, Duration took, Failure failure);

    List<String> start(Instant now, Invocation invocation);

    /** The end of an invocation, and what it took. */
    List<String> done(Instant now, Usage usage);

    /**
     * What an invocation took.
     *
     * @param bytes of the answer
     * @param usedMb zero where the system does not tell
     * @param init how long the init took, where this was the first invocation of its sandbox
     * @param failed whether the function answered with an error
     * @param failure what Lambda itself says went wrong
     */
    record Usage(
            String requestId,
            Duration duration,
            int bytes,
            int usedMb,
            Optional<Duration> init,
            boolean failed,
            Optional<Failure> failure) {}

    /**
     * What Lambda says went wrong.
     *
     * @param status {@code timeout} or {@code error}
     * @param errorType as {@code Runtime.ExitError}; empty without one
     */
    record Failure(String status, String errorType) {}
}
