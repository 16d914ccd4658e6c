package ateliers.cloud.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** One key of a condition block: an operator, the key, and the values of which one must (or, negated, none may) match. */
final class Condition {
    private final ConditionOperator operator;
    private final String key;
    private final String lowerCaseKey;
    private final List<BiPredicate<String, RequestContext>> expected;
    private final Set<Boolean> nulls;

    private Condition(
            ConditionOperator operator,
            String key,
            List<BiPredicate<String, RequestContext>> expected,
            Set<Boolean> nulls) {
        this.operator = operator;
        this.key = key;
        this.lowerCaseKey = key.toLowerCase(Locale.ROOT);
        this.expected = expected;
        this.nulls = nulls;
    }

    static Condition of(ConditionOperator operator, String key, List<String> values, boolean variables) {
        return new Condition(
                operator,
                key,
                values.stream()
                        .map(value -> operator.comparison().expecting(value, variables))
                        .toList(),
                values.stream().map("true"::equalsIgnoreCase).collect(Collectors.toUnmodifiableSet()));
    }

    String key() {
        return key;
    }

    boolean holds(RequestContext context) {
        List<String> actual = context.values(lowerCaseKey);
        if (operator.comparison() == ValueComparison.NULL) {
            return nulls.contains(actual.isEmpty());
        }
        if (actual.isEmpty()) {
            return holdsWithoutKey();
        }
        return switch (operator.quantifier()) {
            case ALL -> actual.stream().allMatch(value -> matchesOne(value, context) != operator.negated());
            case ANY -> actual.stream().anyMatch(value -> matchesOne(value, context) != operator.negated());
            // A key with several values asks for a set operator: without one the condition never holds.
            case NONE -> actual.size() == 1 && matchesOne(actual.get(0), context) != operator.negated();
        };
    }

    private boolean holdsWithoutKey() {
        return switch (operator.quantifier()) {
            case ALL -> true;
            // Without a value there is none that matches, IfExists or not.
            case ANY -> false;
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
