package ateliers.grader.bench;

import ateliers.grader.deploy.Deployer;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.GraderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * What is fast enough, measured: each figure over several runs after one that does not count. Clients, AWS and functions
 * share the machine, as they do while grading.
 */
public final class Bench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECOND = 1_000_000_000L;
    private static final double MILLION = 1_000_000;
    private static final int MANY_CLIENTS = 8;
    private static final int WARM_UP_CALLS = 2_000;

    private final Deployer deployer;
    private final int runs;
    private final Consumer<String> progress;

    /**
     * @param deployer deploys lab 05's solution
     * @param runs how many count, at least 1
     * @param progress told what is being measured
     */
    public Bench(Deployer deployer, int runs, Consumer<String> progress) {
        this.deployer = deployer;
        this.runs = runs;
        this.progress = progress;
    }

    /** The rows that are measured in this JVM. */
    public List<Row> inThisJvm() {
        List<Row> rows = new ArrayList<>(starts());
        progress.accept("les appels à chaud");
        try (EmbeddedTarget target = EmbeddedTarget.start();
                Orders orders = new Orders(target, deployer)) {
            orders.deploy();
            String id = orders.place();
            settle(target);
            for (int i = 0; i < WARM_UP_CALLS; i++) {
                orders.read(id);
            }
            rows.add(Row.of(
                    "warm-1",
                    "appel à chaud de l'API à Lambda à DynamoDB, un client",
                    Row.RATE,
                    400,
                    IntStream.range(0, runs)
                            .mapToObj(run -> load(orders, id, 1).rate())
                            .toList()));
            load(orders, id, MANY_CLIENTS);
            List<Load> loads = IntStream.range(0, runs)
                    .mapToObj(run -> load(orders, id, MANY_CLIENTS))
                    .toList();
            rows.add(Row.of(
                    "warm-8",
                    "le même, 8 clients",
                    Row.RATE,
                    700,
                    loads.stream().map(Load::rate).toList()));
            rows.add(Row.of(
                    "warm-8-slowest",
                    "le plus lent des appels de ces 8 clients",
                    "ms",
                    300,
                    loads.stream().map(Load::slowestMillis).toList()));
        }
        return rows;
    }

    private List<Row> starts() {
        progress.accept("les démarrages");
        List<Double> ready = new ArrayList<>();
        List<Double> stack = new ArrayList<>();
        List<Double> first = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            try (EmbeddedTarget target = EmbeddedTarget.start();
                    Orders orders = new Orders(target, deployer)) {
                orders.greet();
                double greeted = millisSince(begin);
                begin = System.nanoTime();
                orders.deploy();
                double deployed = millisSince(begin);
                begin = System.nanoTime();
                orders.place();
                double placed = millisSince(begin);
                if (run > 0) {
                    ready.add(greeted);
                    stack.add(deployed);
                    first.add(placed);
                }
                settle(target);
            }
        }
        return List.of(
                Row.of("ready", "l'AWS embarqué prêt, dans une JVM lancée", "ms", 50, ready),
                Row.of("stack", "la pile de l'atelier 05 créée", "ms", 100, stack),
                Row.of("first-call", "premier appel par l'API, client DynamoDB compris", "ms", 500, first));
    }

    /** A second of calls, one after the other from each client. */
    private static Load load(Orders orders, String id, int clients) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long begin = System.nanoTime();
            long end = begin + SECOND;
            List<Future<long[]>> each = IntStream.range(0, clients)
                    .mapToObj(client -> threads.submit(() -> call(orders, id, end)))
                    .toList();
            long calls = 0;
            long slowest = 0;
            for (Future<long[]> one : each) {
                calls += one.get()[0];
                slowest = Math.max(slowest, one.get()[1]);
            }
            return new Load(calls * (double) SECOND / (System.nanoTime() - begin), slowest / MILLION);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La mesure a été interrompue.", e);
        } catch (ExecutionException e) {
            throw new GraderException(
                    "Un appel a échoué pendant la mesure : " + e.getCause().getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** How many calls, and how many nanoseconds the slowest took. */
    private static long[] call(Orders orders, String id, long end) {
        long calls = 0;
        long slowest = 0;
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            orders.read(id);
            slowest = Math.max(slowest, System.nanoTime() - begin);
            calls++;
        }
        return new long[] {calls, slowest};
    }

    /** Lets what was started in the background end, so that it takes nothing from what is measured next. */
    private static void settle(EmbeddedTarget target) {
        if (!target.awaitIdle(PATIENCE)) {
            throw new GraderException("L'AWS embarqué travaille encore après %d s.".formatted(PATIENCE.toSeconds()));
        }
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / MILLION;
    }

    /**
     * What a second of calls gave.
     *
     * @param rate calls a second
     */
    private record Load(double rate, double slowestMillis) {}
}
