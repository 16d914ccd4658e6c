package ateliers.grader.verdict;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** How long one grading may take in all, in real time: whatever a submission does, there is a verdict then. */
public final class Limit {
    /** What is said beside the sentence, once. */
    static final String ADVICE =
            "Le plus souvent, une fonction attend sans fin, ou le poste est très occupé ; --limit laisse plus de temps.";

    private final CompletableFuture<?> reached;
    private final String sentence;

    /**
     * @param reached completes when no more time is left
     * @param sentence says so, in French
     */
    Limit(CompletableFuture<?> reached, String sentence) {
        this.reached = reached;
        this.sentence = sentence;
    }

    /** A limit that counts from now. */
    public static Limit fromNow(Duration time) {
        return new Limit(
                new CompletableFuture<>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS),
                "La notation s'est arrêtée à sa limite de %d min.".formatted(time.toMinutes()));
    }

    /**
     * Does a part of the grading, on a thread of its own. One that does not end when it is interrupted is left to itself: it keeps
     * no JVM alive.
     *
     * @throws TimeoutException with the sentence and what to do, when the limit is reached first
     * @throws Exception what the work throws
     */
    public <T> T run(Callable<T> work) throws Exception {
        return run(work, why -> {});
    }

    /** @param before told the sentence when the limit is reached, before the work is interrupted and notices anything */
    <T> T run(Callable<T> work, Consumer<String> before) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> complete(done, work), "grading");
        thread.setDaemon(true);
        thread.start();
        try {
            CompletableFuture.anyOf(done, reached).join();
            if (done.isDone()) {
                return done.join();
            }
        } catch (CompletionException e) {
            throw unwrapped(e.getCause());
        }
        before.accept(sentence);
        thread.interrupt();
        throw new TimeoutException(sentence + " " + ADVICE);
    }

    private static <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (Exception | Error e) {
            done.completeExceptionally(e);
        }
    }

    private static Exception unwrapped(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return (Exception) thrown;
    }
}
