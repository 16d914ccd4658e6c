package ateliers.cloud.services.scheduler;

import ateliers.cloud.door.Place;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The groups of an account and region. Whoever reads or changes what they hold does so {@link #locked}. */
final class Groups {
    private final Place place;
    private final Clock clock;
    private final Map<String, Group> byName = new TreeMap<>();

    Groups(Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
        create(Group.DEFAULT);
    }

    /** What work on the groups gives, which nothing else changes meanwhile. */
    synchronized <T> T locked(Supplier<T> work) {
        return work.get();
    }

    synchronized Group create(String name) {
        Group group = new Group(name, groupArn(name), clock.instant());
        if (byName.putIfAbsent(name, group) != null) {
            throw SchedulerErrors.conflict("Schedule group " + name + " already exists.");
        }
        return group;
    }

    synchronized void delete(Group group) {
        byName.remove(group.name);
    }

    /** @param name null for the default group */
    synchronized Group group(String name) {
        String asked = name(name);
        return Optional.ofNullable(byName.get(asked))
                .orElseThrow(() -> SchedulerErrors.notFound("Schedule group " + asked + " does not exist."));
    }

    synchronized Planned schedule(String group, String name) {
        Checks.constraints().present("name", name).require();
        return Optional.ofNullable(group(group).schedules.get(name))
                .orElseThrow(() -> SchedulerErrors.notFound("Schedule " + name + " does not exist."));
    }

    synchronized List<Group> all() {
        return List.copyOf(byName.values());
    }

    static String name(String group) {
        return group == null ? Group.DEFAULT : group;
    }

    String groupArn(String group) {
        return place.arn("scheduler", "schedule-group/" + name(group));
    }

    String scheduleArn(String group, String schedule) {
        return place.arn("scheduler", "schedule/" + name(group) + "/" + schedule);
    }

    Instant now() {
        return clock.instant();
    }
}
