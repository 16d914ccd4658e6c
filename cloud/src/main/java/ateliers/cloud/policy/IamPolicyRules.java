package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * IAM's own checks of managed, inline, session and trust policies, in IAM's order: of several faults the first one
 * found is told.
 */
final class IamPolicyRules {
    static final String SYNTAX = "Syntax errors in policy.";
    private static final String LEGACY = "The policy failed legacy parsing";
    private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
    private static final Pattern NO_VENDOR = Pattern.compile(".*[^a-zA-Z0-9\\-.].*");

    private final List<JsonNode> statements;
    private final PolicyKind kind;

    private IamPolicyRules(List<JsonNode> statements, PolicyKind kind) {
        this.statements = statements;
        this.kind = kind;
    }

    static void check(JsonNode root, PolicyKind kind) {
        require(syntaxIsRight(root), SYNTAX);
        String version = root.path("Version").asText();
        require(
                kind != PolicyKind.MANAGED || version.equals("2012-10-17"),
                "Policy document must be version 2012-10-17 or greater.");
        new IamPolicyRules(PolicyParser.statements(root), kind).check();
    }

    private void check() {
        require(statements.stream().allMatch(IamPolicyRules::survivesLegacyParsing), LEGACY);
        String resourceFault = firstResourceFault();
        requireUniqueSids();
        for (JsonNode statement : statements) {
            require(!values(statement, "Action", "NotAction").isEmpty(), "Policy statement must contain actions.");
        }
        require(resourceFault.isEmpty(), resourceFault);
        statements.forEach(s -> values(s, "Action", "NotAction").forEach(IamPolicyRules::checkAction));
        if (kind == PolicyKind.TRUST) {
            statements.forEach(IamPolicyRules::checkTrust);
        } else {
            statements.forEach(IamPolicyRules::checkIdentity);
        }
    }

    private static boolean syntaxIsRight(JsonNode root) {
        if (!StatementSyntax.DOCUMENT_ELEMENTS.containsAll(names(root))) {
            return false;
        }
        JsonNode version = root.path("Version");
        if (!version.isMissingNode()
                && !StatementSyntax.VERSIONS.contains(version.isTextual() ? version.asText() : "")) {
            return false;
        }
        JsonNode id = root.path("Id");
        List<JsonNode> statements = PolicyParser.statements(root);
        return (id.isMissingNode() || id.isTextual())
                && !statements.isEmpty()
                && statements.stream().allMatch(IamPolicyRules::statementSyntaxIsRight);
    }

    private static boolean statementSyntaxIsRight(JsonNode statement) {
        JsonNode effect = statement.path("Effect");
        JsonNode sid = statement.path("Sid");
        return statement.isObject()
                && StatementSyntax.STATEMENT_ELEMENTS.containsAll(names(statement))
                && !(statement.has("Action") && statement.has("NotAction"))
                && !(statement.has("Resource") && statement.has("NotResource"))
                && !(statement.has("Principal") && statement.has("NotPrincipal"))
                && effect.isTextual()
                && (effect.asText().equalsIgnoreCase("Allow") || effect.asText().equalsIgnoreCase("Deny"))
                && (sid.isMissingNode() || sid.isTextual())
                && StatementSyntax.isStringOrStrings(statement.path("Action"))
                && StatementSyntax.isStringOrStrings(statement.path("NotAction"))
                && StatementSyntax.isStringOrStrings(statement.path("Resource"))
                && StatementSyntax.isStringOrStrings(statement.path("NotResource"))
                && principalSyntaxIsRight(statement.path("Principal"))
                && principalSyntaxIsRight(statement.path("NotPrincipal"))
                && StatementSyntax.isCondition(statement.path("Condition"));
    }

    private static boolean principalSyntaxIsRight(JsonNode principal) {
        // Text other than "*" is told as an invalid principal, later.
        return principal.isMissingNode() || principal.isTextual() || StatementSyntax.isPrincipal(principal);
    }

    private static boolean survivesLegacyParsing(JsonNode statement) {
        String effect = statement.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            return false;
        }
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            boolean dates = ConditionOperator.named(operator.getKey())
                    .filter(found -> found.comparison().isDate())
                    .isPresent();
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (dates
                        && !PolicyParser.strings(key.getValue()).stream()
                                .allMatch(value -> PolicyDate.parse(value).isPresent())) {
                    return false;
                }
            }
        }
        return true;
    }

    private String firstResourceFault() {
        for (JsonNode statement : statements) {
            for (String resource : values(statement, "Resource", "NotResource")) {
                String fault = ResourceSyntax.fault(resource);
                if (!fault.isEmpty()) {
                    return fault;
                }
                require(ResourceSyntax.survivesLegacyParsing(resource), LEGACY);
            }
        }
        return "";
    }

    private void requireUniqueSids() {
        Set<String> seen = new HashSet<>();
        for (JsonNode statement : statements) {
            String sid = statement.path("Sid").asText();
            require(
                    SID.matcher(sid).matches(),
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                            + " [0-9A-Za-z]*");
            require(sid.isEmpty() || seen.add(sid), "Statement IDs (SID) in a single policy must be unique.");
        }
    }

    private static void checkAction(String action) {
        String[] parts = action.split(":", -1);
        require(
                parts.length > 1 || action.equals("*"),
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        require(parts.length <= 2, "Actions/Condition can contain only one colon.");
        require(
                parts.length == 1
                        || !parts[0].isEmpty() && !NO_VENDOR.matcher(parts[0]).matches(),
                "Vendor " + parts[0] + " is not valid");
    }

    private static void checkIdentity(JsonNode statement) {
        require(
                !statement.has("Principal") && !statement.has("NotPrincipal"),
                "Policy document should not specify a principal.");
        require(!values(statement, "Resource", "NotResource").isEmpty(), "Policy statement must contain resources.");
    }

    private static void checkTrust(JsonNode statement) {
        require(!statement.has("Resource") && !statement.has("NotResource"), "Has prohibited field Resource");
        require(!statement.has("NotPrincipal"), "AssumeRolepolicy contained disallowed usage of NotPrincipal.");
        require(statement.has("Principal"), "Missing required field Principal");
        for (String action : values(statement, "Action", "NotAction")) {
            require(
                    action.startsWith("sts:") && !statement.has("NotAction"),
                    "AssumeRole policy may only specify STS AssumeRole actions.");
        }
        checkPrincipal(statement.path("Principal"));
    }

    private static void checkPrincipal(JsonNode principal) {
        if (principal.isTextual()) {
            require(principal.asText().equals("*"), "Invalid principal in policy: \"" + principal.asText() + "\"");
            return;
        }
        for (Map.Entry<String, JsonNode> type : principal.properties()) {
            for (String value : PolicyParser.strings(type.getValue())) {
                require(StatementSyntax.isPossible(type.getKey(), value), invalidPrincipal(type.getKey(), value));
            }
        }
    }

    /** IAM's text for a principal that cannot or does not exist. */
    static String invalidPrincipal(String type, String value) {
        String shown = type.equals("Service") ? "SERVICE" : type;
        return "Invalid principal in policy: \"" + shown + "\":\"" + value + "\"";
    }

    private static List<String> values(JsonNode statement, String name, String notName) {
        return PolicyParser.strings(statement.path(statement.has(name) ? name : notName));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new MalformedPolicyException(message);
        }
    }
}
