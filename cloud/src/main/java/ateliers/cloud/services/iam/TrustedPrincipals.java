package ateliers.cloud.services.iam;

/** Whether the users and roles of this account that a trust policy names exist: AWS refuses those that do not. */
final class TrustedPrincipals {
    private TrustedPrincipals() {}

    static void require(String type, String value, IamState state, String account) {
        if (type.equals("AWS") && !identityExists(value, state, account)) {
            throw IamErrors.malformed("Invalid principal in policy: \"AWS\":\"" + value + "\"");
        }
    }

    private static boolean identityExists(String value, IamState state, String account) {
        String own = "arn:aws:iam::" + account + ":";
        String name = value.substring(value.lastIndexOf('/') + 1);
        if (value.startsWith(own + "role/")) {
            return is(EntityKind.ROLE, name, value, state);
        }
        if (value.startsWith(own + "user/")) {
            return is(EntityKind.USER, name, value, state);
        }
        return true; // of other accounts nothing is known here
    }

    private static boolean is(EntityKind kind, String name, String arn, IamState state) {
        return state.find(kind, name).filter(entity -> entity.arn().equals(arn)).isPresent();
    }
}
