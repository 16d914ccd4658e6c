package ateliers.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What every place of use agrees on about the shape of a document's elements. */
final class StatementSyntax {
    static final Set<String> DOCUMENT_ELEMENTS = Set.of("Version", "Id", "Statement");
    static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    static final Set<String> STATEMENT_ELEMENTS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Service", "Federated", "CanonicalUser");
    private static final Pattern AWS_PRINCIPAL = Pattern.compile("\\*|\\d{12}|AROA[A-Z0-9]+|AIDA[A-Z0-9]+"
            + "|arn:aws:iam::\\d{12}:(root|user/[\\w+=,.@/-]+|role/[\\w+=,.@/-]+)"
            + "|arn:aws:sts::\\d{12}:(assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+|federated-user/[\\w+=,.@-]+)"
            + "|arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity [A-Z0-9]+");

    private StatementSyntax() {}

    static boolean isStringOrStrings(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (!item.isTextual()) {
                    return false;
                }
            }
            return true;
        }
        return node.isMissingNode() || node.isTextual();
    }

    /** A condition block: operator, then key, then scalars; an unknown operator is wrong unless its block is empty. */
    static boolean isCondition(JsonNode block) {
        if (block.isMissingNode()) {
            return true;
        }
        if (!block.isObject()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> operator : block.properties()) {
            boolean known = ConditionOperator.named(operator.getKey()).isPresent();
            if (!operator.getValue().isObject()
                    || !known && !operator.getValue().isEmpty()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (!isScalarOrScalars(key.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isScalarOrScalars(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (!item.isValueNode() || item.isNull()) {
                    return false;
                }
            }
            return true;
        }
        return node.isValueNode() && !node.isNull();
    }

    /** {@code "*"} or an object of known types with strings. */
    static boolean isPrincipal(JsonNode node) {
        if (node.isTextual()) {
            return node.asText().equals("*");
        }
        if (!node.isObject() || node.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> type : node.properties()) {
            if (!PRINCIPAL_TYPES.contains(type.getKey()) || !isStringOrStrings(type.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** Whether such a principal can exist. Whether a user or role does exist is for its account to say. */
    static boolean isPossible(String type, String value) {
        return switch (type) {
            case "AWS" -> AWS_PRINCIPAL.matcher(value).matches();
            case "Service" -> ServicePrincipals.exists(value);
            default -> !value.isBlank();
        };
    }
}
