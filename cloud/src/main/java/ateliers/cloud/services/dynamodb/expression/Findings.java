package ateliers.cloud.services.dynamodb.expression;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with an expression whose syntax is right. DynamoDB looks for one sort of error after the other over the
 * whole expression and reports the first of the first sort, so errors are gathered while reading and judged at the end.
 */
final class Findings {
    private final Map<Sort, String> first = new EnumMap<>(Sort.class);

    void add(Sort sort, String message) {
        first.putIfAbsent(sort, message);
    }

    /** Ends one elementary condition: what was found in it so far counts as that condition's error. */
    void endCondition() {
        for (Sort sort : List.of(Sort.UNDEFINED, Sort.OPERANDS, Sort.DISTINCT, Sort.TYPE)) {
            if (first.containsKey(sort)) {
                add(Sort.CONDITION, first.get(sort));
                return;
            }
        }
    }

    /** Throws the first error in this order of sorts, if there is one. */
    void report(Tokens tokens, Sort... order) {
        for (Sort sort : order) {
            if (first.containsKey(sort)) {
                throw tokens.refuse(first.get(sort));
            }
        }
    }

    /** The sorts of errors. */
    enum Sort {
        PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED,
        SECTION,
        UNDEFINED,
        OVERLAP,
        CONFLICT,
        ACTION,
        OPERANDS,
        DISTINCT,
        TYPE,
        CONDITION
    }
}
