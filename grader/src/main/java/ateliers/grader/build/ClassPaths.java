package ateliers.grader.build;

import ateliers.grader.targets.GraderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The jars of a lab's POM, asked of Maven once for each content of that POM and kept under the project's {@code target/}. */
final class ClassPaths {
    private final Path cache;

    ClassPaths(Path home) {
        this.cache = home.resolve("target").resolve("ateliers");
    }

    List<Path> of(Path pom) {
        Path kept = cache.resolve("classpath-" + digest(pom) + ".txt");
        List<Path> jars = read(kept);
        if (jars.isEmpty() || !jars.stream().allMatch(Files::isRegularFile)) {
            resolve(pom, kept);
            jars = read(kept);
        }
        return jars;
    }

    private static void resolve(Path pom, Path kept) {
        try {
            Files.createDirectories(kept.getParent());
            Path fresh = Files.createTempFile(kept.getParent(), "classpath", ".txt");
            String goal =
                    "org.apache.maven.plugins:maven-dependency-plugin:%s:build-classpath".formatted(pluginVersion());
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

    private static List<Path> read(Path kept) {
        try {
            return Files.exists(kept)
                    ? Stream.of(Files.readString(kept).strip().split(File.pathSeparator))
                            .filter(entry -> !entry.isBlank())
                            .map(Path::of)
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new GraderException("%s est illisible : %s".formatted(kept, e), e);
        }
    }

    private static String digest(Path pom) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(pom));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new GraderException("%s est illisible : %s".formatted(pom, e), e);
        }
    }

    private static String pluginVersion() throws IOException {
        Properties versions = new Properties();
        try (var in = ClassPaths.class.getResourceAsStream("/ateliers/grader/versions.properties")) {
            versions.load(in);
        }
        return versions.getProperty("dependency.plugin");
    }
}
