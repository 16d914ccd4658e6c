package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Arn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The alarms of an account and region. Whoever reads or changes what they hold does so {@link #locked}. */
final class Alarms {
    private final Place place;
    private final Map<String, Alarm> byName = new TreeMap<>();

    Alarms(Place place) {
        this.place = place;
    }

    /** What work on the alarms gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    synchronized Optional<Alarm> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** By name or ARN, as rules of composite alarms have it. */
    synchronized Optional<Alarm> named(String nameOrArn) {
        return find(Arn.find(nameOrArn).map(Arn::id).orElse(nameOrArn));
    }

    synchronized List<Alarm> all() {
        return List.copyOf(byName.values());
    }

    synchronized <A extends Alarm> List<A> all(Class<A> type) {
        return byName.values().stream().filter(type::isInstance).map(type::cast).toList();
    }

    synchronized void put(Alarm alarm) {
        byName.put(alarm.name, alarm);
    }

    synchronized void delete(String name) {
        byName.remove(name);
    }

    synchronized boolean isEmpty() {
        return byName.isEmpty();
    }

    String arn(String name) {
        return place.arn("cloudwatch", "alarm:" + name);
    }
}
