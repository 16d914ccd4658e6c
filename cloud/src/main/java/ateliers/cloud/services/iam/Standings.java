package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Arn;
import ateliers.cloud.policy.Grants;
import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What identities may do: compiled when first asked for, as it is asked for at every call, and anew after each change. */
final class Standings {
    private final IamState state;
    private final Map<String, Standing> known = new ConcurrentHashMap<>();

    /** What an identity may do, and the tags it brings into conditions. */
    record Standing(String id, Grants grants, Map<String, String> tags) {
        static final Standing NONE = new Standing("", Grants.NONE, Map.of());
    }

    Standings(IamState state) {
        this.state = state;
    }

    /** To be called after every change: what was compiled is stale. */
    void forget() {
        known.clear();
    }

    /** What the role or user of this ARN may do: nothing unless it still exists with this id. */
    Standing of(EntityKind kind, String arn, String id) {
        Standing standing = known.get(arn);
        if (standing == null) {
            standing = fresh(kind, arn);
        }
        return standing.id().equals(id) ? standing : Standing.NONE;
    }

    private Standing fresh(EntityKind kind, String arn) {
        return state.read(() -> {
            Optional<Standing> fresh = state.find(kind, Arn.of(arn)).map(this::compile);
            fresh.ifPresent(standing -> known.put(arn, standing));
            return fresh.orElse(Standing.NONE);
        });
    }

    private Standing compile(Entity entity) {
        List<Policy> identity = new ArrayList<>(own(entity));
        if (entity instanceof UserEntity user) {
            user.groups().forEach(group -> identity.addAll(own(state.groups().get(group))));
        }
        Optional<Policy> boundary = Optional.ofNullable(entity.boundary())
                .flatMap(state::policy)
                .map(policy -> Policy.parse(policy.document(), PolicyKind.MANAGED));
        return new Standing(
                entity.id(),
                new Grants(identity, boundary, List.of()),
                Map.copyOf(Tags.values(entity.tags().list())));
    }

    private List<Policy> own(Entity entity) {
        List<Policy> all = new ArrayList<>();
        entity.inline().values().forEach(document -> all.add(Policy.parse(document, PolicyKind.INLINE)));
        entity.attached().stream()
                .flatMap(arn -> state.policy(arn).stream())
                .forEach(policy -> all.add(Policy.parse(policy.document(), PolicyKind.MANAGED)));
        return all;
    }
}
