package ateliers.grader.targets;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Starts a target while something else is done, such as building: whoever asks first gets that one, the next get others. A target's
 * first calls load thousands of classes; they are made ahead too.
 */
public final class TargetAhead implements Targets {
    private final Supplier<? extends Target> start;
    private final AtomicReference<CompletableFuture<Target>> ahead;

    private TargetAhead(Supplier<? extends Target> start) {
        this.start = start;
        this.ahead = new AtomicReference<>(
                CompletableFuture.supplyAsync(this::warm, work -> new Thread(work, "target-ahead").start()));
    }

    /** Starts the first one now. */
    public static TargetAhead of(Supplier<? extends Target> start) {
        return new TargetAhead(start);
    }

    private Target warm() {
        Target target = start.get();
        try (AwsClients aws = new AwsClients(target)) {
            aws.cloudFormation().describeStacks();
            aws.s3().listBuckets();
            return target;
        } catch (RuntimeException e) {
            target.close();
            throw e;
        }
    }

    @Override
    public Target get() {
        CompletableFuture<Target> first = ahead.getAndSet(null);
        if (first == null) {
            return start.get();
        }
        try {
            return first.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Closes the target that nobody asked for; those that were asked for belong to whoever did. */
    @Override
    public void close() {
        CompletableFuture<Target> left = ahead.getAndSet(null);
        if (left != null) {
            left.thenAccept(Target::close).exceptionally(notStarted -> null).join();
        }
    }
}
