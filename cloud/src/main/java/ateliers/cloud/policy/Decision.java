package ateliers.cloud.policy;

/**
 * The answer to one request.
 *
 * @param outcome what was decided
 * @param by the kind of policy that decided
 */
public record Decision(Outcome outcome, PolicyType by) {

    /** The three answers. */
    public enum Outcome {
        ALLOWED,
        EXPLICITLY_DENIED,
        IMPLICITLY_DENIED
    }

    static Decision allowed(PolicyType by) {
        return new Decision(Outcome.ALLOWED, by);
    }

    static Decision explicit(PolicyType by) {
        return new Decision(Outcome.EXPLICITLY_DENIED, by);
    }

    static Decision implicit(PolicyType by) {
        return new Decision(Outcome.IMPLICITLY_DENIED, by);
    }

    public boolean isAllowed() {
        return outcome == Outcome.ALLOWED;
    }

    /** The tail of AWS's denial text: "because no identity-based policy allows the s3:GetObject action". */
    public String reason(String action) {
        return switch (outcome) {
            case ALLOWED -> throw new IllegalStateException("an allowed request has no reason of denial");
            case EXPLICITLY_DENIED -> by.explicit();
            case IMPLICITLY_DENIED -> by.implicit(action);
        };
    }
}
