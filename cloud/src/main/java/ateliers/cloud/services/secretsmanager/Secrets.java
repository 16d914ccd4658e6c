package ateliers.cloud.services.secretsmanager;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.clock.CloudTimer;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Room;
import ateliers.cloud.kit.Arn;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The secrets of an account and region. Whoever reads or changes what they hold does so {@link #locked}. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;
    private static final Pattern SUFFIXED = Pattern.compile(".*-[A-Za-z0-9]{6}");

    private final Place place;
    private final CloudClock clock;
    private final Map<String, Secret> byName = new LinkedHashMap<>();

    private final Room room;

    /** @param room for the values */
    Secrets(Place place, CloudClock clock, Room room) {
        this.place = place;
        this.clock = clock;
        this.room = room;
    }

    /** What work on the secrets gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** A new secret, which is there once it is {@linkplain #add added}. */
    synchronized Secret create(String name) {
        Secret there = byName.get(name);
        if (there != null) {
            throw there.deleted == null
                    ? SecretsManagerErrors.exists(
                            "The operation failed because the secret " + name + " already exists.")
                    : SecretsManagerErrors.request("You can't create this secret because a secret with this name is"
                            + " already scheduled for deletion.");
        }
        return new Secret(name, arn(name + "-" + suffix()), clock.instant(), room);
    }

    synchronized void add(Secret secret) {
        byName.put(secret.name, secret);
    }

    private static String suffix() {
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(SUFFIX.charAt(RANDOM.nextInt(SUFFIX.length())));
        }
        return suffix.toString();
    }

    /** By its name or ARN. An ARN may lack its suffix, unless the name itself ends as if it had one. */
    synchronized Optional<Secret> find(String id) {
        Optional<Arn> arn = Arn.find(id);
        if (arn.isEmpty()) {
            return Optional.ofNullable(byName.get(id));
        }
        return byName.values().stream()
                .filter(secret -> secret.arn.equals(id)
                        || !SUFFIXED.matcher(id).matches() && arn(secret.name).equals(id))
                .findFirst();
    }

    /** The tags of the secret with this ARN. */
    synchronized Map<String, String> tags(String arn) {
        return find(arn).flatMap(secret -> secret.tags).map(Map::copyOf).orElse(Map.of());
    }

    /** The secret that a request names, marked for deletion or not. */
    synchronized Secret get(String id) {
        Checks.id(id);
        return find(id).orElseThrow(SecretsManagerErrors::noSecret);
    }

    /** The same, where it must not be marked for deletion. */
    synchronized Secret live(String id) {
        Secret secret = get(id);
        if (secret.deleted != null) {
            throw SecretsManagerErrors.deleted();
        }
        return secret;
    }

    synchronized List<Secret> all() {
        return List.copyOf(byName.values());
    }

    /** Deletes a secret after a while; until then it can be restored. */
    synchronized void delete(Secret secret, Duration window) {
        secret.deletion.ifPresent(CloudTimer::cancel);
        secret.rotation.disarm();
        secret.deleted = clock.instant().plus(window);
        secret.deletion = Optional.empty();
        if (window.isZero()) {
            remove(secret);
        } else {
            secret.deletion = Optional.of(clock.schedule(window, () -> forget(secret)));
        }
    }

    private synchronized void forget(Secret secret) {
        if (secret.deletion.isPresent()) {
            remove(secret);
        }
    }

    private void remove(Secret secret) {
        if (byName.remove(secret.name, secret)) {
            secret.discard();
        }
    }

    static void restore(Secret secret) {
        secret.deletion.ifPresent(CloudTimer::cancel);
        secret.deletion = Optional.empty();
        secret.deleted = null;
    }

    Instant now() {
        return clock.instant();
    }

    private String arn(String name) {
        return place.arn("secretsmanager", "secret:" + name);
    }

    /** The ARN by which policies know what a request names, there or not. */
    String resource(String id) {
        return find(id).map(secret -> secret.arn).orElseGet(() -> Arn.find(id).isPresent() ? id : arn(id));
    }

    /** The same for one that is still to be made: nobody knows its suffix. */
    String madeResource(String name) {
        return arn(name + "-" + "?".repeat(SUFFIX_LENGTH));
    }
}
