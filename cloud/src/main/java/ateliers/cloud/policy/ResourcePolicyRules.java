package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Checks of a policy that hangs on a resource, in the words S3 uses. Other services answer any fault with one sentence
 * of their own, and only need to know that there is one.
 */
final class ResourcePolicyRules {
    static final String NOT_JSON = "Policies must be valid JSON and the first byte must be '{'";

    private ResourcePolicyRules() {}

    static void check(JsonNode root) {
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(StatementSyntax.DOCUMENT_ELEMENTS.contains(name), "Unknown field " + name);
        }
        JsonNode version = root.path("Version");
        require(
                version.isMissingNode() || version.isTextual() && StatementSyntax.VERSIONS.contains(version.asText()),
                "The policy must contain a valid version string");
        require(root.has("Statement"), "Missing required field Statement");
        require(!PolicyParser.statements(root).isEmpty(), "Could not parse the policy: Statement is empty!");
        PolicyParser.statements(root).forEach(ResourcePolicyRules::checkStatement);
    }

    private static void checkStatement(JsonNode statement) {
        require(statement.isObject(), "Policy statement must be an object");
        for (Iterator<String> names = statement.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(StatementSyntax.STATEMENT_ELEMENTS.contains(name), "Unknown field " + name);
        }
        JsonNode effect = statement.path("Effect");
        require(statement.has("Effect"), "Missing required field Effect");
        require(
                effect.asText().equals("Allow") || effect.asText().equals("Deny"),
                "Invalid effect: " + effect.asText());
        checkPrincipal(statement);
        checkPair(statement, "Action");
        checkPair(statement, "Resource");
        require(StatementSyntax.isCondition(statement.path("Condition")), "Invalid Condition in policy");
    }

    private static void checkPrincipal(JsonNode statement) {
        requireOne(statement, "Principal");
        require(
                !(statement.has("NotPrincipal")
                        && statement.path("Effect").asText().equals("Allow")),
                "Invalid principal in policy");
        JsonNode principal = statement.path(statement.has("Principal") ? "Principal" : "NotPrincipal");
        require(StatementSyntax.isPrincipal(principal), "Invalid principal in policy");
        for (Map.Entry<String, JsonNode> type : principal.properties()) {
            for (String value : PolicyParser.strings(type.getValue())) {
                require(StatementSyntax.isPossible(type.getKey(), value), "Invalid principal in policy");
            }
        }
    }

    private static void checkPair(JsonNode statement, String name) {
        requireOne(statement, name);
        JsonNode node = statement.path(statement.has(name) ? name : "Not" + name);
        require(
                StatementSyntax.isStringOrStrings(node)
                        && !PolicyParser.strings(node).isEmpty(),
                "Missing required field " + name + " cannot be empty!");
        if (name.equals("Action")) {
            for (String action : PolicyParser.strings(node)) {
                require(
                        action.equals("*") || action.indexOf(':') > 0 && action.indexOf(':') == action.lastIndexOf(':'),
                        "Policy has invalid action");
            }
        }
    }

    private static void requireOne(JsonNode statement, String name) {
        require(statement.has(name) || statement.has("Not" + name), "Missing required field " + name);
        require(
                !(statement.has(name) && statement.has("Not" + name)),
                "Policy statement cannot contain both " + name + " and Not" + name);
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new MalformedPolicyException(message);
        }
    }
}
