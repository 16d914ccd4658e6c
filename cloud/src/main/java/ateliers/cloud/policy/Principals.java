package ateliers.cloud.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code Principal} or {@code NotPrincipal} of a statement.
 *
 * @param everyone whether it is {@code "*"} or {@code {"AWS": "*"}}
 * @param byType the values under {@code AWS}, {@code Service}, {@code Federated}, {@code CanonicalUser}
 */
record Principals(boolean everyone, Map<String, Set<String>> byType) {

    /** How far a principal element reaches a caller. */
    enum Reach {
        NOT,
        /** By its account: the account's own policies must allow, too. */
        ACCOUNT,
        /** By its role's ARN: a boundary or session policy still limits. */
        ROLE,
        /** By its very own name, or as one of everyone. */
        DIRECT
    }

    private Set<String> aws() {
        return byType.getOrDefault("AWS", Set.of());
    }

    private Set<String> services() {
        return byType.getOrDefault("Service", Set.of());
    }

    Reach reaches(Caller caller) {
        return switch (caller.kind()) {
            case SERVICE -> everyone || services().contains(caller.arn()) ? Reach.DIRECT : Reach.NOT;
            case ANONYMOUS -> everyone ? Reach.DIRECT : Reach.NOT;
            case ROOT -> everyone || namesAccount(caller) ? Reach.DIRECT : Reach.NOT;
            case USER, SESSION -> reachesIdentity(caller);
        };
    }

    private Reach reachesIdentity(Caller caller) {
        if (everyone || aws().contains(caller.arn())) {
            return Reach.DIRECT;
        }
        if (aws().contains(caller.issuer())) {
            return Reach.ROLE;
        }
        return namesAccount(caller) ? Reach.ACCOUNT : Reach.NOT;
    }

    private boolean namesAccount(Caller caller) {
        return aws().contains(caller.account()) || aws().contains("arn:aws:iam::" + caller.account() + ":root");
    }

    /**
     * Whether, read as {@code NotPrincipal}, it leaves this caller out. AWS wants a user named with its account, and a
     * session's role with its account.
     */
    boolean excepts(Caller caller) {
        return switch (caller.kind()) {
            case SERVICE -> services().contains(caller.arn());
            case ANONYMOUS -> false;
            case ROOT -> namesAccount(caller);
            case USER, SESSION -> namesAccount(caller) && aws().contains(caller.issuer());
        };
    }

    /** Every ARN, account and service that is named, for a check that they exist. */
    List<Map.Entry<String, String>> named() {
        return byType.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(value -> Map.entry(e.getKey(), value)))
                .filter(e -> !e.getValue().equals("*"))
                .toList();
    }
}
