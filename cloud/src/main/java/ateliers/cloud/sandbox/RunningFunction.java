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

    /**
     * Starts a sandbox ahead of the first invocation, as Lambda may do ("proactive initialization"): the init and its
     * log line come earlier, nothing else changes. Returns at once; does nothing where a sandbox is there or starting. An
     * init that fails is forgotten: the first invocation tries again, and fails as ever.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html">Init phase</a>
     */
    void warm();

    /** Takes no more invocations; ends idle and starting sandboxes now, and busy ones when they are done. */
    void retire();
}
