package ateliers.grader.load;

import ateliers.grader.checklist.LoadScenario;
import ateliers.grader.checklist.Scenario;
import ateliers.grader.checklist.Stack;
import ateliers.grader.submission.Unusable;
import java.util.Comparator;
import java.util.List;
import org.junit.platform.commons.support.ReflectionSupport;

/** The scenarios of {@code ateliers.grader.checklists}, found by scanning. */
public final class Scenarios {
    private static final String PACKAGE = "ateliers.grader.checklists";

    private Scenarios() {}

    /** In the order of their labs. */
    public static List<Class<?>> all() {
        return ReflectionSupport.findAllClassesInPackage(
                        PACKAGE, type -> type.isAnnotationPresent(LoadScenario.class), name -> true)
                .stream()
                .sorted(Comparator.comparing(type -> of(type).lab()))
                .toList();
    }

    /** @throws Unusable when nobody has written one */
    public static Class<?> forLab(String lab) {
        return all().stream()
                .filter(type -> of(type).lab().equals(lab))
                .findFirst()
                .orElseThrow(() -> new Unusable("L'atelier %s n'a pas de scénario de charge. Ceux qui en ont un : %s."
                        .formatted(
                                lab,
                                String.join(
                                        ", ",
                                        all().stream()
                                                .map(type -> of(type).lab())
                                                .toList()))));
    }

    public static LoadScenario of(Class<?> type) {
        return type.getAnnotation(LoadScenario.class);
    }

    /** One for a stack. */
    public static Scenario on(Class<?> type, Stack stack) {
        return (Scenario) ReflectionSupport.newInstance(type, stack);
    }
}
