package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A kind of AWS that labs are graded on, found by its name. A new one is a class of its own and a line in {@code META-INF/services};
 * making one of these objects costs nothing, whatever the kind needs is loaded by {@link #open}.
 */
public interface TargetKind {

    /** The name used on the command line and in reports: {@code embedded}, {@code endpoint}… */
    String name();

    /** Whether it is started from an image, which may be chosen. */
    default boolean usesImage() {
        return false;
    }

    /** Whether it is somebody's account, where things cost. */
    default boolean isLive() {
        return false;
    }

    /** Why these options do not make such a target, in French; empty when they do. */
    Optional<String> refusal(TargetOptions options);

    /**
     * Makes sure that there is such an AWS and that it answers, before anything is built for it.
     *
     * @throws GraderException in one French sentence that says what to do, where none answers
     */
    Targets open(TargetOptions options);

    /** All kinds, the embedded one first. */
    static List<TargetKind> all() {
        return ServiceLoader.load(TargetKind.class, TargetKind.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** The kind of this name. */
    static Optional<TargetKind> named(String name) {
        return all().stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
