package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.item.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A condition, filter or key condition. A comparison with something absent is false, except {@code <>}. */
public sealed interface Condition {
    /** Whether an item meets it; an absent item is an empty one. */
    boolean holds(Map<String, AttributeValue> item);

    /** The paths that it looks at. */
    Stream<Path> paths();

    /** Both. */
    record And(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) && right.holds(item);
        }

        @Override
        public Stream<Path> paths() {
            return Stream.concat(left.paths(), right.paths());
        }
    }

    /** Either. */
    record Or(Condition left, Condition right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return left.holds(item) || right.holds(item);
        }

        @Override
        public Stream<Path> paths() {
            return Stream.concat(left.paths(), right.paths());
        }
    }

    /** The contrary. */
    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return !condition.holds(item);
        }

        @Override
        public Stream<Path> paths() {
            return condition.paths();
        }
    }

    /** {@code left = right} and the like. */
    record Comparison(Operator operator, Operand left, Operand right) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            Optional<AttributeValue> a = left.in(item);
            Optional<AttributeValue> b = right.in(item);
            if (a.isEmpty() || b.isEmpty()) {
                return operator == Operator.NE;
            }
            return operator.holds(a.get(), b.get());
        }

        @Override
        public Stream<Path> paths() {
            return pathsOf(left, right);
        }
    }

    /** {@code operand BETWEEN low AND high}, both included. */
    record Between(Operand operand, Operand low, Operand high) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return new Comparison(Operator.GE, operand, low).holds(item)
                    && new Comparison(Operator.LE, operand, high).holds(item);
        }

        @Override
        public Stream<Path> paths() {
            return pathsOf(operand, low, high);
        }
    }

    /** {@code operand IN (a, b, …)}. */
    record In(Operand operand, List<Operand> choices) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return choices.stream().anyMatch(choice -> new Comparison(Operator.EQ, operand, choice).holds(item));
        }

        @Override
        public Stream<Path> paths() {
            return Stream.concat(pathsOf(operand), pathsOf(choices.toArray(Operand[]::new)));
        }
    }

    /** {@code attribute_exists(path)}. */
    record Exists(Path path) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.in(item).isPresent();
        }

        @Override
        public Stream<Path> paths() {
            return Stream.of(path);
        }
    }

    /** {@code attribute_type(path, type)}. */
    record HasType(Path path, String type) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            return path.in(item).map(Values::type).filter(type::equals).isPresent();
        }

        @Override
        public Stream<Path> paths() {
            return Stream.of(path);
        }
    }

    /** {@code begins_with(path, prefix)}, for strings and binaries. */
    record BeginsWith(Operand operand, Operand prefix) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue value = operand.in(item).orElse(null);
            AttributeValue start = prefix.in(item).orElse(null);
            if (value == null || start == null || value.type() != start.type()) {
                return false;
            }
            if (value.s() != null) {
                return value.s().startsWith(start.s());
            }
            return value.b() != null
                    && startsWith(value.b().asByteArrayUnsafe(), start.b().asByteArrayUnsafe());
        }

        private static boolean startsWith(byte[] bytes, byte[] start) {
            return bytes.length >= start.length
                    && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
        }

        @Override
        public Stream<Path> paths() {
            return pathsOf(operand, prefix);
        }
    }

    /** {@code contains(path, operand)}: a part of a string, a member of a set or list. */
    record Contains(Operand operand, Operand part) implements Condition {
        @Override
        public boolean holds(Map<String, AttributeValue> item) {
            AttributeValue whole = operand.in(item).orElse(null);
            AttributeValue sought = part.in(item).orElse(null);
            if (whole == null || sought == null) {
                return false;
            }
            return switch (Values.type(whole)) {
                case "S" -> sought.s() != null && whole.s().contains(sought.s());
                case "B" ->
                    sought.b() != null
                            && contains(
                                    whole.b().asByteArrayUnsafe(), sought.b().asByteArrayUnsafe());
                case "SS" -> sought.s() != null && whole.ss().contains(sought.s());
                case "NS" -> sought.n() != null && whole.ns().contains(sought.n());
                case "BS" -> sought.b() != null && whole.bs().contains(sought.b());
                case "L" -> whole.l().stream().anyMatch(element -> Values.same(element, sought));
                default -> false;
            };
        }

        private static boolean contains(byte[] bytes, byte[] part) {
            for (int at = 0; at + part.length <= bytes.length; at++) {
                if (java.util.Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Stream<Path> paths() {
            return pathsOf(operand, part);
        }
    }

    private static Stream<Path> pathsOf(Operand... operands) {
        return Stream.of(operands).flatMap(operand -> switch (Kind.of(operand)) {
            case PATH -> Stream.of((Path) operand);
            case SIZE -> Stream.of(((Operand.Size) operand).path());
            case LITERAL -> Stream.<Path>empty();
        });
    }

    /** The sorts of operands. */
    enum Kind {
        PATH,
        SIZE,
        LITERAL;

        static Kind of(Operand operand) {
            if (operand instanceof Path) {
                return PATH;
            }
            return operand instanceof Operand.Size ? SIZE : LITERAL;
        }
    }
}
