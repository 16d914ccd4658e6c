package ateliers.grader.checklists.common;

import ateliers.grader.targets.GraderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Several clients, each on a thread of its own. */
public final class ParallelClients implements AutoCloseable {
    private final int clients;
    private final ExecutorService threads;

    public ParallelClients(int clients) {
        this.clients = clients;
        this.threads = Executors.newFixedThreadPool(clients);
    }

    /**
     * Each client does its work; all begin together, once the last of them is ready.
     *
     * @param work what a client does, by its number from 0 on
     * @return what they brought, in the order of their numbers
     */
    public <T> List<T> together(IntFunction<T> work) {
        CountDownLatch ready = new CountDownLatch(clients);
        List<Future<T>> begun = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int client = i;
            Callable<T> started = () -> {
                ready.countDown();
                ready.await();
                return work.apply(client);
            };
            begun.add(threads.submit(started));
        }
        List<T> done = new ArrayList<>();
        for (Future<T> each : begun) {
            done.add(result(each));
        }
        return done;
    }

    private static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (ExecutionException e) {
            // What a client expects, and does not see, fails the criterion as it would on this thread.
            if (e.getCause() instanceof Error expectation) {
                throw expectation;
            }
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new GraderException("Un client du correcteur a échoué.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("Les clients du correcteur ont été interrompus.", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
