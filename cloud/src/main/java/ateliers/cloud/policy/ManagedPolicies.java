package ateliers.cloud.policy;

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
        for (String line : Extract.lines("managed-policies.tsv.gz")) {
            String[] columns = line.split("\t");
            if (columns.length == 1) {
                others.add(line);
            } else {
                policies.put(columns[0], policy(columns));
            }
        }
    }

    private static ManagedPolicy policy(String[] columns) {
        return new ManagedPolicy(columns[0], columns[1], instant(columns[2]), instant(columns[3]), columns[4]);
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
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
