package ateliers.cloud.services.dynamodb.expression;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /** As DynamoDB writes it in errors: {@code [address, lines, [0]]}. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }

    /** One step of a path. */
    public sealed interface Step {
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
