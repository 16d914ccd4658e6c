package ateliers.grader.build;

import ateliers.grader.submission.Submission;
import ateliers.grader.submission.Unusable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One's own folder, whose POM asks for more than the lab's: Maven builds a private copy of it. */
final class MavenBuild {
    private MavenBuild() {}

    static Built build(Submission submission, Path work) {
        Path root = work.resolve("maven");
        Copies.tree(submission.folder(), root, Set.of("target", ".git", ".idea", "rapport", "rapports"));
        List<String> arguments = List.of("-DskipTests", "package");
        Maven.Result result = Maven.run(root, arguments, true);
        if (!result.succeeded()) {
            result = Maven.run(root, arguments, false);
        }
        if (!result.succeeded()) {
            throw new Unusable("Maven ne construit pas l'atelier (mvn -DskipTests package) :%n%s"
                    .formatted(result.errors()
                            .replace(root.toString(), submission.folder().toString())));
        }
        Path jar = root.resolve(Built.JAR);
        if (!Files.isRegularFile(jar)) {
            throw new Unusable(
                    "Maven a fini, mais n'a pas produit %s : garde <finalName>function</finalName> et le greffon shade de l'atelier."
                            .formatted(Built.JAR));
        }
        return new Built(root, jar, List.of());
    }
}
