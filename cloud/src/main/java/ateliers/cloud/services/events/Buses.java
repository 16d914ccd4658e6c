package ateliers.cloud.services.events;

import ateliers.cloud.door.Place;
import ateliers.cloud.kit.Arn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The buses of an account and region. Whoever reads or changes what they hold does so {@link #locked}. */
final class Buses {
    private final Place place;
    private final Clock clock;
    private final Map<String, Bus> byName = new TreeMap<>();

    Buses(Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
        create(Bus.DEFAULT);
    }

    /** What work on the buses gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    /** The same, where it gives nothing. */
    synchronized void locked(Runnable work) {
        work.run();
    }

    synchronized Bus create(String name) {
        Bus bus = new Bus(name, place.arn("events", "event-bus/" + name), clock.instant());
        if (byName.putIfAbsent(name, bus) != null) {
            throw EventsErrors.busExists(name);
        }
        return bus;
    }

    synchronized void delete(String name) {
        byName.remove(name);
    }

    synchronized Optional<Bus> find(String nameOrArn) {
        return Optional.ofNullable(byName.get(name(nameOrArn)));
    }

    /** @param nameOrArn null for the default bus */
    synchronized Bus get(String nameOrArn) {
        return find(nameOrArn).orElseThrow(() -> EventsErrors.noBus(name(nameOrArn)));
    }

    /** The tags of the bus or rule with this ARN. */
    synchronized Map<String, String> tags(String arn) {
        Optional<Arn> named = Arn.find(arn);
        String id = named.map(Arn::id).orElse("");
        if (named.filter(resource -> resource.type().equals("event-bus")).isPresent()) {
            return find(id).map(bus -> Map.copyOf(bus.tags)).orElse(Map.of());
        }
        int slash = id.lastIndexOf('/');
        return find(slash < 0 ? Bus.DEFAULT : id.substring(0, slash))
                .map(bus -> bus.rules.get(id.substring(slash + 1)))
                .map(rule -> Map.copyOf(rule.tags))
                .orElse(Map.of());
    }

    synchronized EventRule rule(String bus, String name) {
        Checks.constraints().present("name", name).require();
        Bus found = get(bus);
        return Optional.ofNullable(found.rules.get(name)).orElseThrow(() -> EventsErrors.noRule(name, found.name));
    }

    synchronized List<Bus> all() {
        return List.copyOf(byName.values());
    }

    Instant now() {
        return clock.instant();
    }

    /** The name that a request means by a bus's name or ARN. */
    static String name(String nameOrArn) {
        return nameOrArn == null
                ? Bus.DEFAULT
                : Arn.find(nameOrArn).map(Arn::id).orElse(nameOrArn);
    }

    String busArn(String nameOrArn) {
        return arn(nameOrArn, "event-bus/" + name(nameOrArn));
    }

    /** Of the account of the bus, which an ARN may name. */
    private String arn(String bus, String resource) {
        String account = Optional.ofNullable(bus)
                .flatMap(Arn::find)
                .map(Arn::account)
                .filter(named -> !named.isEmpty())
                .orElse(place.account());
        return "arn:aws:events:" + place.region() + ":" + account + ":" + resource;
    }

    /** Rules of the default bus are named without it. */
    String ruleArn(String bus, String rule) {
        String name = name(bus);
        return arn(bus, "rule/" + (name.equals(Bus.DEFAULT) ? "" : name + "/") + rule);
    }
}
