package ateliers.cloud.services.iam;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.policy.ManagedPolicies;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/** Managed policies on roles, users and groups: attached, or as their boundary. */
record AttachedPolicies(IamState state) {
    void attach(Entity entity, String policyArn) {
        requireAttachable(policyArn, "Policy " + policyArn + " does not exist or is not attachable.");
        int max = entity.kind().maxAttached();
        if (!entity.attached().contains(policyArn) && entity.attached().size() >= max) {
            throw IamErrors.limitExceeded(
                    "Cannot exceed quota for PoliciesPer" + entity.kind().capital() + ": " + max);
        }
        entity.attached().add(policyArn);
    }

    void detach(Entity entity, String policyArn) {
        if (!entity.attached().remove(policyArn)) {
            throw IamErrors.noSuchEntity("Policy " + policyArn + " was not found.");
        }
    }

    /** @param pathPrefix null for all */
    List<AttachedPolicy> list(Entity entity, String pathPrefix) {
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

    /** @param policyArn null for none */
    void putBoundary(Entity entity, String policyArn) {
        if (policyArn != null) {
            requireAttachable(policyArn, "Scope ARN: " + policyArn + " does not exist or is not attachable.");
        }
        entity.boundary(policyArn);
    }

    void deleteBoundary(Entity entity) {
        if (entity.boundary() == null) {
            throw IamErrors.noSuchEntity(
                    entity.kind().capital() + " " + entity.name() + " does not have a permissions boundary attached.");
        }
        entity.boundary(null);
    }

    private void requireAttachable(String policyArn, String refusal) {
        if (policyArn != null && Arn.find(policyArn).isEmpty()) {
            throw IamErrors.validation("Invalid ARN:  Could not be parsed!");
        }
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
}
