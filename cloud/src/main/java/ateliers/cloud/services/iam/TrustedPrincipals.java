package ateliers.cloud.services.iam;

import ateliers.cloud.kit.Arn;

/** Whether the users and roles of this account that a trust policy names exist: AWS refuses those that do not. */
record TrustedPrincipals(IamState state) {
    void require(String type, String value) {
        if (type.equals("AWS") && !Arn.find(value).map(this::exists).orElse(true)) {
            throw IamErrors.malformed("Invalid principal in policy: \"AWS\":\"" + value + "\"");
        }
    }

    private boolean exists(Arn identity) {
        if (!identity.service().equals("iam") || !identity.account().equals(state.account())) {
            return true; // of other accounts nothing is known here
        }
        return switch (identity.type()) {
            case "role" -> state.find(EntityKind.ROLE, identity).isPresent();
            case "user" -> state.find(EntityKind.USER, identity).isPresent();
            default -> true;
        };
    }
}
