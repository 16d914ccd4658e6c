package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.expression.Findings.Sort;
import ateliers.cloud.services.dynamodb.item.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads condition, filter and key condition expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions</a>
 */
public final class ConditionReader {
    private static final String VALID_TYPES = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";
    private static final List<String> TYPES = List.of("B", "NULL", "SS", "BOOL", "L", "BS", "N", "NS", "S", "M");

    private static final Set<String> OPERATORS =
            Set.of("=", "<>", "<", "<=", ">", ">=", "AND", "OR", "NOT", "BETWEEN", "IN");

    private final Terms terms;
    private final Tokens tokens;
    private final Findings findings;

    private ConditionReader(String kind, String text, Placeholders placeholders) {
        this.terms = new Terms(kind, text, placeholders);
        this.tokens = terms.tokens;
        this.findings = terms.findings;
    }

    /**
     * Reads an expression.
     *
     * @param kind the parameter it was given as, as {@code FilterExpression}
     */
    public static Condition read(String kind, String text, Placeholders placeholders) {
        ConditionReader reader = new ConditionReader(kind, text, placeholders);
        Condition condition = reader.condition(reader.or());
        reader.tokens.requireEnd();
        reader.findings.report(
                reader.tokens,
                Sort.PARENTHESES,
                Sort.UNKNOWN_FUNCTION,
                Sort.MISUSED_FUNCTION,
                Sort.RESERVED,
                Sort.CONDITION);
        reader.tokens.requireFewOperators(OPERATORS);
        return condition;
    }

    /** Something read: a condition, an operand, or a function that may turn out to be either. */
    private sealed interface Part {
        record Whole(Condition condition) implements Part {}

        record Term(Operand operand) implements Part {}

        record Call(String name, List<Part> arguments) implements Part {}

        record Enclosed(Part inner) implements Part {}
    }

    private Part or() {
        Part left = and();
        while (tokens.nextIs("OR")) {
            Condition first = condition(left);
            tokens.next();
            left = new Part.Whole(new Condition.Or(first, condition(and())));
        }
        return left;
    }

    private Part and() {
        Part left = not();
        while (tokens.nextIs("AND")) {
            Condition first = condition(left);
            tokens.next();
            left = new Part.Whole(new Condition.And(first, condition(not())));
        }
        return left;
    }

    private Part not() {
        if (tokens.pass("NOT")) {
            return new Part.Whole(new Condition.Not(condition(not())));
        }
        return comparison();
    }

    private Part comparison() {
        Part left = primary();
        Optional<Operator> operator = Operator.of(tokens.peek().text());
        if (operator.isPresent()) {
            Operand first = operand(left);
            tokens.next();
            return elementary(compare(operator.get(), first, operand(primary())));
        }
        if (tokens.nextIs("BETWEEN")) {
            Operand first = operand(left);
            tokens.next();
            Operand low = operand(primary());
            tokens.require("AND");
            return elementary(between(first, low, operand(primary())));
        }
        if (tokens.nextIs("IN")) {
            Operand first = operand(left);
            tokens.next();
            tokens.require("(");
            List<Operand> choices = new ArrayList<>();
            do {
                choices.add(operand(primary()));
            } while (tokens.pass(","));
            tokens.require(")");
            return elementary(in(first, choices));
        }
        return left;
    }

    private Part elementary(Condition condition) {
        findings.endCondition();
        return new Part.Whole(condition);
    }

    private Part primary() {
        if (tokens.pass("(")) {
            Part inner = or();
            tokens.require(")");
            if (inner instanceof Part.Enclosed) {
                findings.add(Sort.PARENTHESES, "The expression has redundant parentheses;");
            }
            return new Part.Enclosed(inner);
        }
        if (terms.nextIsFunction()) {
            return call();
        }
        return new Part.Term(terms.nextIsLiteral() ? terms.literal() : pathOperand());
    }

    private Operand pathOperand() {
        for (String word : List.of("AND", "OR", "NOT", "IN", "BETWEEN")) {
            if (tokens.nextIs(word)) {
                throw tokens.syntaxError();
            }
        }
        return terms.path();
    }

    private Part call() {
        String name = tokens.next().text();
        tokens.require("(");
        List<Part> arguments = new ArrayList<>();
        do {
            arguments.add(primary());
        } while (tokens.pass(","));
        tokens.require(")");
        return new Part.Call(name, arguments);
    }

    private Operand operand(Part part) {
        if (part instanceof Part.Enclosed enclosed) {
            return operand(enclosed.inner());
        }
        if (part instanceof Part.Term term) {
            return term.operand();
        }
        if (part instanceof Part.Call call) {
            if (call.name().equals("size")) {
                return size(call);
            }
            if (isKnown(call.name())) {
                misused(call.name());
            } else {
                terms.refuseUnknownFunction(call.name());
            }
            return standIn();
        }
        throw tokens.syntaxError();
    }

    private Condition condition(Part part) {
        if (part instanceof Part.Enclosed enclosed) {
            return condition(enclosed.inner());
        }
        if (part instanceof Part.Whole whole) {
            return whole.condition();
        }
        if (part instanceof Part.Call call) {
            Condition condition = function(call);
            findings.endCondition();
            return condition;
        }
        throw tokens.syntaxError();
    }

    private Condition function(Part.Call call) {
        List<Operand> operands = call.arguments().stream().map(this::operand).toList();
        String name = call.name();
        if (!isKnown(name)) {
            terms.refuseUnknownFunction(name);
            return impossible();
        }
        if (name.equals("size")) {
            misused(name);
            return impossible();
        }
        int expected = name.startsWith("attribute_") && name.endsWith("exists") ? 1 : 2;
        if (operands.size() != expected) {
            terms.refuseOperandCount(name, operands.size());
            return impossible();
        }
        return switch (name) {
            case "attribute_exists" -> new Condition.Exists(pathOf(name, operands.get(0)));
            case "attribute_not_exists" -> new Condition.Not(new Condition.Exists(pathOf(name, operands.get(0))));
            case "attribute_type" -> hasType(operands.get(0), operands.get(1));
            case "begins_with" -> beginsWith(operands.get(0), operands.get(1));
            default -> contains(operands.get(0), operands.get(1));
        };
    }

    private static boolean isKnown(String function) {
        return List.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size")
                .contains(function);
    }

    private void misused(String function) {
        findings.add(
                Sort.MISUSED_FUNCTION,
                "The function is not allowed to be used this way in an expression; function: " + function);
    }

    private Operand size(Part.Call call) {
        List<Operand> operands = call.arguments().stream().map(this::operand).toList();
        if (operands.size() != 1) {
            terms.refuseOperandCount("size", operands.size());
            return standIn();
        }
        if (operands.get(0) instanceof Path path) {
            return new Operand.Size(path);
        }
        typeOf(operands.get(0)).ifPresent(type -> {
            if (List.of("N", "BOOL", "NULL").contains(type)) {
                terms.refuseOperandType("size", type);
            } else {
                terms.refuseNoPath("size");
            }
        });
        return standIn();
    }

    private Condition hasType(Operand operand, Operand type) {
        distinct("attribute_type", operand, type);
        Optional<AttributeValue> wanted =
                type instanceof Operand.Literal literal ? Optional.of(literal.value()) : Optional.empty();
        if (wanted.isEmpty() || wanted.get().s() == null) {
            terms.refuseOperandType("attribute_type", typeOf(type).orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
            return impossible();
        }
        if (!TYPES.contains(wanted.get().s())) {
            findings.add(
                    Sort.TYPE,
                    "Invalid attribute type name found; type: " + wanted.get().s() + ", valid types: " + VALID_TYPES);
        }
        return new Condition.HasType(
                pathOf("attribute_type", operand), wanted.get().s());
    }

    private Condition beginsWith(Operand operand, Operand prefix) {
        distinct("begins_with", operand, prefix);
        for (Operand each : List.of(operand, prefix)) {
            typeOf(each)
                    .filter(type -> !type.equals("S") && !type.equals("B"))
                    .ifPresent(type -> terms.refuseOperandType("begins_with", type));
        }
        return new Condition.BeginsWith(operand, prefix);
    }

    private Condition contains(Operand operand, Operand part) {
        distinct("contains", operand, part);
        return new Condition.Contains(operand, part);
    }

    private Condition compare(Operator operator, Operand left, Operand right) {
        distinct(operator.toString(), left, right);
        if (operator.needsOrder()) {
            for (Operand each : List.of(left, right)) {
                typeOf(each)
                        .filter(type -> !List.of("S", "N", "B").contains(type))
                        .ifPresent(type -> findings.add(
                                Sort.TYPE,
                                "Incorrect operand type for operator or function; operator: " + operator
                                        + ", operand type: " + type));
            }
        }
        return new Condition.Comparison(operator, left, right);
    }

    private Condition between(Operand operand, Operand low, Operand high) {
        if (low instanceof Operand.Literal a && high instanceof Operand.Literal b) {
            String bounds = "; lower bound operand: AttributeValue: " + written(a.value())
                    + ", upper bound operand: AttributeValue: " + written(b.value());
            if (a.value().type() != b.value().type()) {
                findings.add(
                        Sort.TYPE, "The BETWEEN operator requires same data type for lower and upper bounds" + bounds);
            } else if (Values.isOrdered(a.value()) && Values.compare(a.value(), b.value()) > 0) {
                findings.add(
                        Sort.TYPE,
                        "The BETWEEN operator requires upper bound to be greater than or equal to lower bound"
                                + bounds);
            }
        }
        return new Condition.Between(operand, low, high);
    }

    private Condition in(Operand operand, List<Operand> choices) {
        if (choices.size() > 100) {
            terms.refuseOperandCount("IN", choices.size() + 1);
        }
        choices.forEach(choice -> distinct("IN", operand, choice));
        return new Condition.In(operand, List.copyOf(choices));
    }

    private static String written(AttributeValue value) {
        String content = value.s() != null ? value.s() : value.n() != null ? value.n() : value.toString();
        return "{" + Values.type(value) + ":" + content + "}";
    }

    private void distinct(String operator, Operand first, Operand other) {
        if (first instanceof Path path && first.equals(other)) {
            findings.add(
                    Sort.DISTINCT,
                    "The first operand must be distinct from the remaining operands for this operator or function; "
                            + "operator: " + operator + ", first operand: " + path);
        }
    }

    private Path pathOf(String function, Operand operand) {
        if (operand instanceof Path path) {
            return path;
        }
        terms.refuseNoPath(function);
        return new Path(List.of(new Path.Step.Member("?")));
    }

    private static Optional<String> typeOf(Operand operand) {
        if (operand instanceof Operand.Literal literal) {
            return Optional.of(Values.type(literal.value()));
        }
        return operand instanceof Operand.Size ? Optional.of("N") : Optional.empty();
    }

    /** Takes the place of what has already been found wrong, so that the rest can be read. */
    private static Operand standIn() {
        return new Operand.Literal("", AttributeValue.fromS(""));
    }

    private static Condition impossible() {
        return new Condition.In(standIn(), List.of());
    }
}
