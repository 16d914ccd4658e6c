package ateliers.cloud.sandbox;

import ateliers.cloud.clock.RealTimers;
import java.util.concurrent.CompletableFuture;

/** What a sandbox is doing. Guarded by the sandbox's monitor. */
final class RunningInvocation {
    final Invocation invocation;
    final long startNanos;
    final CompletableFuture<InvocationOutcome> result = new CompletableFuture<>();
    volatile RealTimers.Alarm timer;
    volatile RealTimers.Alarm memory;
    byte[] payload;
    boolean failed;
    boolean tooLarge;
    long endNanos;
    long askedBefore;

    RunningInvocation(Invocation invocation, long startNanos) {
        this.invocation = invocation;
        this.startNanos = startNanos;
    }

    boolean hasId(String requestId) {
        return invocation.requestId().equals(requestId);
    }

    boolean isOpen(String requestId) {
        return payload == null && hasId(requestId);
    }

    void answer(byte[] answer, boolean error, long atNanos, long askedSoFar) {
        payload = answer;
        failed = error;
        endNanos = atNanos;
        askedBefore = askedSoFar;
    }

    void cancelTimers() {
        cancel(timer);
        cancel(memory);
    }

    private static void cancel(RealTimers.Alarm set) {
        if (set != null) {
            set.cancel();
        }
    }
}
