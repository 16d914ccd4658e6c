package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.item.Values;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The comparators. Values of different types are different, and in no order. */
public enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values()).filter(o -> o.symbol.equals(symbol)).findFirst();
    }

    /** Whether it asks for an order, which only strings, numbers and binaries have. */
    boolean needsOrder() {
        return this != EQ && this != NE;
    }

    /** What it is with its operands exchanged. */
    public Operator flipped() {
        return switch (this) {
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
            default -> this;
        };
    }

    boolean holds(AttributeValue a, AttributeValue b) {
        if (this == EQ) {
            return Values.same(a, b);
        }
        if (this == NE) {
            return !Values.same(a, b);
        }
        if (a.type() != b.type() || !Values.isOrdered(a)) {
            return false;
        }
        int order = Values.compare(a, b);
        return switch (this) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    @Override
    public String toString() {
        return symbol;
    }
}
