package ateliers.cloud.services.iam;

import ateliers.cloud.policy.PolicyKind;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;

/** A role, user or group: what policies hang on. Guarded by the state's lock. */
class Entity {
    private final EntityKind kind;
    private final String path;
    private final String name;
    private final String id;
    private final String arn;
    private final Instant created;
    private final Tags tags = new Tags();
    private final TreeMap<String, String> inline = new TreeMap<>();
    private final TreeSet<String> attached = new TreeSet<>();
    private String boundary;

    /** @param state where it is going to be */
    Entity(EntityKind kind, String path, String name, IamState state) {
        this.kind = kind;
        this.path = path;
        this.name = name;
        this.id = state.newId(kind.idPrefix());
        this.arn = state.arn(kind.label() + path + name);
        this.created = state.now();
    }

    EntityKind kind() {
        return kind;
    }

    String path() {
        return path;
    }

    /** @param pathPrefix of the paths that a request asks for; null for all */
    boolean isUnder(String pathPrefix) {
        return path.startsWith(pathPrefix == null ? "/" : pathPrefix);
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

    Tags tags() {
        return tags;
    }

    /** Inline policies by name. */
    TreeMap<String, String> inline() {
        return inline;
    }

    /** An inline policy as IAM answers with it: encoded. */
    String inline(String policyName) {
        String document = inline.get(policyName);
        if (document == null) {
            throw noInline(policyName);
        }
        return Documents.encoded(document);
    }

    void putInline(String policyName, String document) {
        Checks.name(policyName, "policyName", 128);
        Documents.parse(document, PolicyKind.INLINE);
        int others = inline.entrySet().stream()
                .filter(e -> !e.getKey().equals(policyName))
                .mapToInt(e -> Documents.size(e.getValue()))
                .sum();
        if (others + Documents.size(document) > kind.maxInline()) {
            throw IamErrors.limitExceeded(
                    "Maximum policy size of " + kind.maxInline() + " bytes exceeded for " + kind.label() + " " + name);
        }
        inline.put(policyName, document);
    }

    void deleteInline(String policyName) {
        if (inline.remove(policyName) == null) {
            throw noInline(policyName);
        }
    }

    private RuntimeException noInline(String policyName) {
        return IamErrors.noSuchEntity("The " + kind.label() + " policy with name " + policyName + " cannot be found.");
    }

    /** ARNs of attached managed policies. */
    TreeSet<String> attached() {
        return attached;
    }

    /** Refuses the deletion of what policies still hang on, in IAM's order. */
    void requireBare() {
        if (!inline.isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        if (!attached.isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
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
}
