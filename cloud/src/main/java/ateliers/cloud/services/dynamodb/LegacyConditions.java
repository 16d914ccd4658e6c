package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;

/**
 * Conditions by attribute as requests had them before expressions: what DynamoDB refuses of them.
 *
 * @param member the parameter, as errors name it
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html">Condition</a>
 */
record LegacyConditions(String member, Map<String, Condition> conditions) implements Requests.Legacy.Parameter {
    /** In the order of DynamoDB's errors. */
    private static final List<String> OPERATORS = List.of(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");

    private static final List<String> SCALARS = List.of("S", "N", "B");
    private static final List<String> SCALARS_AND_SETS = List.of("S", "N", "B", "SS", "NS", "BS");

    @Override
    public void constrain(Constraints constraints) {
        conditions.forEach((attribute, condition) -> {
            String operator = operator(member, attribute);
            constraints.present(operator, condition.comparisonOperatorAsString());
            constrain(constraints, operator, condition.comparisonOperatorAsString());
        });
    }

    /** How errors name the operator of an attribute's condition. */
    static String operator(String member, String attribute) {
        return member + "." + attribute + ".member.comparisonOperator";
    }

    static void constrain(Constraints constraints, String member, String operator) {
        constraints.oneOf(member, operator, OPERATORS);
    }

    @Override
    public void require() {
        conditions.values().forEach(condition -> {
            ComparisonOperator operator = condition.comparisonOperator();
            List<AttributeValue> values = canonical(condition.attributeValueList());
            requireNumber(operator, values.size());
            requireSameType(values);
            values.forEach(value -> requireType(operator, Values.type(value)));
            requireRange(operator, values);
        });
    }

    static List<AttributeValue> canonical(List<AttributeValue> values) {
        return values.stream().map(Values::canonical).toList();
    }

    /** Refuses more or fewer values than the operator takes. */
    static void requireNumber(ComparisonOperator operator, int values) {
        boolean right = switch (operator) {
            case NULL, NOT_NULL -> values == 0;
            case BETWEEN -> values == 2;
            case IN -> values > 0;
            default -> values == 1;
        };
        if (!right) {
            throw Validation.badParameter("Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
    }

    static void requireSameType(List<AttributeValue> values) {
        if (values.stream().map(Values::type).distinct().count() > 1) {
            throw Validation.badParameter("AttributeValues inside AttributeValueList must be of same type");
        }
    }

    private static void requireType(ComparisonOperator operator, String type) {
        List<String> types = switch (operator) {
            case EQ, NE -> SCALARS_AND_SETS;
            case BEGINS_WITH -> List.of("S", "B");
            default -> SCALARS;
        };
        if (!types.contains(type)) {
            throw Validation.badParameter(
                    "ComparisonOperator " + operator + " is not valid for " + type + " AttributeValue type");
        }
    }

    /** Refuses ranges that end before they begin. */
    static void requireRange(ComparisonOperator operator, List<AttributeValue> values) {
        if (operator == ComparisonOperator.BETWEEN
                && Values.isOrdered(values.get(0))
                && Values.compare(values.get(0), values.get(1)) > 0) {
            throw Validation.error("The BETWEEN condition was provided a range where the lower bound is greater than "
                    + "the upper bound");
        }
    }
}
