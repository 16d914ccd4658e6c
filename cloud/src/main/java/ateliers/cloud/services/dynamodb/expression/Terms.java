package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.expression.Findings.Sort;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads what all kinds of expressions share: paths, placeholders and the arguments of functions. */
final class Terms {
    /** Stands for a value that is not defined, until the error about it is reported. */
    private static final AttributeValue UNDEFINED = AttributeValue.fromNul(true);

    private static final String UNDEFINED_NAME =
            "An expression attribute name used in the document path is not defined; attribute name: ";
    private static final String UNDEFINED_VALUE =
            "An expression attribute value used in expression is not defined; attribute value: ";

    final Tokens tokens;
    final Findings findings = new Findings();
    private final Placeholders placeholders;

    Terms(String kind, String text, Placeholders placeholders) {
        this.tokens = new Tokens(kind, text);
        this.placeholders = placeholders;
    }

    Path path() {
        List<Path.Step> steps = new ArrayList<>();
        steps.add(member());
        while (true) {
            if (tokens.pass(".")) {
                steps.add(member());
            } else if (tokens.pass("[")) {
                steps.add(element());
            } else {
                return new Path(List.copyOf(steps));
            }
        }
    }

    private Path.Step member() {
        Token token = tokens.peek();
        switch (token.kind()) {
            case NAME -> {
                tokens.next();
                if (ReservedWords.contain(token.text())) {
                    findings.add(
                            Sort.RESERVED, "Attribute name is a reserved keyword; reserved keyword: " + token.text());
                }
                return new Path.Step.Member(token.text());
            }
            case NAME_PLACEHOLDER -> {
                tokens.next();
                return new Path.Step.Member(placeholders.name(token.text()).orElseGet(() -> {
                    findings.add(Sort.UNDEFINED, UNDEFINED_NAME + token.text());
                    return token.text();
                }));
            }
            default -> throw tokens.syntaxError();
        }
    }

    private Path.Step element() {
        if (tokens.peek().kind() != Token.Kind.NUMBER || tokens.peek().text().length() > 9) {
            throw tokens.syntaxError();
        }
        int index = Integer.parseInt(tokens.next().text());
        tokens.require("]");
        return new Path.Step.Element(index);
    }

    Operand.Literal literal() {
        if (tokens.peek().kind() != Token.Kind.VALUE_PLACEHOLDER) {
            throw tokens.syntaxError();
        }
        String placeholder = tokens.next().text();
        return new Operand.Literal(placeholder, placeholders.value(placeholder).orElseGet(() -> {
            findings.add(Sort.UNDEFINED, UNDEFINED_VALUE + placeholder);
            return UNDEFINED;
        }));
    }

    boolean nextIsFunction() {
        return tokens.peek().kind() == Token.Kind.NAME && tokens.peekAfter().is("(");
    }

    boolean nextIsLiteral() {
        return tokens.peek().kind() == Token.Kind.VALUE_PLACEHOLDER;
    }

    void refuseOperandCount(String function, int count) {
        findings.add(
                Sort.OPERANDS,
                "Incorrect number of operands for operator or function; operator or function: " + function
                        + ", number of operands: " + count);
    }

    void refuseOperandType(String function, String type) {
        findings.add(
                Sort.TYPE,
                "Incorrect operand type for operator or function; operator or function: " + function
                        + ", operand type: " + type);
    }

    void refuseNoPath(String function) {
        findings.add(Sort.TYPE, "Operator or function requires a document path; operator or function: " + function);
    }

    void refuseUnknownFunction(String function) {
        findings.add(Sort.UNKNOWN_FUNCTION, "Invalid function name; function: " + function);
    }
}
