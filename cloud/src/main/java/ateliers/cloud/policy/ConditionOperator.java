package ateliers.cloud.policy;

import java.util.Map;
import java.util.Optional;

/**
 * A condition operator with its set prefix and its {@code IfExists} suffix, as
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">listed
 * by AWS</a>.
 */
record ConditionOperator(Quantifier quantifier, ValueComparison comparison, boolean negated, boolean ifExists) {

    enum Quantifier {
        NONE(""),
        ALL("ForAllValues:"),
        ANY("ForAnyValue:");

        private final String prefix;

        Quantifier(String prefix) {
            this.prefix = prefix;
        }
    }

    private record Base(ValueComparison comparison, boolean negated) {}

    private static final String IF_EXISTS = "IfExists";

    private static final Map<String, Base> BASES = Map.ofEntries(
            is("StringEquals", ValueComparison.STRING_EQUALS),
            not("StringNotEquals", ValueComparison.STRING_EQUALS),
            is("StringEqualsIgnoreCase", ValueComparison.STRING_EQUALS_IGNORE_CASE),
            not("StringNotEqualsIgnoreCase", ValueComparison.STRING_EQUALS_IGNORE_CASE),
            is("StringLike", ValueComparison.STRING_LIKE),
            not("StringNotLike", ValueComparison.STRING_LIKE),
            is("NumericEquals", ValueComparison.NUMERIC_EQUALS),
            not("NumericNotEquals", ValueComparison.NUMERIC_EQUALS),
            is("NumericLessThan", ValueComparison.NUMERIC_LESS),
            is("NumericLessThanEquals", ValueComparison.NUMERIC_LESS_OR_EQUAL),
            is("NumericGreaterThan", ValueComparison.NUMERIC_GREATER),
            is("NumericGreaterThanEquals", ValueComparison.NUMERIC_GREATER_OR_EQUAL),
            is("DateEquals", ValueComparison.DATE_EQUALS),
            not("DateNotEquals", ValueComparison.DATE_EQUALS),
            is("DateLessThan", ValueComparison.DATE_BEFORE),
            is("DateLessThanEquals", ValueComparison.DATE_NOT_AFTER),
            is("DateGreaterThan", ValueComparison.DATE_AFTER),
            is("DateGreaterThanEquals", ValueComparison.DATE_NOT_BEFORE),
            is("Bool", ValueComparison.BOOL),
            is("BinaryEquals", ValueComparison.BINARY),
            is("IpAddress", ValueComparison.IP),
            not("NotIpAddress", ValueComparison.IP),
            is("ArnEquals", ValueComparison.ARN),
            not("ArnNotEquals", ValueComparison.ARN),
            is("ArnLike", ValueComparison.ARN),
            not("ArnNotLike", ValueComparison.ARN),
            is("Null", ValueComparison.NULL));

    private static Map.Entry<String, Base> is(String name, ValueComparison comparison) {
        return Map.entry(name, new Base(comparison, false));
    }

    private static Map.Entry<String, Base> not(String name, ValueComparison comparison) {
        return Map.entry(name, new Base(comparison, true));
    }

    /** The operator of that name, empty when AWS has none. */
    static Optional<ConditionOperator> named(String name) {
        Quantifier quantifier = Quantifier.NONE;
        for (Quantifier candidate : new Quantifier[] {Quantifier.ALL, Quantifier.ANY}) {
            if (name.startsWith(candidate.prefix)) {
                quantifier = candidate;
            }
        }
        String rest = name.substring(quantifier.prefix.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        if (ifExists) {
            rest = rest.substring(0, rest.length() - IF_EXISTS.length());
        }
        Base base = BASES.get(rest);
        if (base == null || ifExists && base.comparison() == ValueComparison.NULL) {
            return Optional.empty();
        }
        return Optional.of(new ConditionOperator(quantifier, base.comparison(), base.negated(), ifExists));
    }
}
