package ateliers.grader.generation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A number for a lab that a test makes: whoever adds a lab to the project may have taken any. */
public final class FreeNumber {
    private FreeNumber() {}

    /** The greatest that no lab of this project has, as two digits. */
    public static String of(Path project) {
        try (Stream<Path> labs = Files.list(project.resolve("labs"))) {
            Set<String> taken = labs.map(lab -> lab.getFileName().toString().substring(0, 2))
                    .collect(Collectors.toSet());
            return IntStream.iterate(99, number -> number - 1)
                    .mapToObj("%02d"::formatted)
                    .filter(number -> !taken.contains(number))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(project + " has no labs", e);
        }
    }
}
