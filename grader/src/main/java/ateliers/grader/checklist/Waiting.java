package ateliers.grader.checklist;

import ateliers.grader.targets.Patience;
import ateliers.grader.targets.Target;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * How a criterion waits: in the cloud's time where it moves, and in real time elsewhere, there for as long as the target's patience
 * lasts. What does not come within it although AWS might take longer says nothing of a submission.
 */
record Waiting(Target target) {
    private static final int MOST_ROUNDS = 5;

    /** Waits for at most this much of the cloud's time. */
    boolean await(BooleanSupplier condition, Duration atMost) {
        boolean came = target.await(condition, asLong(atMost, Patience::longest));
        if (!came) {
            requireWhole(atMost);
        }
        return came;
    }

    /** @see Stack#awaitAll */
    boolean awaitAll(IntSupplier left, Duration still) {
        int before = left.getAsInt();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (target.await(() -> left.getAsInt() == 0, asLong(still, Patience::longest))) {
                return true;
            }
            int now = left.getAsInt();
            if (now >= before) {
                break;
            }
            before = now;
        }
        requireWhole(still);
        return false;
    }

    /** What did not come only says something where it was waited for as long as it may take. */
    private void requireWhole(Duration wanted) {
        Duration waited = asLong(wanted, Patience::longest);
        if (waited.compareTo(wanted) < 0) {
            throw new Unmet.NotEvaluated(
                    ("Il faudrait attendre jusqu'à %s ; cette cible ne sait pas avancer l'heure, et le correcteur n'y attend"
                                    + " que %s (--patience).")
                            .formatted(said(wanted), said(waited)));
        }
    }

    /** Watches for this much of the cloud's time, or as long as silence is watched on the target: reports say how long that is. */
    boolean never(BooleanSupplier condition, Duration during) {
        return target.never(condition, asLong(during, Patience::silence));
    }

    private Duration asLong(Duration wanted, Function<Patience, Duration> of) {
        return target.patience()
                .map(of)
                .filter(longest -> longest.compareTo(wanted) < 0)
                .orElse(wanted);
    }

    private static String said(Duration time) {
        return time.toSeconds() % 60 == 0 && time.toMinutes() > 1 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
