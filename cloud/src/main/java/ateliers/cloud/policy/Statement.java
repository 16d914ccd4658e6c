package ateliers.cloud.policy;

import java.util.List;
import java.util.Optional;

/** One statement, compiled. Of each pair of an element and its {@code Not} twin at most one is present. */
record Statement(
        Optional<String> sid,
        Effect effect,
        Optional<Principals> principals,
        boolean notPrincipal,
        List<Glob> actions,
        boolean notAction,
        List<ArnPattern> resources,
        boolean notResource,
        List<Condition> conditions) {

    /** Whether action, resource and condition fit; who asks is not looked at. */
    boolean covers(AccessRequest request) {
        return coversAction(request.action())
                && coversResource(request)
                && conditions.stream().allMatch(condition -> condition.holds(request.context()));
    }

    private boolean coversAction(String action) {
        for (Glob glob : actions) {
            if (glob.matches(action, true)) {
                return !notAction;
            }
        }
        return notAction;
    }

    private boolean coversResource(AccessRequest request) {
        // A trust policy has no resource: it stands for the role it hangs on.
        if (resources.isEmpty()) {
            return true;
        }
        for (ArnPattern pattern : resources) {
            if (pattern.matches(request.resource(), request.context())) {
                return !notResource;
            }
        }
        return notResource;
    }

    /** How a policy of a resource reaches the caller with this statement. */
    Principals.Reach reaches(Caller caller) {
        if (principals.isEmpty()) {
            return Principals.Reach.NOT;
        }
        if (notPrincipal) {
            return principals.get().excepts(caller) ? Principals.Reach.NOT : Principals.Reach.DIRECT;
        }
        return principals.get().reaches(caller);
    }
}
