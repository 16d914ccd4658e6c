package ateliers.grader.build;

import ateliers.grader.submission.Submission;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The JDK's compiler, called with the lab's class path and no annotation processor, on a private copy of the sources. */
final class DirectBuild {
    private final List<Path> classPath;

    DirectBuild(List<Path> classPath) {
        this.classPath = classPath;
    }

    Built build(Submission submission, Path work) {
        Path root = work.resolve("construction");
        Path sources = root.resolve("src/main/java");
        Path classes = root.resolve("target/classes");
        Copies.tree(submission.sources(), sources, Set.of());
        try {
            Files.createDirectories(classes);
            if (Files.isDirectory(submission.resources())) {
                Copies.tree(submission.resources(), classes, Set.of());
            }
            Compilation compilation = new Compilation(classPath, sources, classes);
            if (submission.inPlace()) {
                compilation.run();
            } else {
                // What uses up memory or does not end would use up that of those who are graded next.
                CompilerProcess.run(compilation, root);
            }
            Path jar = root.resolve(Built.JAR);
            Jars.pack(classes, jar);
            return new Built(root, jar, classPath);
        } catch (IOException e) {
            throw new GraderException(
                    "La construction a échoué : %s. Reste-t-il de la place sur le disque ?".formatted(e), e);
        }
    }
}
