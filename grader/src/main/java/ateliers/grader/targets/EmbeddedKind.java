package ateliers.grader.targets;

import ateliers.cloud.sandbox.Isolation;
import java.util.Optional;

/** The AWS that lives in this JVM: it needs nothing. */
public final class EmbeddedKind implements TargetKind {
    public static final String NAME = "embedded";

    private final Isolation isolation;

    /** One whose functions nothing keeps apart from this machine. */
    public EmbeddedKind() {
        this(Isolation.none());
    }

    /** @param isolation what keeps its functions apart from this machine */
    public EmbeddedKind(Isolation isolation) {
        this.isolation = isolation;
    }

    public Isolation isolation() {
        return isolation;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> refusal(TargetOptions options) {
        return options.endpoint().map(address -> "--endpoint ne va pas avec la cible embedded, qui n'a pas d'adresse.");
    }

    @Override
    public Targets open(TargetOptions options) {
        return TargetAhead.of(() -> EmbeddedTarget.start(isolation));
    }
}
