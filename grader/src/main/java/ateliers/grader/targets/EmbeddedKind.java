package ateliers.grader.targets;

import java.util.Optional;

/** The AWS that lives in this JVM: it needs nothing. */
public final class EmbeddedKind implements TargetKind {
    public static final String NAME = "embedded";

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
        return TargetAhead.of(EmbeddedTarget::start);
    }
}
