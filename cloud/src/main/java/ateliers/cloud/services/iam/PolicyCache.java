package ateliers.cloud.services.iam;

import ateliers.cloud.policy.Policy;
import ateliers.cloud.policy.PolicyKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled documents by their text: parsing would cost more than all the rest of a decision. */
final class PolicyCache {
    /** A document that trusts nobody. */
    static final String NOBODY = """
            {"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":{"AWS":"000000000000"},\
            "Action":"sts:AssumeRole"}}""";

    // More distinct documents than any course's stack has; beyond it the cache starts anew.
    private static final int MAX = 2_000;

    private record Key(PolicyKind kind, String document) {}

    private final Map<Key, Policy> policies = new ConcurrentHashMap<>();

    Policy get(String document, PolicyKind kind) {
        Key key = new Key(kind, document);
        Policy known = policies.get(key);
        if (known != null) {
            return known;
        }
        if (policies.size() >= MAX) {
            policies.clear();
        }
        Policy fresh = Policy.parse(document, kind);
        policies.put(key, fresh);
        return fresh;
    }
}
