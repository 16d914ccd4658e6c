package ateliers.grader.checklist;

import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs criteria in the order of the lab's table. */
final class CriteriaOrder implements MethodOrderer {
    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt(method -> method.findAnnotation(Criterion.class)
                        .map(Criterion::order)
                        .orElse(Integer.MAX_VALUE)));
    }
}
