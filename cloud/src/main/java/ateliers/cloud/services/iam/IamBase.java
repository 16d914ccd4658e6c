package ateliers.cloud.services.iam;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.policy.ManagedPolicies;
import ateliers.cloud.policy.PolicyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** What the groups of operations share: the state under its lock, and policies on roles, users and groups alike. */
abstract class IamBase implements IamClient {
    private final ServiceContext cloud;
    private final IamState state;

    IamBase(ServiceContext cloud, IamState state) {
        this.cloud = cloud;
        this.state = state;
    }

    final ServiceContext cloud() {
        return cloud;
    }

    final IamState state() {
        return state;
    }

    final String account() {
        return cloud.place().account();
    }

    final Instant now() {
        return cloud.clock().instant();
    }

    final String newId(String prefix) {
        return cloud.credentials().randomId(prefix, 17);
    }

    final <T> T read(Supplier<T> work) {
        synchronized (state) {
            return work.get();
        }
    }

    final <T> T change(Supplier<T> work) {
        synchronized (state) {
            try {
                return work.get();
            } finally {
                state.changed();
            }
        }
    }

    final void putInline(Entity entity, String policyName, String document) {
        Checks.name(policyName, "policyName", 128);
        Documents.parse(document, PolicyKind.INLINE);
        int others = entity.inline().entrySet().stream()
                .filter(e -> !e.getKey().equals(policyName))
                .mapToInt(e -> Documents.size(e.getValue()))
                .sum();
        int max = entity.kind().maxInline();
        if (others + Documents.size(document) > max) {
            throw IamErrors.limitExceeded("Maximum policy size of " + max + " bytes exceeded for "
                    + entity.kind().label() + " " + entity.name());
        }
        entity.inline().put(policyName, document);
    }

    final String getInline(Entity entity, String policyName) {
        String document = entity.inline().get(policyName);
        if (document == null) {
            throw noInline(entity, policyName);
        }
        return Documents.encoded(document);
    }

    final void deleteInline(Entity entity, String policyName) {
        if (entity.inline().remove(policyName) == null) {
            throw noInline(entity, policyName);
        }
    }

    private static RuntimeException noInline(Entity entity, String policyName) {
        return IamErrors.noSuchEntity(
                "The " + entity.kind().label() + " policy with name " + policyName + " cannot be found.");
    }

    final void attach(Entity entity, String policyArn) {
        attachable(policyArn, "Policy " + policyArn + " does not exist or is not attachable.");
        int max = entity.kind().maxAttached();
        if (!entity.attached().contains(policyArn) && entity.attached().size() >= max) {
            throw IamErrors.limitExceeded(
                    "Cannot exceed quota for PoliciesPer" + entity.kind().capital() + ": " + max);
        }
        entity.attached().add(policyArn);
    }

    final void detach(Entity entity, String policyArn) {
        if (!entity.attached().remove(policyArn)) {
            throw IamErrors.noSuchEntity("Policy " + policyArn + " was not found.");
        }
    }

    final List<AttachedPolicy> attached(Entity entity, String pathPrefix) {
        List<AttachedPolicy> attached = new ArrayList<>();
        for (String arn : entity.attached()) {
            PolicyEntity policy = state.policy(arn).orElseThrow();
            if (policy.path().startsWith(pathPrefix == null ? "/" : pathPrefix)) {
                attached.add(AttachedPolicy.builder()
                        .policyArn(arn)
                        .policyName(policy.name())
                        .build());
            }
        }
        return attached;
    }

    final void putBoundary(Entity entity, String policyArn) {
        if (policyArn != null) {
            attachable(policyArn, "Scope ARN: " + policyArn + " does not exist or is not attachable.");
        }
        entity.boundary(policyArn);
    }

    final void deleteBoundary(Entity entity) {
        if (entity.boundary() == null) {
            throw IamErrors.noSuchEntity(
                    entity.kind().capital() + " " + entity.name() + " does not have a permissions boundary attached.");
        }
        entity.boundary(null);
    }

    private void attachable(String policyArn, String refusal) {
        if (policyArn == null || !policyArn.matches("arn:aws:iam::(\\d{12}|aws):policy/.+")) {
            throw IamErrors.invalidInput("ARN " + policyArn + " is not valid.");
        }
        if (state.policy(policyArn).isEmpty()) {
            requireKnown(policyArn);
            throw IamErrors.noSuchEntity(refusal);
        }
    }

    /** A policy that AWS has and whose content we lack is our gap, no mistake of the caller. */
    static void requireKnown(String policyArn) {
        if (ManagedPolicies.isKnownWithoutContent(policyArn)) {
            throw new Unsupported("iam: the content of the AWS managed policy " + policyArn);
        }
    }

    /** Refuses the deletion of what is still in use, in IAM's order. */
    static void requireBare(Entity entity) {
        if (!entity.inline().isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must delete policies first.");
        }
        if (!entity.attached().isEmpty()) {
            throw IamErrors.deleteConflict("Cannot delete entity, must detach all policies first.");
        }
    }

    /** The user of that name, or the calling user when there is no name. */
    final UserEntity user(String name) {
        if (name != null) {
            return (UserEntity) state.entity(EntityKind.USER, name);
        }
        if (CallContext.caller() instanceof Principal.User caller) {
            return (UserEntity) state.entity(EntityKind.USER, caller.name());
        }
        throw IamErrors.validation("Must specify userName when calling with non-User credentials");
    }

    @Override
    public final String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public final void close() {
        // Nothing runs here.
    }
}
