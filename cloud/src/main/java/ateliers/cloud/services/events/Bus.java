package ateliers.cloud.services.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An event bus with its rules. Guarded by {@link Buses}. */
final class Bus {
    static final String DEFAULT = "default";

    final String name;
    final String arn;
    final Instant created;
    final Map<String, EventRule> rules = new TreeMap<>();
    final Map<String, String> tags = new LinkedHashMap<>();
    Optional<ObjectNode> policy = Optional.empty();

    String description;
    Instant modified;

    Bus(String name, String arn, Instant created) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.modified = created;
    }

    /** The policy document; null where there is none. */
    String policyText() {
        return policy.map(ObjectNode::toString).orElse(null);
    }

    boolean isDefault() {
        return name.equals(DEFAULT);
    }
}
