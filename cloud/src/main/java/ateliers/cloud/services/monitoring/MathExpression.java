package ateliers.cloud.services.monitoring;

import ateliers.cloud.door.Unsupported;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression of metric math, read.
 *
 * @param names the ids of other queries that it uses
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Using math
 *     expressions</a>
 */
record MathExpression(Node root, Set<String> names) {
    /** A part of an expression. */
    sealed interface Node {}

    record Scalar(double value) implements Node {}

    record Name(String id) implements Node {}

    record Words(String text) implements Node {}

    record Call(String function, List<Node> arguments) implements Node {}

    record Operation(String operator, Node left, Node right) implements Node {}

    record Array(List<Node> items) implements Node {}

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|([a-zA-Z][a-zA-Z0-9_]*)"
                    + "|\"([^\"]*)\"|'([^']*)'|(&&|\\|\\||==|!=|<=|>=|[-+*/^<>(),\\[\\]]))");

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it cannot be read */
    static MathExpression of(String text) {
        if (text.trim().toUpperCase(java.util.Locale.ROOT).startsWith("SELECT ")) {
            throw new Unsupported("cloudwatch: Metrics Insights queries, as " + text);
        }
        Reader reader = new Reader(text);
        Node root = reader.either();
        if (!reader.atEnd()) {
            throw invalid(text);
        }
        return new MathExpression(root, reader.names);
    }

    private static RuntimeException invalid(String text) {
        return MonitoringErrors.validation("Error in expression '" + text + "' [Invalid syntax]");
    }

    /** Reads by descent; what binds weakest first. */
    private static final class Reader {
        private static final List<Set<String>> LEVELS =
                List.of(Set.of("<", ">", "<=", ">=", "==", "!="), Set.of("+", "-"), Set.of("*", "/"));

        private final String text;
        private final Set<String> names = new TreeSet<>();
        private final List<Token> tokens = new ArrayList<>();
        private int at;

        private record Token(String text, Kind kind) {}

        private enum Kind {
            NUMBER,
            NAME,
            WORDS,
            SIGN
        }

        Reader(String text) {
            this.text = text;
            Matcher matcher = TOKEN.matcher(text);
            int end = 0;
            while (end < text.length() && !text.substring(end).isBlank()) {
                if (!matcher.find(end) || matcher.start() != end) {
                    throw invalid(text);
                }
                tokens.add(token(matcher));
                end = matcher.end();
            }
        }

        private static Token token(Matcher matcher) {
            if (matcher.group(1) != null) {
                return new Token(matcher.group(1), Kind.NUMBER);
            }
            if (matcher.group(2) != null) {
                return new Token(matcher.group(2), Kind.NAME);
            }
            if (matcher.group(5) != null) {
                return new Token(matcher.group(5), Kind.SIGN);
            }
            return new Token(matcher.group(3) != null ? matcher.group(3) : matcher.group(4), Kind.WORDS);
        }

        boolean atEnd() {
            return at == tokens.size();
        }

        Node either() {
            Node left = both();
            while (takes("||") || takes("OR")) {
                left = new Operation("||", left, both());
            }
            return left;
        }

        private Node both() {
            Node left = level(0);
            while (takes("&&") || takes("AND")) {
                left = new Operation("&&", left, level(0));
            }
            return left;
        }

        private Node level(int depth) {
            if (depth == LEVELS.size()) {
                return power();
            }
            Node left = level(depth + 1);
            while (!atEnd()
                    && tokens.get(at).kind() == Kind.SIGN
                    && LEVELS.get(depth).contains(tokens.get(at).text())) {
                String operator = tokens.get(at++).text();
                left = new Operation(operator, left, level(depth + 1));
            }
            return left;
        }

        private Node power() {
            if (takes("-")) {
                return new Operation("-", new Scalar(0), power());
            }
            Node base = primary();
            return takes("^") ? new Operation("^", base, power()) : base;
        }

        private Node primary() {
            if (atEnd()) {
                throw invalid(text);
            }
            Token token = tokens.get(at++);
            switch (token.kind()) {
                case NUMBER:
                    return new Scalar(Double.parseDouble(token.text()));
                case WORDS:
                    return new Words(token.text());
                case NAME:
                    return takes("(") ? new Call(token.text(), until(")")) : name(token.text());
                default:
                    return bracketed(token.text());
            }
        }

        private Node bracketed(String sign) {
            if (sign.equals("[")) {
                return new Array(until("]"));
            }
            if (!sign.equals("(")) {
                throw invalid(text);
            }
            Node inner = either();
            if (!takes(")")) {
                throw invalid(text);
            }
            return inner;
        }

        private Node name(String id) {
            if (Character.isLowerCase(id.charAt(0))) {
                names.add(id);
            }
            return new Name(id);
        }

        private List<Node> until(String end) {
            List<Node> all = new ArrayList<>();
            while (!takes(end)) {
                all.add(either());
                if (!takes(",") && !(at < tokens.size() && tokens.get(at).text().equals(end))) {
                    throw invalid(text);
                }
            }
            return all;
        }

        private boolean takes(String sign) {
            boolean here = !atEnd()
                    && tokens.get(at).kind() != Kind.WORDS
                    && tokens.get(at).text().equals(sign);
            at += here ? 1 : 0;
            return here;
        }
    }
}
