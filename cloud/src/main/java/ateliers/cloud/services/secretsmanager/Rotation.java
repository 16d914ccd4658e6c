package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.clock.CloudTimer;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.RotationRulesType;

/** How a secret is rotated, once that was asked for. Guarded by {@link Secrets}. */
final class Rotation {
    /** Null until it was asked for. */
    Boolean enabled;

    String function;
    RotationRulesType rules;
    Instant last;
    /** The end of the window in which it rotates next; null where it does not. */
    Instant next;

    Optional<CloudTimer> timer = Optional.empty();

    void disarm() {
        timer.ifPresent(CloudTimer::cancel);
        timer = Optional.empty();
        next = null;
    }
}
