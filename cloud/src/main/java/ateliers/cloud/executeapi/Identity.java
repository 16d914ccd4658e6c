package ateliers.cloud.executeapi;

import ateliers.cloud.door.Principal;

/** What events say of principals. */
public final class Identity {
    private Identity() {}

    /** The id of a user, of a role's session ({@code AROA…:session}), or of an account's root; null for nobody. */
    public static String userId(Principal principal) {
        return principal.userId().isEmpty() ? null : principal.userId();
    }

    /** Its ARN; null for nobody. */
    public static String arn(Principal principal) {
        return principal instanceof Principal.Anonymous ? null : principal.arn();
    }

    /** Its account; null for nobody. */
    public static String account(Principal principal) {
        return principal.account().isEmpty() ? null : principal.account();
    }
}
