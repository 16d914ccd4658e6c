package ateliers.cloud.policy;

import java.util.List;
import java.util.Optional;

/**
 * The policies that travel with a caller.
 *
 * @param identity of the user and its groups, or of the role
 * @param boundary the permissions boundary, when there is one
 * @param session session policies; empty when the session was made without (then nothing is limited)
 */
public record Grants(List<Policy> identity, Optional<Policy> boundary, List<Policy> session) {
    public static final Grants NONE = new Grants(List.of(), Optional.empty(), List.of());

    public Grants {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
    }

    public static Grants of(Policy... identity) {
        return new Grants(List.of(identity), Optional.empty(), List.of());
    }

    public Grants withBoundary(Policy policy) {
        return new Grants(identity, Optional.of(policy), session);
    }

    public Grants withSession(Policy... policies) {
        return new Grants(identity, boundary, List.of(policies));
    }
}
