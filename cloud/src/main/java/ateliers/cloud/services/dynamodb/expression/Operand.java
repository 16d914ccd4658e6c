package ateliers.cloud.services.dynamodb.expression;

import ateliers.cloud.services.dynamodb.item.Values;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an expression compares or calculates with. */
public sealed interface Operand permits Path, Operand.Literal, Operand.Size {
    /** Its value for an item, if it has one. */
    Optional<AttributeValue> in(Map<String, AttributeValue> item);

    /** A value given in {@code ExpressionAttributeValues}. */
    record Literal(String placeholder, AttributeValue value) implements Operand {
        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return Optional.of(value);
        }
    }

    /** {@code size(path)}: characters of a string, bytes of a binary, members of a set, list or map. */
    record Size(Path path) implements Operand {
        @Override
        public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
            return path.in(item).flatMap(Size::of).map(n -> AttributeValue.fromN(Integer.toString(n)));
        }

        private static Optional<Integer> of(AttributeValue value) {
            return switch (Values.type(value)) {
                case "S" -> Optional.of(value.s().codePointCount(0, value.s().length()));
                case "B" -> Optional.of(value.b().asByteArrayUnsafe().length);
                case "SS" -> Optional.of(value.ss().size());
                case "NS" -> Optional.of(value.ns().size());
                case "BS" -> Optional.of(value.bs().size());
                case "L" -> Optional.of(value.l().size());
                case "M" -> Optional.of(value.m().size());
                default -> Optional.empty();
            };
        }
    }
}
