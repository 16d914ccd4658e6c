package ateliers.cloud.sam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code ResourcePolicy} of a REST API or of one method: who may invoke, by account, address or network.
 *
 * @see <a href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html">ResourcePolicyStatement</a>
 */
final class ResourcePolicies {

    private static final String EXTENSION = "x-amazon-apigateway-policy";

    private final ObjectNode policy;
    private final ApiDocument document;

    private ResourcePolicies(ObjectNode body) {
        this.document = ApiDocument.of(body);
        this.policy =
                Nodes.child(body, EXTENSION, SamProblem.template("x-amazon-apigateway-policy must be a dictionary."));
    }

    /**
     * Adds what is said of some paths.
     *
     * @param stage its name or a function that tells it
     */
    static void add(JsonNode said, List<String> paths, JsonNode stage, ObjectNode body) {
        JsonNode custom = Nodes.get(said, "CustomStatements");
        if (paths.isEmpty() && !Nodes.says(custom)) {
            return;
        }
        ResourcePolicies policies = new ResourcePolicies(body);
        paths.forEach(path -> policies.add(said, path, stage));
        if (Nodes.says(custom)) {
            policies.addCustom(custom);
        }
    }

    private void add(JsonNode said, String path, JsonNode stage) {
        ArrayNode resources = resources(path, stage);
        accounts(said, "AwsAccountWhitelist", "Allow", resources);
        accounts(said, "AwsAccountBlacklist", "Deny", resources);
        addresses(said, "IpRangeWhitelist", "NotIpAddress", resources);
        addresses(said, "IpRangeBlacklist", "IpAddress", resources);
        networks(said, "Blacklist", "StringEquals", resources);
        networks(said, "Whitelist", "StringNotEquals", resources);
    }

    private ArrayNode resources(String path, JsonNode stage) {
        ArrayNode resources = Nodes.array();
        String trimmed = path.equals("/") ? path : path.replaceFirst("/$", "");
        for (ObjectNode item : document.items(path)) {
            for (String name : Nodes.names(item)) {
                boolean any = ApiDocument.normalized(name).equals(ApiDocument.ANY_METHOD);
                ObjectNode variables = Nodes.object();
                variables.set("__Stage__", stage);
                resources.add(Intrinsics.sub(
                        "execute-api:/${__Stage__}/" + (any ? "*" : name.toUpperCase(Locale.ROOT)) + trimmed,
                        variables));
            }
        }
        return resources;
    }

    private void accounts(JsonNode said, String property, String effect, ArrayNode resources) {
        JsonNode accounts = Nodes.get(said, property);
        if (!Nodes.says(accounts)) {
            return;
        }
        if (!accounts.isContainerNode()) {
            throw SamProblem.template("Type of '" + accounts.asText() + "' must be a list or dictionary");
        }
        ObjectNode statement = statement(effect, resources);
        statement.set("Principal", Nodes.object("AWS", listed(accounts)));
        policy.put("Version", "2012-10-17");
        if (policy.has("Statement")) {
            statements().add(statement);
        } else {
            policy.set("Statement", statement);
        }
    }

    private void addresses(JsonNode said, String property, String operator, ArrayNode resources) {
        JsonNode ranges = Nodes.get(said, property);
        if (Nodes.says(ranges)) {
            exceptFor(operator, Nodes.object("aws:SourceIp", listed(ranges)), resources);
        }
    }

    private void networks(JsonNode said, String list, String operator, ArrayNode resources) {
        ArrayNode vpcs = Nodes.array();
        ArrayNode endpoints = Nodes.array();
        JsonNode named = Nodes.get(said, "SourceVpc" + list);
        if (named != null) {
            if (!named.isArray() || !all(named)) {
                throw SamProblem.template("SourceVpc" + list + " must be a list of strings. Use IntrinsicVpc" + list
                        + " instead for values that use Intrinsic Functions");
            }
            named.forEach(each -> {
                if (each.textValue().startsWith("vpce-")) {
                    endpoints.add(each);
                } else if (each.textValue().startsWith("vpc-")) {
                    vpcs.add(each);
                }
            });
        }
        Optional.ofNullable(Nodes.get(said, "IntrinsicVpc" + list)).ifPresent(each -> each.forEach(vpcs::add));
        Optional.ofNullable(Nodes.get(said, "IntrinsicVpce" + list)).ifPresent(each -> each.forEach(endpoints::add));
        ObjectNode condition = Nodes.object();
        if (!vpcs.isEmpty()) {
            condition.set("aws:SourceVpc", vpcs);
        }
        if (!endpoints.isEmpty()) {
            condition.set("aws:SourceVpce", endpoints);
        }
        if (!condition.isEmpty()) {
            exceptFor(operator, condition, resources);
        }
    }

    private static boolean all(JsonNode texts) {
        for (JsonNode each : texts) {
            if (!each.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** Everybody may, but those of a condition. */
    private void exceptFor(String operator, ObjectNode condition, ArrayNode resources) {
        ObjectNode allow = statement("Allow", resources).put("Principal", "*");
        ObjectNode deny = statement("Deny", resources).put("Principal", "*");
        deny.set("Condition", Nodes.object(operator, condition));
        policy.put("Version", "2012-10-17");
        for (ObjectNode each : List.of(allow, deny)) {
            if (!Nodes.contains(statements(), each)) {
                statements().add(each);
            }
        }
    }

    private static ObjectNode statement(String effect, ArrayNode resources) {
        return Nodes.object("Effect", effect, "Action", "execute-api:Invoke", "Resource", resources.deepCopy());
    }

    private ArrayNode statements() {
        JsonNode there = Nodes.get(policy, "Statement");
        if (there instanceof ArrayNode list) {
            return list;
        }
        policy.set("Statement", there == null ? Nodes.array() : Nodes.array(there));
        return (ArrayNode) policy.get("Statement");
    }

    private void addCustom(JsonNode custom) {
        policy.put("Version", "2012-10-17");
        if (!policy.has("Statement")) {
            policy.set("Statement", custom);
            return;
        }
        for (JsonNode each : listed(custom)) {
            if (!Nodes.contains(statements(), each)) {
                statements().add(each);
            }
        }
    }

    private static ArrayNode listed(JsonNode value) {
        return value instanceof ArrayNode list ? list : Nodes.array(value);
    }
}
