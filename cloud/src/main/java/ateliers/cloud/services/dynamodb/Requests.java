package ateliers.cloud.services.dynamodb;

import ateliers.cloud.services.dynamodb.expression.Placeholders;
import ateliers.cloud.services.dynamodb.item.Validation;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks of what requests with expressions have in common. */
final class Requests {
    private Requests() {}

    /**
     * The placeholders of a request.
     *
     * @param hasNames whether the parameter was given at all; given but empty is refused
     */
    static Placeholders placeholders(
            boolean hasNames, Map<String, String> names, boolean hasValues, Map<String, AttributeValue> values) {
        if (hasNames && names.isEmpty()) {
            throw Validation.error("ExpressionAttributeNames must not be empty");
        }
        if (hasValues && values.isEmpty()) {
            throw Validation.error("ExpressionAttributeValues must not be empty");
        }
        names.keySet().stream()
                .filter(name -> !name.matches("#[A-Za-z0-9_]+"))
                .findFirst()
                .ifPresent(name -> {
                    throw Validation.error(
                            "ExpressionAttributeNames contains invalid key: Syntax error; key: \"" + name + "\"");
                });
        values.keySet().stream()
                .filter(name -> !name.matches(":[A-Za-z0-9_]+"))
                .findFirst()
                .ifPresent(name -> {
                    throw Validation.error(
                            "ExpressionAttributeValues contains invalid key: Syntax error; key: \"" + name + "\"");
                });
        return new Placeholders(hasNames ? names : Map.of(), hasValues ? values : Map.of());
    }

    /**
     * Refuses placeholders without an expression.
     *
     * @param expression one that was given, or null
     * @param kinds how the error names the expressions that could have been given
     */
    static void requireExpressions(boolean hasNames, boolean hasValues, String expression, String kinds) {
        if (expression != null) {
            return;
        }
        if (hasNames) {
            throw Validation.error("ExpressionAttributeNames can only be specified when using expressions");
        }
        if (hasValues) {
            throw Validation.error("ExpressionAttributeValues can only be specified when using expressions: " + kinds
                    + (kinds.contains(" and ") ? " are null" : " is null"));
        }
    }
}
