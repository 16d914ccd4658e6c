package ateliers.grader.build;

import java.nio.file.Path;
import java.util.List;

/**
 * A submission that was built, in a private folder.
 *
 * @param root the folder against which the template's {@code CodeUri} is read
 * @param jar the function's code, under {@code root}
 * @param dependencies the jars that the code needs and does not hold; empty when it is complete
 */
public record Built(Path root, Path jar, List<Path> dependencies) {
    /** Where every lab's POM puts the function's code. */
    public static final String JAR = "target/function.jar";
}
