package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What AWS's <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">service authorization
 * reference</a> says of the services here: actions, ARN patterns, condition keys. Made by
 * {@code src/schema/iam-reference.mjs}; read when first asked.
 */
public final class IamReference {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    private static final Set<String> GLOBAL_KEYS = Set.of(
            "aws:calledvia",
            "aws:calledviafirst",
            "aws:calledvialast",
            "aws:currenttime",
            "aws:epochtime",
            "aws:federatedprovider",
            "aws:multifactorauthage",
            "aws:multifactorauthpresent",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:principalisawsservice",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalservicename",
            "aws:principalservicenameslist",
            "aws:principaltype",
            "aws:referer",
            "aws:requestedregion",
            "aws:resourceaccount",
            "aws:resourceorgid",
            "aws:resourceorgpaths",
            "aws:securetransport",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceidentity",
            "aws:sourceip",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:tagkeys",
            "aws:tokenissuetime",
            "aws:useragent",
            "aws:userid",
            "aws:username",
            "aws:viaawsservice",
            "aws:vpcsourceip");
    private static final List<String> GLOBAL_PREFIXES =
            List.of("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/");

    /**
     * One action.
     *
     * @param name as {@code s3:GetObject}
     * @param resources types of the resources it works on; empty when it has no resource-level permission
     * @param conditionKeys of the action and of its resources
     */
    public record Action(String name, List<ResourceType> resources, Set<String> conditionKeys) {
        /** Whether such a resource can be asked for. */
        public boolean takes(String resource) {
            return resources.isEmpty()
                    ? resource.equals("*")
                    : resources.stream()
                            .anyMatch(type ->
                                    arnPattern(type.arn()).matcher(resource).matches());
        }

        /** Whether a condition may use this key with the action. */
        public boolean hasConditionKey(String key) {
            String lower = key.toLowerCase(Locale.ROOT);
            return GLOBAL_KEYS.contains(lower)
                    || GLOBAL_PREFIXES.stream().anyMatch(lower::startsWith)
                    || conditionKeys.stream().anyMatch(template -> fits(template.toLowerCase(Locale.ROOT), lower));
        }
    }

    /**
     * A type of resources; a type with several forms of ARN comes once for each.
     *
     * @param name as {@code object}
     * @param arn as <code>arn:${Partition}:s3:::${BucketName}/${ObjectName}</code>
     */
    public record ResourceType(String name, String arn) {}

    private final JsonNode services = Extract.json("iam-reference.json.gz").path("services");

    private IamReference() {}

    /** Whether the extract holds the service of this prefix. */
    public static boolean hasService(String prefix) {
        return Holder.ALL.services.has(prefix);
    }

    /** Whether AWS has a service of this prefix at all. */
    public static boolean isPrefix(String prefix) {
        return Prefixes.ALL.contains(prefix);
    }

    /** Names of a service's actions, without its prefix. */
    public static List<String> actions(String prefix) {
        List<String> names = new ArrayList<>();
        Holder.ALL.services.path(prefix).path("actions").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /**
     * The actions that a policy's {@code Action} stands for, which may hold wildcards ({@code dynamodb:?*}), in any case; empty
     * when it stands for none of the services here.
     */
    public static List<Action> actionsOf(String pattern) {
        List<Action> actions = new ArrayList<>();
        Glob glob = Glob.pattern(pattern);
        Holder.ALL.services.properties().forEach(service -> {
            JsonNode resources = service.getValue().path("resources");
            service.getValue().path("actions").properties().forEach(each -> {
                String name = service.getKey() + ":" + each.getKey();
                if (glob.matches(name, true)) {
                    actions.add(action(name, each.getValue(), resources));
                }
            });
        });
        return actions;
    }

    /** The action of this name ({@code s3:GetObject}, in any case); empty when AWS has none in the services here. */
    public static Optional<Action> action(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        JsonNode service = Holder.ALL.services.path(name.substring(0, colon).toLowerCase(Locale.ROOT));
        TreeMap<String, JsonNode> actions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        service.path("actions").properties().forEach(e -> actions.put(e.getKey(), e.getValue()));
        return Optional.ofNullable(actions.get(name.substring(colon + 1)))
                .map(node -> action(name, node, service.path("resources")));
    }

    private static Action action(String name, JsonNode node, JsonNode resources) {
        List<ResourceType> types = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        node.path("keys").forEach(key -> keys.add(key.asText()));
        node.path("resources").forEach(type -> {
            JsonNode resource = resources.path(type.asText());
            for (String arn : resource.path("arn").asText().split(", ")) {
                types.add(new ResourceType(type.asText(), arn));
            }
            resource.path("keys").forEach(key -> keys.add(key.asText()));
        });
        return new Action(name, List.copyOf(types), Set.copyOf(keys));
    }

    /** {@code arn:${Partition}:sqs:${Region}:…} as a pattern in which each variable stands for anything. */
    private static Pattern arnPattern(String template) {
        StringBuilder regex = new StringBuilder();
        for (String part : template.split("(?<=})|(?=\\$\\{)")) {
            regex.append(part.startsWith("${") ? ".*" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** {@code s3:ExistingObjectTag/<key>} and {@code aws:RequestTag/${TagKey}} stand for any ending. */
    private static boolean fits(String template, String key) {
        int open = Math.max(template.indexOf('<'), template.indexOf("${"));
        return open < 0 ? template.equals(key) : key.startsWith(template.substring(0, open));
    }

    private static final class Prefixes {
        static final Set<String> ALL = Set.copyOf(Extract.lines("service-prefixes.txt"));
    }

    private static final class Holder {
        static final IamReference ALL = new IamReference();
    }
}
