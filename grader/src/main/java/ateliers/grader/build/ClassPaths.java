package ateliers.grader.build;

import ateliers.grader.targets.GraderException;
import ateliers.grader.targets.Versions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The jars of a lab's POM. Maven is asked where they are once for each content of that POM; the answer is kept under the project's
 * {@code target/}, and believed as far as the lab's {@link ClassPathLock} confirms it. A POM without one is asked of Maven each time.
 */
final class ClassPaths {
    private final Path cache;

    ClassPaths(Path home) {
        this.cache = home.resolve("target").resolve("ateliers");
    }

    /**
     * The jars, in class path order.
     *
     * @param pom in the folder that is called as the lab
     * @throws GraderException where Maven does not find them, or where one is another file than when the lab was written
     */
    List<Path> of(Path pom) {
        String digest = digest(pom);
        Optional<ClassPathLock> lock = ClassPathLock.of(
                        pom.getParent().getFileName().toString())
                .filter(known -> known.pom().equals(digest));
        if (lock.isEmpty()) {
            return asked(pom);
        }
        return lock.get()
                .among(read(kept(digest)))
                .filter(jars -> lock.get().firstChanged(jars).isEmpty())
                .orElseGet(() -> confirmed(lock.get(), pom, asked(pom)));
    }

    /** What Maven says now. */
    List<Path> asked(Path pom) {
        Path kept = kept(digest(pom));
        resolve(pom, kept);
        return read(kept);
    }

    private Path kept(String digest) {
        return cache.resolve("classpath-" + digest.substring(0, 16) + ".txt");
    }

    static List<Path> confirmed(ClassPathLock lock, Path pom, List<Path> files) {
        List<Path> jars = lock.among(files)
                .orElseThrow(() -> new GraderException(
                        "Maven donne d'autres dépendances pour %s que celles de l'atelier.".formatted(pom)));
        lock.firstChanged(jars).ifPresent(changed -> {
            throw new GraderException(
                    "%s n'est plus le fichier que l'atelier attend (SHA-256) : supprime son dossier, et Maven le reprendra."
                            .formatted(changed));
        });
        return jars;
    }

    private static void resolve(Path pom, Path kept) {
        try {
            Files.createDirectories(kept.getParent());
            Path fresh = Files.createTempFile(kept.getParent(), "classpath", ".txt");
            String goal = "org.apache.maven.plugins:maven-dependency-plugin:%s:build-classpath"
                    .formatted(Versions.of("dependency.plugin"));
            List<String> arguments =
                    List.of("-f", pom.toString(), goal, "-DincludeScope=runtime", "-Dmdep.outputFile=" + fresh);
            Maven.Result result = Maven.run(pom.getParent(), arguments, true);
            if (!result.succeeded()) {
                result = Maven.run(pom.getParent(), arguments, false);
            }
            if (!result.succeeded()) {
                throw new GraderException(
                        "Maven n'a pas trouvé les dépendances de %s :%n%s".formatted(pom, result.errors()));
            }
            Files.move(fresh, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new GraderException("Le dossier %s n'est pas utilisable : %s".formatted(kept.getParent(), e), e);
        }
    }

    /** What cannot be read is as if it were not there: Maven is asked again. */
    private static List<Path> read(Path kept) {
        try {
            return Stream.of(Files.readString(kept).strip().split(File.pathSeparator))
                    .filter(entry -> !entry.isBlank())
                    .map(Path::of)
                    .toList();
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }

    static String digest(Path pom) {
        try {
            return PomDigest.of(pom);
        } catch (IOException e) {
            throw new GraderException("%s est illisible : %s".formatted(pom, e), e);
        }
    }
}
