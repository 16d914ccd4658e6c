package ateliers.cloud.services.iam;

import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.ManagedPolicies;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Everything of the account's IAM. One lock guards it; what the authoriser reads is compiled once per change. */
final class IamState {
    private final Map<String, RoleEntity> roles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, UserEntity> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Entity> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, InstanceProfileEntity> profiles = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, PolicyEntity> policies = new TreeMap<>();
    private final Map<String, PolicyEntity> awsPolicies = new HashMap<>();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    /** What an identity may do, and the tags it brings into conditions. */
    record Standing(String id, Grants grants, Map<String, String> tags) {}

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

    /** To be called after every change: what was compiled is stale. */
    void changed() {
        standings.clear();
    }

    /** The role, user or group of that name. */
    Entity entity(EntityKind kind, String name) {
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

    /** What the role of this ARN may do, if it still exists with this id. */
    Optional<Standing> roleStanding(String roleArn, String roleId) {
        return standing(roleArn, EntityKind.ROLE)
                .filter(standing -> standing.id().equals(roleId));
    }

    /** What the user of this ARN may do, if it still exists with this id. */
    Optional<Standing> userStanding(String userArn, String userId) {
        return standing(userArn, EntityKind.USER)
                .filter(standing -> standing.id().equals(userId));
    }

    private Optional<Standing> standing(String arn, EntityKind kind) {
        Standing known = standings.get(arn);
        if (known != null) {
            return Optional.of(known);
        }
        synchronized (this) {
            String name = arn.substring(arn.lastIndexOf('/') + 1);
            Entity entity = kind == EntityKind.ROLE ? roles.get(name) : users.get(name);
            if (entity == null || !entity.arn().equals(arn)) {
                return Optional.empty();
            }
            Standing fresh = compile(entity);
            standings.put(arn, fresh);
            return Optional.of(fresh);
        }
    }

    private Standing compile(Entity entity) {
        List<Policy> identity = new ArrayList<>(own(entity));
        if (entity instanceof UserEntity user) {
            user.groups().forEach(group -> identity.addAll(own(groups.get(group))));
        }
        Optional<Policy> boundary = Optional.ofNullable(entity.boundary())
                .flatMap(this::policy)
                .map(policy -> Policy.parse(policy.document(), PolicyKind.MANAGED));
        Map<String, String> tags = new HashMap<>();
        entity.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return new Standing(entity.id(), new Grants(identity, boundary, List.of()), Map.copyOf(tags));
    }

    private List<Policy> own(Entity entity) {
        List<Policy> all = new ArrayList<>();
        entity.inline().values().forEach(document -> all.add(Policy.parse(document, PolicyKind.INLINE)));
        entity.attached().stream()
                .flatMap(arn -> policy(arn).stream())
                .forEach(policy -> all.add(Policy.parse(policy.document(), PolicyKind.MANAGED)));
        return all;
    }

    /** The trust policy of the role of this ARN. */
    synchronized Optional<String> trust(String roleArn) {
        return Optional.ofNullable(roles.get(roleArn.substring(roleArn.lastIndexOf('/') + 1)))
                .filter(role -> role.arn().equals(roleArn))
                .map(RoleEntity::trust);
    }

    /** How many identities a policy is attached to, or is the boundary of. */
    synchronized long uses(String policyArn, boolean asBoundary) {
        return List.of(roles.values(), users.values(), groups.values()).stream()
                .flatMap(Collection::stream)
                .filter(entity -> asBoundary
                        ? policyArn.equals(entity.boundary())
                        : entity.attached().contains(policyArn))
                .count();
    }
}
