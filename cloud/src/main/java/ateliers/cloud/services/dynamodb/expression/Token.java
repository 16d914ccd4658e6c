package ateliers.cloud.services.dynamodb.expression;

/**
 * A token of an expression.
 *
 * @param start of its text in the expression
 */
record Token(Kind kind, String text, int start) {
    static final String END = "<EOF>";

    int end() {
        return kind == Kind.END ? start : start + text.length();
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equalsIgnoreCase(symbolOrWord);
    }

    /** The sorts of tokens. */
    enum Kind {
        NAME,
        NAME_PLACEHOLDER,
        VALUE_PLACEHOLDER,
        NUMBER,
        SYMBOL,
        UNKNOWN,
        END
    }
}
