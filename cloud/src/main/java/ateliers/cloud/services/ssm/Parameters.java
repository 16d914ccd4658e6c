package ateliers.cloud.services.ssm;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Room;
import ateliers.cloud.kit.Arn;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The parameters of an account and region, by their keys. Whoever reads or changes them does so {@link #locked}. */
final class Parameters {
    private final Place place;
    private final CloudClock clock;
    private final Map<String, StoredParameter> byKey = new HashMap<>();

    private final Room room;

    /** @param room for their values */
    Parameters(Place place, CloudClock clock, Room room) {
        this.place = place;
        this.clock = clock;
        this.room = room;
    }

    /** What work on the parameters gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** Puts a parameter's latest version, and makes the parameter where there is none of that name. */
    synchronized StoredParameter put(ParameterName name, ParameterVersion version) {
        StoredParameter parameter =
                find(name).orElseGet(() -> new StoredParameter(name.shown().orElseThrow(), arn(name.key())));
        parameter.requireRoomForAnother();
        room.take(version.size());
        parameter.add(version).ifPresent(oldest -> room.give(oldest.size()));
        byKey.put(name.key(), parameter);
        return parameter;
    }

    synchronized Optional<StoredParameter> find(ParameterName name) {
        return Optional.ofNullable(byKey.get(name.key()));
    }

    /** What a request names, which is not there when its ARN is another account's. */
    synchronized Optional<StoredParameter> find(String id) {
        return find(ParameterName.of(id))
                .filter(found -> Arn.find(id).map(arn -> isHere(arn)).orElse(true));
    }

    private boolean isHere(Arn arn) {
        return arn.service().equals("ssm")
                && arn.region().equals(place.region())
                && arn.account().equals(place.account());
    }

    synchronized StoredParameter get(String id) {
        return find(id).orElseThrow(SsmErrors::notFound);
    }

    /** The tags of the parameter with this ARN. */
    synchronized Map<String, String> tags(String arn) {
        return Optional.ofNullable(byKey.get(ParameterName.keyOf(arn)))
                .map(parameter -> Map.copyOf(parameter.tags))
                .orElse(Map.of());
    }

    /** In the order of their names. */
    synchronized List<StoredParameter> all() {
        return byKey.values().stream()
                .sorted(Comparator.comparing(parameter -> parameter.name))
                .toList();
    }

    synchronized void remove(StoredParameter parameter) {
        if (byKey.values().remove(parameter)) {
            parameter.history().forEach(version -> room.give(version.size()));
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** The ARN by which policies know what a request names, there or not. */
    String resource(String id) {
        return arn(ParameterName.keyOf(id));
    }

    private String arn(String key) {
        return place.arn("ssm", "parameter" + ParameterName.path(key));
    }
}
