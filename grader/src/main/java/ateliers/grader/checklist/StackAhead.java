package ateliers.grader.checklist;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Deploys a stack while something else is played: whoever asks first gets that one, the next get others. */
final class StackAhead {
    private final Supplier<Stack> start;
    private final AtomicReference<CompletableFuture<Stack>> ahead = new AtomicReference<>();
    private volatile boolean needless;

    StackAhead(Supplier<Stack> start) {
        this.start = start;
    }

    /** What goes wrong is told to whoever asks for the stack. */
    void begin(Executor executor) {
        ahead.set(CompletableFuture.supplyAsync(() -> needless ? null : start.get(), executor));
    }

    /** Nobody asks any more: what is under way ends, so that nothing is made where all is about to close, and no other begins. */
    void end() {
        needless = true;
        CompletableFuture<Stack> unasked = ahead.getAndSet(null);
        if (unasked != null) {
            unasked.exceptionally(failure -> null).join();
        }
    }

    Stack get() {
        CompletableFuture<Stack> begun = ahead.getAndSet(null);
        if (begun == null) {
            return start.get();
        }
        try {
            return begun.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CriterionFailure refused) {
                throw refused;
            }
            throw e.getCause() instanceof RuntimeException broken ? broken : e;
        }
    }
}
