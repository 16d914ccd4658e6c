package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.item.Validation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An expression's tokens, read one after the other. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)"
            + "|(?<names>#[A-Za-z0-9_]+)"
            + "|(?<values>:[A-Za-z0-9_]+)"
            + "|(?<number>[0-9]+)"
            + "|(?<symbol><=|>=|<>|[=<>()\\[\\],.+-])"
            + "|(?<unknown>\\S)");

    private static final int MAX_BYTES = 4096;
    private static final int MAX_OPERATORS = 300;

    private final String kind;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /**
     * Splits an expression.
     *
     * @param kind the parameter it was given as, as {@code ConditionExpression}
     */
    Tokens(String kind, String text) {
        this.kind = kind;
        this.text = text;
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw refuse("Expression size has exceeded the maximum allowed size; expression size: " + bytes);
        }
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(new Token(kindOf(matcher), matcher.group(), matcher.start()));
        }
        tokens.add(new Token(Token.Kind.END, Token.END, text.length()));
        if (tokens.size() == 1) {
            throw refuse("The expression can not be empty;");
        }
        tokens.stream().filter(t -> t.kind() == Token.Kind.UNKNOWN).findFirst().ifPresent(t -> {
            throw syntaxError(tokens.indexOf(t));
        });
    }

    private static Token.Kind kindOf(Matcher matcher) {
        if (matcher.group("name") != null) {
            return Token.Kind.NAME;
        }
        if (matcher.group("names") != null) {
            return Token.Kind.NAME_PLACEHOLDER;
        }
        if (matcher.group("values") != null) {
            return Token.Kind.VALUE_PLACEHOLDER;
        }
        if (matcher.group("number") != null) {
            return Token.Kind.NUMBER;
        }
        return matcher.group("symbol") != null ? Token.Kind.SYMBOL : Token.Kind.UNKNOWN;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekAfter() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean nextIs(String symbolOrWord) {
        return peek().is(symbolOrWord);
    }

    /** Passes a symbol or word, if it comes next. */
    boolean pass(String symbolOrWord) {
        boolean is = nextIs(symbolOrWord);
        if (is) {
            at++;
        }
        return is;
    }

    void require(String symbolOrWord) {
        if (!pass(symbolOrWord)) {
            throw syntaxError();
        }
    }

    void requireEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw syntaxError();
        }
    }

    /** Refuses too many of these operators and of functions. */
    void requireFewOperators(Set<String> operators) {
        int count = 0;
        for (int i = 0; i < tokens.size() - 1; i++) {
            boolean function =
                    tokens.get(i).kind() == Token.Kind.NAME && tokens.get(i + 1).is("(");
            if (function || operators.contains(tokens.get(i).text().toUpperCase(Locale.ROOT))) {
                count++;
            }
        }
        if (count > MAX_OPERATORS) {
            throw refuse("The expression contains too many operators; operator count: " + count);
        }
    }

    /** The error for the token that comes next. */
    AwsServiceException syntaxError() {
        return syntaxError(at);
    }

    private AwsServiceException syntaxError(int index) {
        Token token = tokens.get(index);
        int from = tokens.get(Math.max(0, index - 1)).start();
        int to = tokens.get(Math.min(tokens.size() - 1, index + 1)).end();
        return refuse("Syntax error; token: \"" + token.text() + "\", near: \"" + text.substring(from, to) + "\"");
    }

    /** An error about this expression. */
    AwsServiceException refuse(String message) {
        return Validation.error("Invalid " + kind + ": " + message);
    }
}
