package ateliers.grader.bench;

import ateliers.grader.bench.Row.PeerFigure;
import ateliers.grader.deploy.Deployer;
import ateliers.grader.targets.EmbeddedTarget;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The same calls on the embedded AWS and on another one, from one client, in turn: what disturbs the machine disturbs both. The
 * first time does not count.
 */
public final class Comparison {
    private static final int CALLS = 200;
    private static final double MILLION = 1_000_000;

    private final Deployer deployer;
    private final int runs;
    private final int times;
    private final Consumer<String> progress;

    /**
     * @param deployer deploys lab 05's solution
     * @param runs how many count, at least 1
     * @param progress told what is being measured
     */
    public Comparison(Deployer deployer, int runs, Consumer<String> progress) {
        this(deployer, runs, CALLS, progress);
    }

    /** @param times how many calls a run makes; their mean is its figure */
    Comparison(Deployer deployer, int runs, int times, Consumer<String> progress) {
        this.deployer = deployer;
        this.runs = runs;
        this.times = times;
        this.progress = progress;
    }

    /** @param peer the other AWS; empty to measure the embedded one alone */
    public List<Row> rows(Optional<URI> peer) {
        List<Row> rows = new ArrayList<>();
        try (Target embedded = EmbeddedTarget.start();
                Calls own = new Calls(embedded, deployer, progress)) {
            if (peer.isEmpty()) {
                Calls.all().forEach(call -> rows.add(row(call, own, Optional.empty())));
            } else {
                try (Calls others = new Calls(PeerTarget.at(peer.get()), deployer, progress)) {
                    Calls.all().forEach(call -> rows.add(row(call, own, Optional.of(others))));
                }
            }
        }
        return rows;
    }

    private Row row(Calls.Call call, Calls own, Optional<Calls> others) {
        progress.accept(call.title());
        Runnable mine = call.prepare().on(own);
        Measured theirs = new Measured();
        List<Double> samples = new ArrayList<>();
        others.ifPresent(
                calls -> theirs.attempt(() -> theirs.call = call.prepare().on(calls)));
        for (int run = 0; run <= runs; run++) {
            boolean counts = run > 0;
            double sample = millis(mine);
            if (counts) {
                samples.add(sample);
            }
            theirs.attempt(() -> theirs.sample(counts));
        }
        return new Row(
                call.id(),
                call.title(),
                "ms",
                OptionalDouble.empty(),
                samples,
                others.map(calls -> new PeerFigure(theirs.samples, theirs.lack)));
    }

    /** The mean of some calls, one after the other. */
    private double millis(Runnable call) {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            call.run();
        }
        return (System.nanoTime() - begin) / MILLION / times;
    }

    /** What a peer gives, for as long as it does. */
    private final class Measured {
        private final List<Double> samples = new ArrayList<>();
        private Runnable call;
        private String lack = "";

        void sample(boolean counts) {
            if (call != null) {
                double sample = millis(call);
                if (counts) {
                    samples.add(sample);
                }
            }
        }

        /** What fails once is lacking: the figures so far say nothing then. */
        void attempt(Runnable step) {
            try {
                step.run();
            } catch (AwsServiceException e) {
                fail(Words.of(e));
            } catch (RuntimeException e) {
                fail(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
        }

        private void fail(String why) {
            call = null;
            samples.clear();
            lack = why.lines().findFirst().orElse("");
        }
    }
}
