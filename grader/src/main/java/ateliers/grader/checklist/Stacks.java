package ateliers.grader.checklist;

import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Target;
import ateliers.grader.targets.Targets;
import ateliers.grader.targets.Usage;
import ateliers.grader.variety.Variety;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The stacks of one grading: one that most criteria share, and others on clouds apart. May be used by several threads, and closed
 * while it is.
 */
public final class Stacks implements AutoCloseable {
    /** Longer names are only given where a criterion is about them. */
    private static final int USUAL = 16;

    /** As long as contracts allow, {@code [a-z][a-z0-9-]{0,24}}: names that are made of it must still be short
     * enough, and may not end with it, since it ends in a dash. */
    private static final int LONGEST = 25;

    private final Supplier<Target> targets;
    private final Deployer deployer;
    private final boolean inRealTime;
    private final BiConsumer<Target, AwsClients> preparation;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final AtomicReference<Stack> spare = new AtomicReference<>();
    private final StackAhead pair = new StackAhead(() -> start(spare::set));
    private final StackAhead alone = new StackAhead(() -> start(stack -> {}));
    private int starting;
    private boolean closed;
    private Stack shared;
    private Throwable failure;

    public Stacks(Supplier<Target> targets, Deployer deployer) {
        this(targets, deployer, (target, aws) -> {}, false);
    }

    /** @param preparation of each target, before anything is deployed there */
    public Stacks(Targets targets, Deployer deployer, BiConsumer<Target, AwsClients> preparation) {
        this(targets, deployer, preparation, targets.patience().isPresent());
    }

    /** The same on targets that are as AWS. */
    public Stacks(Supplier<Target> targets, Deployer deployer, BiConsumer<Target, AwsClients> preparation) {
        this(targets, deployer, preparation, false);
    }

    private Stacks(
            Supplier<Target> targets,
            Deployer deployer,
            BiConsumer<Target, AwsClients> preparation,
            boolean inRealTime) {
        this.targets = targets;
        this.deployer = deployer;
        this.preparation = preparation;
        this.inRealTime = inRealTime;
    }

    /** Whether criteria wait in real time, so that they may take as long as their waits do. */
    public boolean areInRealTime() {
        return inRealTime;
    }

    /** Deploys the stack that criteria share. What goes wrong is told by the criteria that ask for it. */
    public void prepare() {
        try {
            shared = start(stack -> {});
        } catch (CriterionFailure | RuntimeException e) {
            failure = e;
        }
    }

    /**
     * Begins to deploy what these criteria will play on, one stack after the other, while others are played on which they depend. Not
     * where stacks cost money, or minutes, since none may be asked for in the end; nor where the shared one could not be deployed.
     */
    public void prepareApart(Collection<Criterion> criteria) {
        if (inRealTime || failure != null) {
            return;
        }
        ExecutorService deploying = Executors.newSingleThreadExecutor(Stacks::daemon);
        if (criteria.stream().anyMatch(Criterion::pair)) {
            pair.begin(deploying);
        }
        if (criteria.stream().anyMatch(Criterion::sole)) {
            alone.begin(deploying);
        }
        deploying.shutdown();
    }

    /** All criteria have been played: waits for what nobody has asked for. */
    public void endApart() {
        alone.end();
        pair.end();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "stack-ahead");
        thread.setDaemon(true);
        return thread;
    }

    /** The stack that most criteria share. They are played one after the other. */
    Stack shared() {
        if (failure instanceof CriterionFailure refused) {
            throw refused;
        }
        if (failure instanceof RuntimeException broken) {
            throw broken;
        }
        if (shared == null) {
            throw new IllegalStateException("The stack is asked for before it is prepared");
        }
        return shared;
    }

    /** The first stack of a cloud apart: the second, which {@link Stack#again} makes there, is then left for {@link #fresh}. */
    Stack first() {
        return pair.get();
    }

    /** A stack on a cloud apart on which nothing is played afterwards, so that its time may move and it may be left broken. */
    Stack fresh() {
        Stack left = spare.getAndSet(null);
        return left == null ? sole() : left;
    }

    /** The same, with no other stack on its cloud. */
    Stack sole() {
        return alone.get();
    }

    private Stack start(Consumer<Stack> second) {
        Target target = started();
        AwsClients aws = new AwsClients(target);
        keep(aws);
        preparation.accept(target, aws);
        return deploy(deployer, target, aws, target.bounds().named(Variety.resourceName(USUAL)), second);
    }

    /** A target that is closed with the others, also by who closes them while it starts. */
    private Target started() {
        synchronized (open) {
            starting++;
        }
        try {
            Target target = targets.get();
            keep(target);
            return target;
        } finally {
            synchronized (open) {
                starting--;
                open.notifyAll();
            }
        }
    }

    private void keep(AutoCloseable made) {
        synchronized (open) {
            if (!closed) {
                open.push(made);
                return;
            }
        }
        close(made);
        throw new GraderException("La notation est terminée.");
    }

    private static Stack deploy(Deployer deployer, Target target, AwsClients aws, String name, Consumer<Stack> second) {
        try {
            return new Stack(deployer.deploy(target, aws, name), () -> {
                String prefix = target.bounds().prefix();
                String longest = prefix + Variety.resourceNameOf(LONGEST - 1 - prefix.length()) + "-";
                Stack other = deploy(deployer.withDefaults(), target, aws, longest, stack -> {});
                second.accept(other);
                return other;
            });
        } catch (Refused refusal) {
            throw new CriterionFailure(
                    refusal.getMessage(),
                    refusal.expected(),
                    refusal.seen(),
                    refusal.hint() == null ? "relis template.yaml." : refusal.hint(),
                    refusal);
        }
    }

    /** The functions that run now, the longest first, in French. */
    public List<String> unfinished() {
        return stories()
                .flatMap(target -> target.running().stream())
                .map(each ->
                        "La fonction %s n'a pas fini : elle a été appelée il y a %d s, et son délai (Timeout) est de %d s."
                                .formatted(
                                        each.function()
                                                .substring(each.function().lastIndexOf(':') + 1),
                                        each.elapsed().toSeconds(),
                                        each.timeout().toSeconds()))
                .distinct()
                .toList();
    }

    /** What was used of all clouds until now; nothing of those that do not tell. */
    public Usage usage() {
        return stories().map(Target.TellsStory::usage).reduce(Usage.NONE, Usage::plus);
    }

    private Stream<Target.TellsStory> stories() {
        List<AutoCloseable> now;
        synchronized (open) {
            now = List.copyOf(open);
        }
        return now.stream()
                .filter(Target.class::isInstance)
                .flatMap(target -> ((Target) target).capability(Target.TellsStory.class).stream());
    }

    /** What stood and what flowed in the stack that criteria share; empty where none stood. */
    public Optional<Observation> observation() {
        return Optional.ofNullable(shared).flatMap(Observation::of);
    }

    @Override
    public void close() {
        List<AutoCloseable> all;
        synchronized (open) {
            closed = true;
            awaitStarted();
            all = List.copyOf(open);
            open.clear();
        }
        all.forEach(Stacks::close);
    }

    /** Who starts one closes it himself now: until then nobody may say that nothing is left. */
    private void awaitStarted() {
        boolean interrupted = false;
        while (starting > 0) {
            try {
                open.wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new GraderException("Une cible n'a pas pu être fermée : " + e.getMessage(), e);
        }
    }
}
