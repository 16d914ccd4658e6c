package ateliers.cloud.services.dynamodb;

import ateliers.cloud.kit.Constraints;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * What writes expected of an item by attribute before condition expressions: what DynamoDB refuses of it.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExpectedAttributeValue.html">
 *     ExpectedAttributeValue</a>
 */
record LegacyExpectations(Map<String, ExpectedAttributeValue> expected) implements Requests.Legacy.Parameter {
    @Override
    public void constrain(Constraints constraints) {
        expected.forEach((attribute, each) -> LegacyConditions.constrain(
                constraints, LegacyConditions.operator("expected", attribute), each.comparisonOperatorAsString()));
    }

    @Override
    public void require() {
        expected.forEach((attribute, each) -> {
            if (each.hasAttributeValueList() && each.value() != null) {
                throw Validation.badParameter(
                        "Value and AttributeValueList cannot be used together for Attribute: " + attribute);
            }
            if (each.comparisonOperator() != null) {
                requireCompared(attribute, each);
            } else if (each.hasAttributeValueList()) {
                throw Validation.badParameter(
                        "AttributeValueList can only be used with a ComparisonOperator for Attribute: " + attribute);
            } else {
                requireValue(attribute, each);
            }
        });
    }

    private static void requireCompared(String attribute, ExpectedAttributeValue each) {
        ComparisonOperator operator = each.comparisonOperator();
        if (each.exists() != null) {
            throw Validation.badParameter(
                    "Exists and ComparisonOperator cannot be used together for Attribute: " + attribute);
        }
        boolean unary = operator == ComparisonOperator.NULL || operator == ComparisonOperator.NOT_NULL;
        if (!unary && !each.hasAttributeValueList() && each.value() == null) {
            throw Validation.badParameter("Value or AttributeValueList must be used with ComparisonOperator: "
                    + operator + " for Attribute: " + attribute);
        }
        List<AttributeValue> given = each.value() == null ? each.attributeValueList() : List.of(each.value());
        LegacyConditions.requireNumber(operator, given.size());
        List<AttributeValue> values = LegacyConditions.canonical(given);
        LegacyConditions.requireSameType(values);
        LegacyConditions.requireRange(operator, values);
    }

    private static void requireValue(String attribute, ExpectedAttributeValue each) {
        boolean absent = Boolean.FALSE.equals(each.exists());
        if (!absent && each.value() == null) {
            throw Validation.badParameter(
                    "Value must be provided when Exists is " + each.exists() + " for Attribute: " + attribute);
        }
        if (absent && each.value() != null) {
            throw Validation.badParameter("Value cannot be used when Exists is false for Attribute: " + attribute);
        }
        if (each.value() != null) {
            Values.canonical(each.value());
        }
    }
}
