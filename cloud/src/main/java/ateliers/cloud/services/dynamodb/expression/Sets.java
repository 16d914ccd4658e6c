package ateliers.cloud.services.dynamodb.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Union and difference of two sets of the same type. */
final class Sets {
    private Sets() {}

    static AttributeValue union(AttributeValue a, AttributeValue b) {
        if (a.hasSs()) {
            return AttributeValue.fromSs(union(a.ss(), b.ss()));
        }
        return a.hasNs() ? AttributeValue.fromNs(union(a.ns(), b.ns())) : AttributeValue.fromBs(union(a.bs(), b.bs()));
    }

    /** What is left; empty when nothing is, since DynamoDB keeps no empty set. */
    static Optional<AttributeValue> difference(AttributeValue a, AttributeValue b) {
        if (a.hasSs()) {
            return difference(a.ss(), b.ss(), AttributeValue::fromSs);
        }
        return a.hasNs()
                ? difference(a.ns(), b.ns(), AttributeValue::fromNs)
                : difference(a.bs(), b.bs(), AttributeValue::fromBs);
    }

    private static <T> List<T> union(Collection<T> a, Collection<T> b) {
        LinkedHashSet<T> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return new ArrayList<>(all);
    }

    private static <T> Optional<AttributeValue> difference(
            Collection<T> a, Collection<T> b, Function<List<T>, AttributeValue> set) {
        List<T> left = new ArrayList<>(a);
        left.removeAll(b);
        return left.isEmpty() ? Optional.empty() : Optional.of(set.apply(left));
    }
}
