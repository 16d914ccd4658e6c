package ateliers.cloud.services.lambda;

import ateliers.cloud.door.SystemTags;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Arn;
import ateliers.cloud.services.lambda.api.LambdaErrors;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tags of one function or event source mapping, and what Lambda refuses of tags. Guarded by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_TagResource.html">TagResource</a>
 */
final class Tags {
    private static final int MOST = 50;
    private static final String RULE =
            "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:"
                    + "\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)"
                    + "|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}"
                    + "-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";

    private final Map<String, String> values = new TreeMap<>();

    /** Tags that something new has; refuses what cannot be. */
    static Tags of(Map<String, String> first) {
        Tags tags = new Tags();
        tags.put(first);
        return tags;
    }

    /** Adds tags, or none of them when they are refused. */
    synchronized void put(Map<String, String> more) {
        refuseSystemTags(more.keySet());
        Set<String> keys = new HashSet<>(values.keySet());
        keys.addAll(more.keySet());
        keys.removeIf(SystemTags::is);
        if (keys.size() > MOST) {
            throw LambdaErrors.invalid("Number of tags exceeds resource tag limit.");
        }
        values.putAll(more);
    }

    synchronized void remove(Collection<String> keys) {
        refuseSystemTags(keys);
        values.keySet().removeAll(keys);
    }

    synchronized Map<String, String> all() {
        return Map.copyOf(values);
    }

    private static void refuseSystemTags(Collection<String> keys) {
        SystemTags.refuse(keys, LambdaErrors::invalid);
    }

    /** The mapping that a resource's ARN names; empty when it names a function. */
    static Optional<String> mapping(String resource) {
        if (resource == null) {
            throw LambdaErrors.missing("resource");
        }
        LambdaErrors.constraints().pattern("resource", resource, RULE).require();
        Arn arn = Arn.of(resource);
        return switch (arn.type()) {
            case "event-source-mapping" -> Optional.of(arn.id());
            case "function" -> {
                if (arn.id().contains(":")) {
                    throw LambdaErrors.invalid(
                            "Tags on function aliases and versions are not supported. Please specify a function ARN.");
                }
                yield Optional.empty();
            }
            default -> throw new Unsupported("lambda: tags of a " + arn.type());
        };
    }

    /** The same for the authorisation row, which refuses nothing. */
    static Optional<String> mappingForRow(String resource) {
        return Arn.find(resource)
                .filter(arn -> arn.type().equals("event-source-mapping"))
                .map(Arn::id);
    }
}
