package ateliers.cloud.services.logs;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Room;
import ateliers.cloud.kit.Arn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilter;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;

/** Groups, their streams and their events. */
final class LogStore {
    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();
    private final Place place;
    private final CloudClock clock;
    private final Room room;

    /** @param room for the events */
    LogStore(Place place, CloudClock clock, Room room) {
        this.place = place;
        this.clock = clock;
        this.room = room;
    }

    Room room() {
        return room;
    }

    /** The tags of the group that an ARN is of, or of one of its streams. */
    Map<String, String> tags(String arn) {
        return Arn.find(arn)
                .map(Arn::parts)
                .filter(parts -> parts.size() > 1 && parts.get(0).equals("log-group"))
                .map(parts -> groups.get(parts.get(1)))
                .map(group -> Map.copyOf(group.tags))
                .orElse(Map.of());
    }

    /** Cloud time in milliseconds. */
    long now() {
        return clock.instant().toEpochMilli();
    }

    /** A log group. */
    static final class Group {
        final String name;
        final String arn;
        final long created;
        final Map<String, Stream> streams = new ConcurrentSkipListMap<>();
        final Map<String, String> tags = new ConcurrentSkipListMap<>();
        final Map<String, Filtering<MetricFilter>> metricFilters = new ConcurrentSkipListMap<>();
        final Map<String, Filtering<SubscriptionFilter>> subscriptions = new ConcurrentSkipListMap<>();
        volatile Optional<Integer> retentionDays = Optional.empty();

        Group(String name, String arn, long created) {
            this.name = name;
            this.arn = arn;
            this.created = created;
        }

        /** When the oldest events were written that are still kept. */
        long oldest(long now) {
            return retentionDays
                    .map(days -> now - Duration.ofDays(days).toMillis())
                    .orElse(Long.MIN_VALUE);
        }

        /** The events of a stream from one time up to another; null stands for no bound. What is too old goes for good. */
        List<Event> events(Stream stream, Long from, Long to, long now) {
            return stream.between(oldest(now), from, to);
        }

        Stream stream(String streamName) {
            Stream stream = streamName == null ? null : streams.get(streamName);
            if (stream == null) {
                throw LogsErrors.noStream();
            }
            return stream;
        }
    }

    /**
     * A stored event.
     *
     * @param id rises with the order of arrival
     * @param timestamp milliseconds, as the writer said
     * @param ingested milliseconds
     */
    record Event(long id, String stream, long timestamp, long ingested, String message) {
        /** What stands beside the text of an event, and texts of one byte a character, as most are. */
        private static final int OVERHEAD = 100;

        /** What it takes here, about, in bytes. */
        long size() {
            return size(message);
        }

        static long size(String message) {
            return message.length() + OVERHEAD;
        }
    }

    /** A log stream: events by their timestamps, and of equal ones by arrival. */
    static final class Stream {
        final String name;
        final long created;
        private final List<Event> events = new ArrayList<>();
        private final Room room;

        Stream(String name, long created, Room room) {
            this.name = name;
            this.created = created;
            this.room = room;
        }

        /** It is gone, with its events. */
        synchronized void discard() {
            events.forEach(event -> room.give(event.size()));
            events.clear();
        }

        /** @return what was added */
        synchronized List<Event> add(List<InputLogEvent> added, long now, long firstId) {
            room.take(added.stream()
                    .mapToLong(event -> Event.size(event.message()))
                    .sum());
            long id = firstId;
            boolean sorted = true;
            List<Event> made = new ArrayList<>();
            for (InputLogEvent event : added) {
                sorted &= events.isEmpty() || events.get(events.size() - 1).timestamp() <= event.timestamp();
                made.add(new Event(id++, name, event.timestamp(), now, event.message()));
                events.add(made.get(made.size() - 1));
            }
            if (!sorted) {
                events.sort(Comparator.comparingLong(Event::timestamp).thenComparingLong(Event::id));
            }
            return made;
        }

        private synchronized List<Event> between(long oldest, Long from, Long to) {
            events.removeIf(e -> {
                boolean old = e.timestamp() < oldest;
                if (old) {
                    room.give(e.size());
                }
                return old;
            });
            return events.stream()
                    .filter(e -> (from == null || e.timestamp() >= from) && (to == null || e.timestamp() < to))
                    .toList();
        }
    }

    Group create(String name) {
        Group group = new Group(name, place.arn("logs", "log-group:" + name), now());
        if (groups.putIfAbsent(name, group) != null) {
            throw LogsErrors.exists("group");
        }
        return group;
    }

    Group get(String name) {
        Group group = name == null ? null : groups.get(name);
        if (group == null) {
            throw LogsErrors.noGroup();
        }
        return group;
    }

    void delete(String name) {
        Group group = groups.remove(name);
        if (group == null) {
            throw LogsErrors.noGroup();
        }
        group.streams.values().forEach(Stream::discard);
    }

    List<Group> all() {
        return List.copyOf(groups.values());
    }
}
