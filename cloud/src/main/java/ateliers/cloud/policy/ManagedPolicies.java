package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AWS managed policies with the content AWS gives them: those a course may attach. Of all the others only the ARNs are
 * known. Made by {@code src/schema/managed-policies.mjs}; read when first asked.
 */
public final class ManagedPolicies {
    /** What the ARNs of AWS managed policies begin with. */
    public static final String ARN_PREFIX = "arn:aws:iam::aws:policy/";

    private final Map<String, ManagedPolicy> policies = new HashMap<>();
    private final Set<String> others = new LinkedHashSet<>();

    /**
     * One policy.
     *
     * @param arn as {@code arn:aws:iam::aws:policy/service-role/AWSLambdaRole}
     * @param version of the document, as {@code v4}
     * @param document JSON text
     */
    public record ManagedPolicy(String arn, String version, Instant created, Instant updated, String document) {
        /** The name without path. */
        public String name() {
            return arn.substring(arn.lastIndexOf('/') + 1);
        }

        /** {@code /}, {@code /service-role/} or the like. */
        public String path() {
            return arn.substring(ARN_PREFIX.length() - 1, arn.lastIndexOf('/') + 1);
        }
    }

    private ManagedPolicies() {
        JsonNode root = PackedJson.read("managed-policies.json.gz");
        root.path("policies").properties().forEach(e -> policies.put(e.getKey(), policy(e.getKey(), e.getValue())));
        root.path("others").forEach(arn -> others.add(arn.asText()));
    }

    private static ManagedPolicy policy(String arn, JsonNode node) {
        return new ManagedPolicy(
                arn,
                node.path("version").asText(),
                OffsetDateTime.parse(node.path("created").asText()).toInstant(),
                OffsetDateTime.parse(node.path("updated").asText()).toInstant(),
                node.path("document").toString());
    }

    /** Of an ARN: the policy, if its content is here. */
    public static Optional<ManagedPolicy> find(String arn) {
        return Optional.ofNullable(Holder.ALL.policies.get(arn));
    }

    /** Whether AWS has a policy of this ARN whose content is not here. */
    public static boolean isKnownWithoutContent(String arn) {
        return Holder.ALL.others.contains(arn);
    }

    /** Every policy whose content is here. */
    public static Iterable<ManagedPolicy> all() {
        return Holder.ALL.policies.values().stream()
                .sorted(Comparator.comparing(ManagedPolicy::arn))
                .toList();
    }

    private static final class Holder {
        static final ManagedPolicies ALL = new ManagedPolicies();
    }
}
