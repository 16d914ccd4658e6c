package ateliers.cloud.services.dynamodb.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The parts of an item that a reader asked for. */
public record Projection(List<Path> paths) {
    /** Those parts, within their maps and lists; elements of lists close up, in their order. */
    public Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Branch root = new Branch();
        for (Path path : paths) {
            path.in(item).ifPresent(value -> root.put(path.steps(), value));
        }
        return root.members();
    }

    /** A document under construction: either leaves or further branches, by step. */
    private static final class Branch {
        private final Map<Path.Step, Object> parts = new LinkedHashMap<>();

        void put(List<Path.Step> steps, AttributeValue value) {
            Path.Step step = steps.get(0);
            if (steps.size() == 1) {
                parts.put(step, value);
            } else {
                ((Branch) parts.computeIfAbsent(step, s -> new Branch())).put(steps.subList(1, steps.size()), value);
            }
        }

        Map<String, AttributeValue> members() {
            Map<String, AttributeValue> members = new LinkedHashMap<>();
            parts.forEach((step, part) -> members.put(((Path.Step.Member) step).name(), value(part)));
            return members;
        }

        private AttributeValue value() {
            if (parts.keySet().iterator().next() instanceof Path.Step.Member) {
                return AttributeValue.fromM(members());
            }
            Map<Integer, AttributeValue> elements = new TreeMap<>();
            parts.forEach((step, part) -> elements.put(((Path.Step.Element) step).index(), value(part)));
            return AttributeValue.fromL(new ArrayList<>(elements.values()));
        }

        private static AttributeValue value(Object part) {
            return part instanceof Branch branch ? branch.value() : (AttributeValue) part;
        }
    }
}
