package ateliers.grader.checklist;

import ateliers.grader.deploy.Deployer;
import ateliers.grader.packaging.Refused;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** The stacks of one grading: one that most criteria share, and one on a fresh cloud for each criterion that asks for it. */
public final class Stacks implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Supplier<Target> targets;
    private final Deployer deployer;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Stack shared;
    private Throwable failure;

    public Stacks(Supplier<Target> targets, Deployer deployer) {
        this.targets = targets;
        this.deployer = deployer;
    }

    /** Deploys the stack that criteria share. What goes wrong is told by the criteria that ask for it. */
    public synchronized void prepare() {
        try {
            shared = fresh();
        } catch (CriterionFailure | RuntimeException e) {
            failure = e;
        }
    }

    synchronized Stack shared() {
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

    synchronized Stack fresh() {
        Target target = targets.get();
        open.push(target);
        AwsClients aws = new AwsClients(target);
        open.push(aws);
        return deploy(target, aws);
    }

    private Stack deploy(Target target, AwsClients aws) {
        try {
            return new Stack(deployer.deploy(target, aws, name()), () -> deploy(target, aws));
        } catch (Refused refusal) {
            throw new CriterionFailure(
                    refusal.getMessage(), refusal.expected(), refusal.seen(), refusal.hint(), refusal);
        }
    }

    /** What stood and what flowed in the stack that criteria share; empty where none stood. */
    public synchronized Optional<Observation> observation() {
        return Optional.ofNullable(shared).flatMap(Observation::of);
    }

    /** Nobody can know it beforehand. */
    private static String name() {
        return "atelier-" + HexFormat.of().toHexDigits(RANDOM.nextInt());
    }

    @Override
    public synchronized void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
