package ateliers.cloud.services.iam;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.policy.ManagedPolicies;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Everything of the account's IAM. One lock guards it: operations read and change it inside. */
final class IamState {
    private static final int ID_LENGTH = 17;

    private final Map<String, RoleEntity> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, UserEntity> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Entity> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, InstanceProfileEntity> profiles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, PolicyEntity> policies = new TreeMap<>();
    private final Map<String, PolicyEntity> awsPolicies = new HashMap<>();
    private final ServiceContext cloud;
    private final Standings standings = new Standings(this);

    IamState(ServiceContext cloud) {
        this.cloud = cloud;
    }

    /** Looks at the state under its lock. */
    synchronized <T> T read(Supplier<T> work) {
        return work.get();
    }

    /** Changes the state under its lock. */
    synchronized <T> T change(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            standings.forget();
        }
    }

    /** What identities may do. */
    Standings standings() {
        return standings;
    }

    String account() {
        return cloud.place().account();
    }

    Instant now() {
        return cloud.clock().instant();
    }

    /** @param prefix as {@code AROA} for roles */
    String newId(String prefix) {
        return cloud.credentials().randomId(prefix, ID_LENGTH);
    }

    /** @param resource as {@code role/name} */
    String arn(String resource) {
        return cloud.place().globalArn("iam", resource);
    }

    Map<String, RoleEntity> roles() {
        return roles;
    }

    Map<String, UserEntity> users() {
        return users;
    }

    Map<String, Entity> groups() {
        return groups;
    }

    Map<String, InstanceProfileEntity> profiles() {
        return profiles;
    }

    /** The account's own managed policies by ARN. */
    Map<String, PolicyEntity> policies() {
        return policies;
    }

    /** The role of that name, or IAM's refusal. */
    RoleEntity role(String name) {
        return (RoleEntity) entity(EntityKind.ROLE, name);
    }

    /** The user of that name, or IAM's refusal. */
    UserEntity user(String name) {
        return (UserEntity) entity(EntityKind.USER, name);
    }

    /** The user of that name, or the calling user when there is no name. */
    UserEntity userOrCaller(String name) {
        if (name != null) {
            return user(name);
        }
        if (CallContext.caller() instanceof Principal.User caller) {
            return user(caller.name());
        }
        throw IamErrors.validation("Must specify userName when calling with non-User credentials");
    }

    /** The group of that name, or IAM's refusal. */
    Entity group(String name) {
        return entity(EntityKind.GROUP, name);
    }

    private Entity entity(EntityKind kind, String name) {
        return find(kind, Checks.name(name, kind.member(), 128))
                .orElseThrow(() ->
                        IamErrors.noSuchEntity("The " + kind.label() + " with name " + name + " cannot be found."));
    }

    synchronized Optional<Entity> find(EntityKind kind, String name) {
        Map<String, ? extends Entity> all = switch (kind) {
            case ROLE -> roles;
            case USER -> users;
            case GROUP -> groups;
        };
        return Optional.ofNullable(all.get(name));
    }

    /** The role, user or group of exactly this ARN. */
    Optional<Entity> find(EntityKind kind, Arn arn) {
        return find(kind, arn.name()).filter(entity -> entity.arn().equals(arn.toString()));
    }

    /** The trust policy of the role of this ARN. */
    synchronized Optional<String> trust(String roleArn) {
        return find(EntityKind.ROLE, Arn.of(roleArn)).map(role -> ((RoleEntity) role).trust());
    }

    /** The tags of the role, user or policy of this ARN. */
    synchronized Map<String, String> tags(String arn) {
        Optional<Tags> tags = Optional.ofNullable(policies.get(arn)).map(PolicyEntity::tags);
        for (EntityKind kind : List.of(EntityKind.ROLE, EntityKind.USER)) {
            tags = tags.or(() -> find(kind, Arn.of(arn)).map(Entity::tags));
        }
        return tags.map(found -> Tags.values(found.list())).orElse(Map.of());
    }

    synchronized Optional<InstanceProfileEntity> profile(String name) {
        return Optional.ofNullable(profiles.get(name));
    }

    /** A policy of the account or of AWS. */
    synchronized Optional<PolicyEntity> policy(String arn) {
        PolicyEntity own = policies.get(arn);
        if (own != null || !arn.startsWith(ManagedPolicies.ARN_PREFIX)) {
            return Optional.ofNullable(own);
        }
        ManagedPolicies.find(arn)
                .ifPresent(policy -> awsPolicies.computeIfAbsent(
                        arn,
                        key -> new PolicyEntity(
                                arn,
                                "ANPA" + String.format(Locale.ROOT, "%017X", arn.hashCode() & 0xffff_ffffL),
                                null,
                                policy.created(),
                                Integer.parseInt(policy.version().substring(1)),
                                policy.document())));
        return Optional.ofNullable(awsPolicies.get(arn));
    }
}
