package ateliers.cloud.services.iam;

import ateliers.cloud.door.SystemTags;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Tag;

/** A role, user or group: what policies hang on. Guarded by the state's lock. */
class Entity {
    private final EntityKind kind;
    private final String path;
    private final String name;
    private final String id;
    private final String arn;
    private final Instant created;
    private final Map<String, Tag> tags = new LinkedHashMap<>();
    private final TreeMap<String, String> inline = new TreeMap<>();
    private final TreeSet<String> attached = new TreeSet<>();
    private String boundary;

    Entity(EntityKind kind, String account, String path, String name, String id, Instant created) {
        this.kind = kind;
        this.path = path;
        this.name = name;
        this.id = id;
        this.arn = "arn:aws:iam::" + account + ":" + kind.label() + path + name;
        this.created = created;
    }

    EntityKind kind() {
        return kind;
    }

    String path() {
        return path;
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    String arn() {
        return arn;
    }

    Instant created() {
        return created;
    }

    /** Inline policies by name. */
    TreeMap<String, String> inline() {
        return inline;
    }

    /** ARNs of attached managed policies. */
    TreeSet<String> attached() {
        return attached;
    }

    /** ARN of the permissions boundary or null. */
    String boundary() {
        return boundary;
    }

    void boundary(String policyArn) {
        boundary = policyArn;
    }

    AttachedPermissionsBoundary attachedBoundary() {
        return boundary == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType("Policy")
                        .permissionsBoundaryArn(boundary)
                        .build();
    }

    List<Tag> tags() {
        return List.copyOf(tags.values());
    }

    void tag(List<Tag> more) {
        Checks.tags(more, (int) tags.keySet().stream()
                .filter(key -> more.stream().noneMatch(tag -> tag.key().equals(key)))
                .count());
        more.forEach(tag -> tags.put(tag.key(), tag));
    }

    void untag(List<String> keys) {
        if (SystemTags.refused(keys)) {
            throw IamErrors.invalidInput("System tags cannot be added or removed by requester");
        }
        tags.keySet().removeAll(keys);
    }
}
