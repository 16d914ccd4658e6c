package ateliers.cloud.sandbox;

import java.util.concurrent.CompletableFuture;

/** A function's version and its sandboxes. */
public interface RunningFunction {
    /**
     * Runs an invocation in a warm sandbox, in a new one, or in the next that is free.
     *
     * @param invocation the event
     * @return the outcome; completes exceptionally only where the machine, or the cloud's end, is to blame. Completes on
     *     a sandbox's thread: what follows must be short.
     */
    CompletableFuture<InvocationOutcome> invoke(Invocation invocation);

    /** Takes no more invocations; ends idle sandboxes now, and busy ones when they are done. */
    void retire();
}
