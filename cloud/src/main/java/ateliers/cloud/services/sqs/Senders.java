package ateliers.cloud.services.sqs;

import ateliers.cloud.door.Principal;

/** The SenderId that receivers see. */
final class Senders {
    private Senders() {}

    /** The account for root, the unique id for a user, {@code id:session} for a role. */
    static String id(Principal principal) {
        if (principal instanceof Principal.Root root) {
            return root.account();
        }
        if (principal instanceof Principal.User user) {
            return user.userId();
        }
        if (principal instanceof Principal.RoleSession session) {
            return session.roleId() + ":" + session.sessionName();
        }
        if (principal instanceof Principal.Service service) {
            // services send as users of their own accounts: ids that never change and mean nothing here
            String digest = AttributeDigest.sha256(service.name()).toUpperCase(java.util.Locale.ROOT);
            return "AIDA" + digest.replaceAll("[0189]", "Z").substring(0, 17);
        }
        return "anonymous";
    }
}
