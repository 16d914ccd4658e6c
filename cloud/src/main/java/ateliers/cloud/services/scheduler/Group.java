package ateliers.cloud.services.scheduler;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A group of schedules. Guarded by {@link Groups}. */
final class Group {
    static final String DEFAULT = "default";

    final String name;
    final String arn;
    final Instant created;
    final Map<String, String> tags = new LinkedHashMap<>();
    final Map<String, Planned> schedules = new TreeMap<>();

    Group(String name, String arn, Instant created) {
        this.name = name;
        this.arn = arn;
        this.created = created;
    }
}
