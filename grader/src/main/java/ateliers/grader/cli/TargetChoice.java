package ateliers.grader.cli;

import ateliers.cloud.sandbox.Bubblewrap;
import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.TargetKind;
import ateliers.grader.targets.TargetOptions;
import ateliers.grader.targets.Targets;
import java.util.stream.Collectors;

/**
 * The AWS that somebody has chosen to grade on.
 *
 * @param consent asked where it is somebody's account
 * @param guarded whether nothing of a submission may run but its functions, behind their isolation
 */
record TargetChoice(TargetKind kind, TargetOptions options, Consent consent, boolean guarded) {

    TargetChoice(TargetKind kind, TargetOptions options) {
        this(kind, options, Consent.NOBODY, false);
    }

    TargetChoice with(Consent other) {
        return new TargetChoice(kind, options, other, guarded);
    }

    /** The one in this JVM, whose functions are isolated where this machine can. */
    static TargetChoice embedded() {
        return new TargetChoice(new EmbeddedKind(), TargetOptions.NONE)
                .isolated(IsolationChoice.of(IsolationChoice.Wish.AUTO, Bubblewrap::onThisMachine));
    }

    /** @throws Unusable where there is no such kind, or the options do not fit it */
    static TargetChoice of(String name, TargetOptions options) {
        TargetKind kind = TargetKind.named(name)
                .orElseThrow(() -> new Unusable("Cible inconnue : « %s ». Cibles : %s.".formatted(name, names())));
        if (options.image().isPresent() && !kind.usesImage()) {
            throw new Unusable("--image ne va pas avec la cible %s : elle ne vient pas d'une image.".formatted(name));
        }
        kind.refusal(options).ifPresent(refusal -> {
            throw new Unusable(refusal);
        });
        return new TargetChoice(kind, options);
    }

    /** The same with functions that are kept apart so; what runs elsewhere is not kept apart by this machine. */
    TargetChoice isolated(IsolationChoice chosen) {
        return isEmbedded()
                ? new TargetChoice(new EmbeddedKind(chosen.isolation()), options, consent, chosen.required())
                : this;
    }

    private static String names() {
        return TargetKind.all().stream().map(TargetKind::name).collect(Collectors.joining(", "));
    }

    /** Makes it ready, if it can be. */
    Targets open() {
        return kind.open(options);
    }

    boolean isEmbedded() {
        return kind.name().equals(EmbeddedKind.NAME);
    }
}
