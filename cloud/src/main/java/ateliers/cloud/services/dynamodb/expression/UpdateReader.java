package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.expression.Findings.Sort;
import ateliers.cloud.services.dynamodb.expression.Update.Change;
import ateliers.cloud.services.dynamodb.expression.Update.NewValue;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads update expressions.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 *     Update expressions</a>
 */
public final class UpdateReader {
    private static final List<String> SECTIONS = List.of("SET", "REMOVE", "ADD", "DELETE");
    private static final Map<String, String> LONG_TYPES = Map.of(
            "S", "STRING", "N", "NUMBER", "B", "BINARY", "NULL", "NULL", "BOOL", "BOOLEAN", "L", "LIST", "M", "MAP");

    private final Terms terms;
    private final Tokens tokens;
    private final Findings findings;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> nested = new HashSet<>();

    private UpdateReader(String text, Placeholders placeholders) {
        this.terms = new Terms("UpdateExpression", text, placeholders);
        this.tokens = terms.tokens;
        this.findings = terms.findings;
    }

    /** Reads an expression. */
    public static Update read(String text, Placeholders placeholders) {
        UpdateReader reader = new UpdateReader(text, placeholders);
        reader.sections();
        reader.findings.report(
                reader.tokens,
                Sort.RESERVED,
                Sort.UNKNOWN_FUNCTION,
                Sort.SECTION,
                Sort.UNDEFINED,
                Sort.OVERLAP,
                Sort.CONFLICT,
                Sort.ACTION,
                Sort.OPERANDS,
                Sort.TYPE);
        reader.tokens.requireFewOperators(Set.of("+", "-"));
        return new Update(List.copyOf(reader.changes), List.copyOf(reader.nested));
    }

    private void sections() {
        Set<String> seen = new HashSet<>();
        do {
            String section = tokens.peek().text().toUpperCase(Locale.ROOT);
            if (!SECTIONS.contains(section)) {
                throw tokens.syntaxError();
            }
            tokens.next();
            if (!seen.add(section)) {
                findings.add(
                        Sort.SECTION, "The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                add(change(section));
            } while (tokens.pass(","));
        } while (tokens.peek().kind() != Token.Kind.END);
    }

    private Path path() {
        if (SECTIONS.contains(tokens.peek().text().toUpperCase(Locale.ROOT))) {
            throw tokens.syntaxError();
        }
        Path path = terms.path();
        if (!path.isTopLevel()) {
            nested.add(path.attribute());
        }
        return path;
    }

    private Change change(String section) {
        Path path = path();
        return switch (section) {
            case "SET" -> {
                tokens.require("=");
                yield new Change.Set(path, newValue());
            }
            case "REMOVE" -> new Change.Remove(path);
            case "ADD" -> new Change.Add(path, operatorValue("ADD"));
            default -> new Change.Delete(path, operatorValue("DELETE"));
        };
    }

    private Operand.Literal operatorValue(String operator) {
        Operand.Literal literal = terms.literal();
        String type = LONG_TYPES.get(Values.type(literal.value()));
        if (type != null && !(operator.equals("ADD") && type.equals("NUMBER"))) {
            findings.add(
                    Sort.ACTION,
                    "Incorrect operand type for operator or function; operator: " + operator + ", operand type: " + type
                            + (operator.equals("ADD")
                                    ? ", typeSet: ALLOWED_FOR_ADD_OPERAND"
                                    : ", typeSet: ALLOWED_FOR_DELETE_OPERAND"));
        }
        return literal;
    }

    private NewValue newValue() {
        NewValue left = term();
        for (String operator : List.of("+", "-")) {
            if (tokens.pass(operator)) {
                NewValue right = term();
                requireType(operator, "N", left, right);
                return new NewValue.Sum(left, right, operator.equals("-"));
            }
        }
        return left;
    }

    private NewValue term() {
        if (tokens.pass("(")) {
            NewValue inner = newValue();
            tokens.require(")");
            return inner;
        }
        if (terms.nextIsFunction()) {
            return function();
        }
        return new NewValue.Plain(terms.nextIsLiteral() ? terms.literal() : path());
    }

    private NewValue function() {
        String name = tokens.next().text();
        tokens.require("(");
        List<NewValue> arguments = new ArrayList<>();
        do {
            arguments.add(newValue());
        } while (tokens.pass(","));
        tokens.require(")");
        if (!name.equals("if_not_exists") && !name.equals("list_append")) {
            terms.refuseUnknownFunction(name);
            return arguments.get(0);
        }
        if (arguments.size() != 2) {
            terms.refuseOperandCount(name, arguments.size());
            return arguments.get(0);
        }
        if (name.equals("list_append")) {
            requireType(name, "L", arguments.get(0), arguments.get(1));
            return new NewValue.Appended(arguments.get(0), arguments.get(1));
        }
        if (arguments.get(0) instanceof NewValue.Plain plain && plain.operand() instanceof Path path) {
            return new NewValue.Default(path, arguments.get(1));
        }
        terms.refuseNoPath(name);
        return arguments.get(1);
    }

    private void requireType(String function, String type, NewValue... operands) {
        for (NewValue operand : operands) {
            literalType(operand)
                    .filter(actual -> !actual.equals(type))
                    .ifPresent(actual -> terms.refuseOperandType(function, actual));
        }
    }

    private static Optional<String> literalType(NewValue value) {
        return value instanceof NewValue.Plain plain && plain.operand() instanceof Operand.Literal literal
                ? Optional.of(Values.type(literal.value()))
                : Optional.empty();
    }

    private void add(Change change) {
        for (Change other : changes) {
            Paths.relate(other.path(), change.path())
                    .ifPresent(
                            relation -> findings.add(relation.sort(), relation.message(other.path(), change.path())));
        }
        changes.add(change);
    }
}
