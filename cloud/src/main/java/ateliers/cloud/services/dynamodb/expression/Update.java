package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.item.Numbers;
import ateliers.cloud.services.dynamodb.item.Validation;
import ateliers.cloud.services.dynamodb.item.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An update expression. All its values are taken from the item as it was before.
 *
 * @param nested the attributes into which its paths lead
 */
public record Update(List<Change> changes, List<String> nested) {
    /** The paths that it changes. */
    public Stream<Path> paths() {
        return changes.stream().map(Change::path);
    }

    /** The item that comes of another; that one is not touched. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> before) {
        Document document = new Document(before);
        List<Runnable> writes = new ArrayList<>();
        changes.stream()
                .sorted(Comparator.comparing(Change::path, Path.WRITING))
                .forEach(change -> change.prepare(before, document).forEach(writes::add));
        writes.forEach(Runnable::run);
        document.dropRemoved();
        return document.attributes();
    }

    /** One action of an update expression. */
    public sealed interface Change {
        Path path();

        /** The type that the attribute will have, where the expression alone tells. */
        default Optional<String> type() {
            return Optional.empty();
        }

        /** Calculates from the item as it was, and says what is to be written. */
        Stream<Runnable> prepare(Map<String, AttributeValue> before, Document document);

        /** {@code SET path = value}. */
        record Set(Path path, NewValue value) implements Change {
            @Override
            public Optional<String> type() {
                return value.type();
            }

            @Override
            public Stream<Runnable> prepare(Map<String, AttributeValue> before, Document document) {
                AttributeValue calculated = value.in(before);
                return Stream.of(() -> document.set(path, calculated));
            }
        }

        /** {@code REMOVE path}. */
        record Remove(Path path) implements Change {
            @Override
            public Stream<Runnable> prepare(Map<String, AttributeValue> before, Document document) {
                return Stream.of(() -> document.remove(path));
            }
        }

        /** {@code ADD path :value}: a number to a number, members to a set. */
        record Add(Path path, Operand.Literal literal) implements Change {
            @Override
            public Optional<String> type() {
                return Optional.of(Values.type(literal.value()));
            }

            @Override
            public Stream<Runnable> prepare(Map<String, AttributeValue> before, Document document) {
                AttributeValue added = path.in(before).map(this::to).orElse(literal.value());
                return Stream.of(() -> document.set(path, added));
            }

            private AttributeValue to(AttributeValue present) {
                AttributeValue more = literal.value();
                if (present.type() != more.type()) {
                    throw incorrectType();
                }
                return more.n() != null ? NewValue.Sum.of(present, more, false) : Sets.union(present, more);
            }
        }

        /** {@code DELETE path :value}: members from a set; an emptied set goes. */
        record Delete(Path path, Operand.Literal literal) implements Change {
            @Override
            public Stream<Runnable> prepare(Map<String, AttributeValue> before, Document document) {
                return path.in(before).stream().map(present -> {
                    if (present.type() != literal.value().type()) {
                        throw incorrectType();
                    }
                    var left = Sets.difference(present, literal.value());
                    return () -> left.ifPresentOrElse(set -> document.set(path, set), () -> document.remove(path));
                });
            }
        }
    }

    /** What {@code SET} assigns. */
    public sealed interface NewValue {
        /** Its type, where the expression alone tells. */
        Optional<String> type();

        /** The value, from the item as it was. */
        AttributeValue in(Map<String, AttributeValue> before);

        /** A path's value or a given one. */
        record Plain(Operand operand) implements NewValue {
            @Override
            public Optional<String> type() {
                return operand instanceof Operand.Literal literal
                        ? Optional.of(Values.type(literal.value()))
                        : Optional.empty();
            }

            @Override
            public AttributeValue in(Map<String, AttributeValue> before) {
                return operand.in(before)
                        .orElseThrow(() -> Validation.error(
                                "The provided expression refers to an attribute that does not exist in the item"));
            }
        }

        /** {@code if_not_exists(path, value)}. */
        record Default(Path path, NewValue otherwise) implements NewValue {
            @Override
            public Optional<String> type() {
                return Optional.empty();
            }

            @Override
            public AttributeValue in(Map<String, AttributeValue> before) {
                return path.in(before).orElseGet(() -> otherwise.in(before));
            }
        }

        /** {@code list_append(a, b)}. */
        record Appended(NewValue first, NewValue second) implements NewValue {
            @Override
            public Optional<String> type() {
                return Optional.of("L");
            }

            @Override
            public AttributeValue in(Map<String, AttributeValue> before) {
                AttributeValue a = first.in(before);
                AttributeValue b = second.in(before);
                if (!a.hasL() || !b.hasL()) {
                    throw incorrectType();
                }
                return AttributeValue.fromL(
                        Stream.concat(a.l().stream(), b.l().stream()).toList());
            }
        }

        /** {@code a + b}, {@code a - b}. */
        record Sum(NewValue left, NewValue right, boolean minus) implements NewValue {
            @Override
            public Optional<String> type() {
                return Optional.of("N");
            }

            @Override
            public AttributeValue in(Map<String, AttributeValue> before) {
                return of(left.in(before), right.in(before), minus);
            }

            static AttributeValue of(AttributeValue a, AttributeValue b, boolean minus) {
                if (a.n() == null || b.n() == null) {
                    throw incorrectType();
                }
                BigDecimal x = new BigDecimal(a.n());
                BigDecimal y = new BigDecimal(b.n());
                return AttributeValue.fromN(Numbers.canonical(Numbers.check(minus ? x.subtract(y) : x.add(y))));
            }
        }
    }

    static AwsServiceException incorrectType() {
        return Validation.error("An operand in the update expression has an incorrect data type");
    }

    /** An item while it is being changed. */
    public static final class Document {
        /** Takes the place of a removed element, so that later paths still count from the list as it was. */
        private static final AttributeValue REMOVED = AttributeValue.builder().build();

        private final Map<String, AttributeValue> attributes;

        Document(Map<String, AttributeValue> before) {
            this.attributes = new LinkedHashMap<>(before);
        }

        Map<String, AttributeValue> attributes() {
            return attributes;
        }

        void set(Path path, AttributeValue value) {
            if (path.isTopLevel()) {
                attributes.put(path.attribute(), value);
                return;
            }
            AttributeValue parent = attributes.get(path.attribute());
            attributes.put(
                    path.attribute(),
                    replaced(parent, path.steps().subList(1, path.steps().size()), value));
        }

        void remove(Path path) {
            if (path.isTopLevel()) {
                attributes.remove(path.attribute());
            } else {
                set(path, REMOVED);
            }
        }

        private static AttributeValue replaced(AttributeValue document, List<Path.Step> steps, AttributeValue value) {
            if (steps.isEmpty()) {
                return value;
            }
            List<Path.Step> rest = steps.subList(1, steps.size());
            if (document != null && steps.get(0) instanceof Path.Step.Member member && document.hasM()) {
                Map<String, AttributeValue> members = new LinkedHashMap<>(document.m());
                AttributeValue present = members.get(member.name());
                AttributeValue next = replaced(present, rest, value);
                if (next == REMOVED) {
                    members.remove(member.name());
                } else {
                    members.put(member.name(), next);
                }
                return AttributeValue.fromM(members);
            }
            if (document != null && steps.get(0) instanceof Path.Step.Element element && document.hasL()) {
                return inList(document.l(), element.index(), rest, value);
            }
            throw Validation.error("The document path provided in the update expression is invalid for update");
        }

        private static AttributeValue inList(
                List<AttributeValue> list, int index, List<Path.Step> rest, AttributeValue value) {
            List<AttributeValue> elements = new ArrayList<>(list);
            if (index < elements.size()) {
                elements.set(index, replaced(elements.get(index), rest, value));
            } else if (value != REMOVED) {
                // Beyond the end, SET appends; the place in the list is not kept.
                elements.add(replaced(null, rest, value));
            }
            return AttributeValue.fromL(elements);
        }

        /** Lets lists close up after all changes were made. */
        void dropRemoved() {
            attributes.replaceAll((name, value) -> withoutRemoved(value));
        }

        private static AttributeValue withoutRemoved(AttributeValue value) {
            if (value.hasL()) {
                return AttributeValue.fromL(value.l().stream()
                        .filter(element -> element != REMOVED)
                        .map(Document::withoutRemoved)
                        .toList());
            }
            if (value.hasM()) {
                Map<String, AttributeValue> members = new LinkedHashMap<>();
                value.m().forEach((name, member) -> members.put(name, withoutRemoved(member)));
                return AttributeValue.fromM(members);
            }
            return value;
        }
    }
}
