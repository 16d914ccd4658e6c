package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.Room;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A secret with its versions. Guarded by {@link Secrets}.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html#term_version">Secret
 *     versions</a>
 */
final class Secret {
    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";
    private static final int MOST_VERSIONS = 100;
    private static final int MOST_STAGES = 20;

    final String name;
    final String arn;
    final Instant created;
    /** By their ids, the oldest first. */
    final Map<String, SecretVersion> versions = new LinkedHashMap<>();

    final Rotation rotation = new Rotation();
    /** Empty until it is tagged for the first time: AWS tells an empty list after that. */
    Optional<Map<String, String>> tags = Optional.empty();

    Optional<String> policy = Optional.empty();
    /** What deletes it in the end, where that has begun. */
    Optional<CloudTimer> deletion = Optional.empty();

    String description;
    Instant changed;
    Instant accessed;
    /** When it is deleted for good; null where it stays. */
    Instant deleted;

    private final Room room;

    /** @param room for the values */
    Secret(String name, String arn, Instant created, Room room) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.changed = created;
        this.room = room;
    }

    Optional<SecretVersion> withStage(String stage) {
        return versions.values().stream()
                .filter(version -> version.stages.contains(stage))
                .findFirst();
    }

    /** The version of an id, or the refusal of an id that no version has. */
    SecretVersion version(String id) {
        return Optional.ofNullable(versions.get(id))
                .orElseThrow(() -> SecretsManagerErrors.noValue("VersionId: " + id));
    }

    /**
     * A new version with a value, or the one of that id where it has this value already, or none yet.
     *
     * @param stages that it gets; the first version is the current one too
     */
    SecretVersion put(String id, SecretValue value, Collection<String> stages, Instant now) {
        SecretVersion version = versions.get(id);
        if (version != null && version.value.isPresent()) {
            if (!version.value.get().equals(value)) {
                throw SecretsManagerErrors.exists("You can't use ClientRequestToken " + id
                        + " because that value is already in use for a version of secret " + arn + ".");
            }
            return version;
        }
        int size = value.size();
        room.take(size);
        if (version == null) {
            version = new SecretVersion(id, now, Optional.of(value));
            versions.put(id, version);
        } else {
            version.value = Optional.of(value);
        }
        version.kept = size;
        for (String stage : stages) {
            label(version, stage);
        }
        if (withStage(CURRENT).isEmpty()) {
            label(version, CURRENT);
        }
        changed = now;
        forgetOldest();
        return version;
    }

    /** Moves a staging label to a version. What was current is the previous one then, and pending no more. */
    void label(SecretVersion version, String stage) {
        Optional<SecretVersion> before = withStage(stage).filter(other -> other != version);
        before.ifPresent(other -> other.stages.remove(stage));
        version.stages.add(stage);
        if (version.stages.size() > MOST_STAGES) {
            throw SecretsManagerErrors.tooMany("You can't attach more than " + MOST_STAGES + " labels to a version.");
        }
        if (stage.equals(CURRENT)) {
            before.ifPresent(other -> {
                withStage(PREVIOUS).ifPresent(old -> old.stages.remove(PREVIOUS));
                other.stages.remove(PENDING);
                other.stages.add(PREVIOUS);
            });
        }
    }

    private void forgetOldest() {
        List<String> deprecated = versions.values().stream()
                .filter(SecretVersion::isDeprecated)
                .map(version -> version.id)
                .toList();
        deprecated.stream()
                .limit(Math.max(0, versions.size() - MOST_VERSIONS))
                .forEach(id -> room.give(versions.remove(id).kept));
    }

    /** It is gone for good, with its values. */
    void discard() {
        versions.values().forEach(version -> room.give(version.kept));
    }

    /** The labels of all versions that have some. */
    Map<String, List<String>> stages() {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        versions.values().stream()
                .filter(version -> !version.isDeprecated())
                .forEach(version -> stages.put(version.id, List.copyOf(version.stages)));
        return stages.isEmpty() ? null : stages;
    }
}
