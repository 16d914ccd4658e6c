package ateliers.cloud.services.ses;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A configuration set: what happens to mails that are sent with its name is told to its event destinations. */
final class ConfigurationSet {
    final String name;
    final Map<String, String> tags = new ConcurrentHashMap<>();
    final ConcurrentSkipListMap<String, Destination> destinations = new ConcurrentSkipListMap<>();

    ConfigurationSet(String name) {
        this.name = name;
    }

    /**
     * Where events go.
     *
     * @param target ARN of a topic, or of an event bus
     */
    record Destination(String name, boolean enabled, Set<EventType> types, String target) {
        boolean isBus() {
            return target.contains(":event-bus/");
        }

        boolean wants(EventType type) {
            return enabled && types.contains(type);
        }
    }
}
