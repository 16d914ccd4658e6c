package ateliers.grader.checklist;

import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs criteria in the order of the lab's table; but those with a pair of stacks first, since others play on what they leave. */
final class CriteriaOrder implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparing(
                        method -> method.findAnnotation(Criterion.class).orElse(null),
                        Comparator.nullsLast(Comparator.comparing((Criterion criterion) -> !criterion.pair())
                                .thenComparingInt(Criterion::order))));
    }
}
