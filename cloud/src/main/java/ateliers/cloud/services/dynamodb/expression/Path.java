package ateliers.cloud.services.dynamodb.expression;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A document path, as {@code address.lines[0]}, with its placeholders resolved. */
public record Path(List<Step> steps) implements Operand {
    /** The attribute it starts with. */
    public String attribute() {
        return ((Step.Member) steps.get(0)).name();
    }

    /** Whether it names a whole attribute. */
    public boolean isTopLevel() {
        return steps.size() == 1;
    }

    @Override
    public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
        Optional<AttributeValue> value = Optional.ofNullable(item.get(attribute()));
        for (Step step : steps.subList(1, steps.size())) {
            value = value.flatMap(step::of);
        }
        return value;
    }

    /** The attributes into which paths lead. */
    public static Stream<String> nested(Stream<Path> paths) {
        return paths.filter(path -> !path.isTopLevel()).map(Path::attribute);
    }

    /** The order in which changes of an item are written: a list is appended to in the order of its elements. */
    static final Comparator<Path> WRITING = (one, other) -> {
        int common = Math.min(one.steps().size(), other.steps().size());
        for (int i = 0; i < common; i++) {
            int order = Step.ORDER.compare(one.steps().get(i), other.steps().get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.steps().size(), other.steps().size());
    };

    /** As DynamoDB writes it in errors: {@code [address, lines, [0]]}. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** One step of a path. */
    public sealed interface Step {
        /** Members by name, before elements by index. */
        Comparator<Step> ORDER = Comparator.comparing(
                        (Step step) -> step instanceof Member member ? member.name() : "~")
                .thenComparing(step -> step instanceof Element element ? element.index() : -1);

        /** Where this step leads from a document, if it leads anywhere. */
        Optional<AttributeValue> of(AttributeValue document);

        /** An attribute, or a member of a map. */
        record Member(String name) implements Step {
            @Override
            public Optional<AttributeValue> of(AttributeValue document) {
                return document.hasM() ? Optional.ofNullable(document.m().get(name)) : Optional.empty();
            }

            @Override
            public String toString() {
                return name;
            }
        }

        /** An element of a list. */
        record Element(int index) implements Step {
            @Override
            public Optional<AttributeValue> of(AttributeValue document) {
                return document.hasL() && index < document.l().size()
                        ? Optional.of(document.l().get(index))
                        : Optional.empty();
            }

            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }
    }
}
