package ateliers.grader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a lab's solution, to be changed for a test. */
public record SolutionCopy(Path folder) {

    /** Copies what the build did not make into a new folder, named as the lab, in another. */
    public static SolutionCopy of(String lab, Path into) throws IOException {
        Path solution = Path.of("..", "solutions", lab);
        Path copy = into.resolve(lab);
        try (Stream<Path> files = Files.walk(solution)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(solution.resolve("target")))
                    .toList();
            for (Path file : chosen) {
                Path target = copy.resolve(solution.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return new SolutionCopy(copy);
    }

    /** Replaces text that must be there. */
    public SolutionCopy with(String file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        if (!text.contains(before)) {
            throw new IllegalStateException(path + " does not hold: " + before);
        }
        Files.writeString(path, text.replace(before, after));
        return this;
    }
}
