package ateliers.cloud.policy;

import ateliers.cloud.policy.Principals.Reach;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Decides requests as
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">IAM
 * does</a>: an explicit deny anywhere wins; within an account the caller's policies or the resource's may allow; between
 * accounts both must; boundary and session policies limit what the caller's policies give.
 */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Decides an ordinary request.
     *
     * @param request the question
     * @param grants the caller's policies; of no meaning for services and anonymous callers
     * @param resourcePolicy the policy of the resource, when it has one
     */
    public static Decision decide(AccessRequest request, Grants grants, Optional<Policy> resourcePolicy) {
        return decide(request, grants, resourcePolicy, PolicyType.RESOURCE);
    }

    /**
     * Decides whether a role may be assumed: as {@link #decide} with the role's trust policy, which must allow even
     * within one account.
     */
    public static Decision trust(AccessRequest request, Grants grants, Policy trustPolicy) {
        return decide(request, grants, Optional.of(trustPolicy), PolicyType.TRUST);
    }

    private static Decision decide(
            AccessRequest request, Grants grants, Optional<Policy> resourcePolicy, PolicyType resourceType) {
        Optional<Decision> denied = explicitDeny(request, grants, resourcePolicy, resourceType);
        if (denied.isPresent()) {
            return denied.get();
        }
        Reach reach = resourcePolicy.map(policy -> reach(policy, request)).orElse(Reach.NOT);
        return switch (request.caller().kind()) {
            case SERVICE, ANONYMOUS ->
                reach == Reach.NOT ? Decision.implicit(resourceType) : Decision.allowed(resourceType);
            case ROOT -> ofRoot(request, reach, resourceType);
            case USER, SESSION -> ofIdentity(request, grants, reach, resourceType);
        };
    }

    private static Decision ofRoot(AccessRequest request, Reach reach, PolicyType resourceType) {
        // The root user cannot assume roles, and has everything else in its own account.
        boolean own = request.caller().account().equals(request.account()) && resourceType != PolicyType.TRUST;
        return own || reach != Reach.NOT && resourceType != PolicyType.TRUST
                ? Decision.allowed(own ? PolicyType.IDENTITY : resourceType)
                : Decision.implicit(resourceType);
    }

    private static Decision ofIdentity(AccessRequest request, Grants grants, Reach reach, PolicyType resourceType) {
        boolean sameAccount = request.caller().account().equals(request.account());
        if (sameAccount && reach == Reach.DIRECT) {
            return Decision.allowed(resourceType);
        }
        if (reach == Reach.NOT && (!sameAccount || resourceType == PolicyType.TRUST)) {
            return Decision.implicit(resourceType);
        }
        if (!(sameAccount && reach == Reach.ROLE) && !allows(grants.identity(), request)) {
            return Decision.implicit(PolicyType.IDENTITY);
        }
        if (grants.boundary().isPresent() && !allows(List.of(grants.boundary().get()), request)) {
            return Decision.implicit(PolicyType.BOUNDARY);
        }
        if (!grants.session().isEmpty() && !allows(grants.session(), request)) {
            return Decision.implicit(PolicyType.SESSION);
        }
        return Decision.allowed(sameAccount && reach == Reach.ROLE ? resourceType : PolicyType.IDENTITY);
    }

    private static Optional<Decision> explicitDeny(
            AccessRequest request, Grants grants, Optional<Policy> resourcePolicy, PolicyType resourceType) {
        if (denies(grants.identity(), request)) {
            return Optional.of(Decision.explicit(PolicyType.IDENTITY));
        }
        if (resourcePolicy.isPresent()
                && deniesCaller(resourcePolicy.get(), request, grants.boundary().isPresent())) {
            return Optional.of(Decision.explicit(resourceType));
        }
        if (grants.boundary().isPresent() && denies(List.of(grants.boundary().get()), request)) {
            return Optional.of(Decision.explicit(PolicyType.BOUNDARY));
        }
        return denies(grants.session(), request)
                ? Optional.of(Decision.explicit(PolicyType.SESSION))
                : Optional.empty();
    }

    private static boolean denies(Collection<Policy> policies, AccessRequest request) {
        return any(policies, Effect.DENY, request);
    }

    private static boolean allows(Collection<Policy> policies, AccessRequest request) {
        return any(policies, Effect.ALLOW, request);
    }

    private static boolean any(Collection<Policy> policies, Effect effect, AccessRequest request) {
        for (Policy policy : policies) {
            for (Statement statement : policy.statements()) {
                if (statement.effect() == effect && statement.covers(request)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Whether a resource's policy denies the caller. One who has a permissions boundary is in no {@code NotPrincipal}.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
     */
    private static boolean deniesCaller(Policy policy, AccessRequest request, boolean bounded) {
        for (Statement statement : policy.statements()) {
            if (statement.effect() == Effect.DENY
                    && (bounded && statement.notPrincipal() || statement.reaches(request.caller()) != Reach.NOT)
                    && statement.covers(request)) {
                return true;
            }
        }
        return false;
    }

    private static Reach reach(Policy policy, AccessRequest request) {
        Reach furthest = Reach.NOT;
        for (Statement statement : policy.statements()) {
            if (statement.effect() == Effect.ALLOW) {
                Reach reach = statement.reaches(request.caller());
                if (reach.compareTo(furthest) > 0 && statement.covers(request)) {
                    furthest = reach;
                }
            }
        }
        return furthest;
    }
}
