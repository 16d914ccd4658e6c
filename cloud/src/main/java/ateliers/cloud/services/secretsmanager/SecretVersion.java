package ateliers.cloud.services.secretsmanager;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A version of a secret. Guarded by {@link Secrets}. */
final class SecretVersion {
    final String id;
    final Instant created;
    /** Its staging labels; without any it is deprecated. */
    final SortedSet<String> stages = new TreeSet<>();
    /** Empty from when a rotation begins until its function has put the value. */
    Optional<SecretValue> value;
    /** What its value takes of the cloud's room, in bytes. */
    long kept;
    /** The day of the last access; null where there was none. */
    Instant accessed;

    SecretVersion(String id, Instant created, Optional<SecretValue> value) {
        this.id = id;
        this.created = created;
        this.value = value;
    }

    boolean isDeprecated() {
        return stages.isEmpty();
    }
}
