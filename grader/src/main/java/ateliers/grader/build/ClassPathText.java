package ateliers.grader.build;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A class path as Java's tools write it. */
final class ClassPathText {
    private ClassPathText() {}

    static String of(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
