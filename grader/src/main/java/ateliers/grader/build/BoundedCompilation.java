package ateliers.grader.build;

import ateliers.grader.submission.Unusable;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets the compiler, which runs in the grader's own JVM, fail over sources that nobody would write: they use up its stack, the memory or
 * the time, and are the student's. One that does not end is left to itself: its thread keeps no JVM alive.
 *
 * @param longest in real time; the labs take seconds
 */
record BoundedCompilation(Duration longest) {
    static final BoundedCompilation USUAL = new BoundedCompilation(Duration.ofMinutes(3));

    /** Bytes of stack: many times what expressions take that people write. */
    private static final long STACK = 16L << 20;

    /**
     * @param compilation answers whether the sources compile
     * @throws Unusable in French, where it comes to no end
     */
    boolean compiles(Callable<Boolean> compilation) {
        FutureTask<Boolean> task = new FutureTask<>(compilation);
        Thread thread = new Thread(null, task, "javac", STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw unusable("n'en a pas fini au bout de %d minutes".formatted(longest.toMinutes()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw told(e.getCause());
        }
    }

    private static Unusable told(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return unusable("s'y perd, tant une expression ou un bloc en contient d'autres");
        }
        if (failure instanceof OutOfMemoryError) {
            return unusable("manque de mémoire, pour une constante ou une classe bien trop grande");
        }
        if (failure instanceof RuntimeException || failure instanceof AssertionError) {
            return unusable(
                    "s'arrête sur une panne, %s".formatted(failure.getClass().getSimpleName()));
        }
        throw new IllegalStateException("The compiler is not whole", failure);
    }

    static Unusable unusable(String why) {
        return new Unusable(
                "Le compilateur Java n'arrive pas au bout de tes sources : il %s. Reviens à la dernière version qui se construisait."
                        .formatted(why));
    }
}
