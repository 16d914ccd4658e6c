package ateliers.cloud.services.ses;

import ateliers.cloud.door.Door;
import ateliers.cloud.door.Payload;
import ateliers.cloud.door.Place;
import ateliers.cloud.door.Principal;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The configuration sets of one account, and their event destinations. */
final class ConfigurationSets {
    private final ConcurrentSkipListMap<String, ConfigurationSet> byName = new ConcurrentSkipListMap<>();
    private final Door door;
    private final Place place;

    ConfigurationSets(Door door, Place place) {
        this.door = door;
        this.place = place;
    }

    ConfigurationSet at(String name, SesErrors errors) {
        ConfigurationSet set = name == null ? null : byName.get(name);
        if (set == null) {
            throw errors.noConfigurationSet(name);
        }
        return set;
    }

    ConfigurationSet create(String name, SesErrors errors) {
        if (name == null || !name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw errors.parameter("Invalid configuration set name <" + name
                    + ">: only alphanumeric ASCII characters, '_', '-' are allowed, up to 64.");
        }
        ConfigurationSet set = new ConfigurationSet(name);
        if (byName.putIfAbsent(name, set) != null) {
            throw errors.configurationSetExists(name);
        }
        return set;
    }

    void delete(String name, SesErrors errors) {
        at(name, errors);
        byName.remove(name);
    }

    List<ConfigurationSet> all() {
        return List.copyOf(byName.values());
    }

    void add(ConfigurationSet set, ConfigurationSet.Destination destination, SesErrors errors) {
        probe(set, destination, errors);
        if (set.destinations.putIfAbsent(destination.name(), destination) != null) {
            throw errors.eventDestinationExists(destination.name(), set.name);
        }
    }

    void replace(ConfigurationSet set, ConfigurationSet.Destination destination, SesErrors errors) {
        if (!set.destinations.containsKey(destination.name())) {
            throw errors.noEventDestination(set.name);
        }
        probe(set, destination, errors);
        set.destinations.put(destination.name(), destination);
    }

    void remove(ConfigurationSet set, String destination, SesErrors errors) {
        if (destination == null || set.destinations.remove(destination) == null) {
            throw errors.noEventDestination(set.name);
        }
    }

    String arn(String name) {
        return place.arn("ses", "configuration-set/" + name);
    }

    /** Who publishes the events of a configuration set. */
    Principal publisher(ConfigurationSet set) {
        return Principal.service("ses.amazonaws.com", arn(set.name), place.account());
    }

    /** AWS publishes a first message to a topic, and refuses one that does not let it. */
    private void probe(ConfigurationSet set, ConfigurationSet.Destination destination, SesErrors errors) {
        if (destination.isBus()) {
            return;
        }
        try {
            door.targets()
                    .send(
                            publisher(set),
                            destination.target(),
                            Payload.of("Successfully validated SNS topic for Amazon SES event publishing."));
        } catch (AwsServiceException e) {
            throw errors.noTopic(destination.target());
        }
    }
}
