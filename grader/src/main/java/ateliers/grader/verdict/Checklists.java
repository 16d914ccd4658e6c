package ateliers.grader.verdict;

import ateliers.grader.checklist.Checklist;
import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Parameters;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Target;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** The checklists of {@code ateliers.grader.checklists}, found by scanning. */
public final class Checklists {
    private static final String PACKAGE = "ateliers.grader.checklists";

    private Checklists() {}

    public static List<Class<?>> all() {
        return ReflectionSupport.findAllClassesInPackage(
                        PACKAGE, type -> type.isAnnotationPresent(Checklist.class), name -> true)
                .stream()
                .sorted(Comparator.comparing(type -> of(type).lab()))
                .toList();
    }

    /** Those among classes that a loader knows; a class that cannot be loaded is none. */
    public static List<Class<?>> among(List<String> classNames, ClassLoader loader) {
        return classNames.stream()
                .<Class<?>>flatMap(name -> ReflectionSupport.tryToLoadClass(name, loader).toOptional().stream())
                .filter(type -> type.isAnnotationPresent(Checklist.class))
                .toList();
    }

    public static Optional<Class<?>> forLab(String lab) {
        return all().stream().filter(type -> of(type).lab().equals(lab)).findFirst();
    }

    public static Checklist of(Class<?> type) {
        return type.getAnnotation(Checklist.class);
    }

    /** The criteria of a checklist, in its order. */
    public static List<Criterion> criteria(Class<?> type) {
        return Stream.of(type.getDeclaredMethods())
                .map(Checklists::criterion)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Criterion::order))
                .toList();
    }

    /** New values for the parameters of a lab's contract. */
    public static Map<String, String> parameters(Class<?> type) {
        return made(type).get();
    }

    /** What parameters are that the contract of a lab gives a default, where they are not passed. */
    public static Map<String, String> defaults(Class<?> type) {
        return made(type).defaults();
    }

    /** What sets an account up for the parameters of a lab's contract, as they are passed. */
    public static BiConsumer<Target, AwsClients> preparation(Class<?> type, Map<String, String> passed) {
        Parameters parameters = made(type);
        return (target, aws) -> parameters.prepare(target, aws, passed);
    }

    private static Parameters made(Class<?> type) {
        return ReflectionSupport.newInstance(of(type).parameters());
    }

    static Optional<Criterion> criterion(Method method) {
        return Optional.ofNullable(method.getAnnotation(Criterion.class));
    }
}
