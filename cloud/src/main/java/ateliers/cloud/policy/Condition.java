package ateliers.cloud.policy;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;

/** One key of a condition block: an operator, the key, and the values of which one must (or, negated, none may) match. */
final class Condition {
    private final ConditionOperator operator;
    private final String key;
    private final String lowerCaseKey;
    private final List<BiPredicate<String, RequestContext>> expected;
    private final boolean wantsAbsent;

    private Condition(
            ConditionOperator operator,
            String key,
            List<BiPredicate<String, RequestContext>> expected,
            boolean wantsAbsent) {
        this.operator = operator;
        this.key = key;
        this.lowerCaseKey = key.toLowerCase(Locale.ROOT);
        this.expected = expected;
        this.wantsAbsent = wantsAbsent;
    }

    static Condition of(ConditionOperator operator, String key, List<String> values, boolean variables) {
        return new Condition(
                operator,
                key,
                values.stream()
                        .map(value -> operator.comparison().expecting(value, variables))
                        .toList(),
                values.stream().anyMatch("true"::equalsIgnoreCase));
    }

    String key() {
        return key;
    }

    boolean holds(RequestContext context) {
        List<String> actual = context.values(lowerCaseKey);
        if (operator.comparison() == ValueComparison.NULL) {
            return actual.isEmpty() == wantsAbsent;
        }
        if (actual.isEmpty()) {
            return holdsWithoutKey();
        }
        return switch (operator.quantifier()) {
            case ALL -> actual.stream().allMatch(value -> matchesOne(value, context) != operator.negated());
            case ANY -> actual.stream().anyMatch(value -> matchesOne(value, context) != operator.negated());
            case NONE -> actual.stream().anyMatch(value -> matchesOne(value, context)) != operator.negated();
        };
    }

    private boolean holdsWithoutKey() {
        return switch (operator.quantifier()) {
            case ALL -> true;
            case ANY -> operator.ifExists();
            case NONE -> operator.ifExists() || operator.negated();
        };
    }

    private boolean matchesOne(String actual, RequestContext context) {
        for (BiPredicate<String, RequestContext> one : expected) {
            if (one.test(actual, context)) {
                return true;
            }
        }
        return false;
    }
}
