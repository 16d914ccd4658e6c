package ateliers.cloud.door;

import java.util.Optional;

/** Decides whether a principal may do something. IAM implements it; until then only the root user may do anything. */
@FunctionalInterface
public interface Authorizer {
    /**
     * Decides.
     *
     * @param context of the call, with the principal and request-wide condition keys
     * @param resourcePolicy the policy document of the need's resource, if it has one
     */
    Verdict decide(CallContext context, Need need, Optional<String> resourcePolicy);

    /**
     * The decision.
     *
     * @param message AWS's denial text; empty when allowed
     */
    record Verdict(boolean allowed, String message) {
        public static final Verdict ALLOWED = new Verdict(true, "");

        public static Verdict denied(String message) {
            return new Verdict(false, message);
        }
    }

    /** Allows the root user everything and everybody else nothing. */
    Authorizer ROOT_ONLY = (context, need, policy) -> context.principal() instanceof Principal.Root
            ? Verdict.ALLOWED
            : Verdict.denied("User: " + context.principal().arn() + " is not authorized to perform: " + need.action()
                    + " on resource: " + need.resource() + " because no identity-based policy allows the "
                    + need.action() + " action");
}
