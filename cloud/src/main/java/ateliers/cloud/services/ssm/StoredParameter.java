package ateliers.cloud.services.ssm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A parameter: its versions, of which the oldest goes when there are too many, its labels, each of which is at one
 * version, and its tags.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-versions.html">Working with
 *     parameter versions</a>
 */
final class StoredParameter {
    private static final int MOST_VERSIONS = 100;

    final String name;
    final String arn;
    final Map<String, Long> labels = new LinkedHashMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    private final TreeMap<Long, ParameterVersion> versions = new TreeMap<>();

    StoredParameter(String name, String arn) {
        this.name = name;
        this.arn = arn;
    }

    ParameterVersion latest() {
        return versions.lastEntry().getValue();
    }

    List<ParameterVersion> history() {
        return List.copyOf(versions.values());
    }

    Optional<ParameterVersion> version(long number) {
        return Optional.ofNullable(versions.get(number));
    }

    List<String> labelsOf(long number) {
        return labels.entrySet().stream()
                .filter(label -> label.getValue() == number)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The version that a selector names, by its number or a label; without one the latest. */
    Optional<ParameterVersion> select(Optional<String> selector) {
        if (selector.isEmpty()) {
            return Optional.of(latest());
        }
        String given = selector.get();
        return given.matches("\\d{1,18}")
                ? version(Long.parseLong(given))
                : Optional.ofNullable(labels.get(given)).flatMap(this::version);
    }

    /** Refuses another version where the oldest would have to go, and has a label. */
    void requireRoomForAnother() {
        if (isFull() && !labelsOf(versions.firstKey()).isEmpty()) {
            throw SsmErrors.tooManyVersions(name, versions.firstKey());
        }
    }

    /**
     * Adds what becomes the latest version.
     *
     * @return the oldest, where it went for this one
     */
    Optional<ParameterVersion> add(ParameterVersion version) {
        Optional<ParameterVersion> gone =
                isFull() ? Optional.of(versions.pollFirstEntry().getValue()) : Optional.empty();
        versions.put(version.number(), version);
        return gone;
    }

    private boolean isFull() {
        return versions.size() >= MOST_VERSIONS;
    }
}
