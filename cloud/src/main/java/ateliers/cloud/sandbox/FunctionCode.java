package ateliers.cloud.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Function code, ready to run.
 *
 * @param taskRoot LAMBDA_TASK_ROOT and working folder; its classes, and the jars in its {@code lib}, are the function's
 * @param classPath jars put before it, after the runtime client's; empty where the task root holds everything
 * @param archive the AppCDS archive of the runtime client's jars and a prefix of the class path; a file that is
 *     missing or does not fit is left aside by the JVM
 */
public record FunctionCode(Path taskRoot, List<Path> classPath, Optional<Path> archive) {
    public FunctionCode {
        Objects.requireNonNull(taskRoot);
        classPath = List.copyOf(classPath);
        Objects.requireNonNull(archive);
    }
}
