package ateliers.grader.build;

import ateliers.cloud.folders.FileDigests;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jars of a lab's class path with their SHA-256, as they were when the lab was written. They are part of this program, so that
 * what a submission's code changes on the machine, in Maven's repository or in what was kept of Maven's answer, is seen by the next.
 *
 * @param pom the SHA-256 of the POM, without its carriage returns
 * @param jars in class path order
 */
record ClassPathLock(String pom, List<Jar> jars) {
    private static final int LAST_NAMES = 3;

    /**
     * @param path the last names in Maven's repository: artifact, version, file
     * @param sha256 in hexadecimal
     */
    record Jar(String path, String sha256) {}

    /** The lock of a lab; empty where this program knows none. */
    static Optional<ClassPathLock> of(String lab) {
        try (InputStream in = ClassPathLock.class.getResourceAsStream("/ateliers/grader/classpaths/" + lab + ".txt")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new GraderException("La liste des jars de l'atelier %s est illisible : %s".formatted(lab, e), e);
        }
    }

    static ClassPathLock parse(String text) {
        List<String> lines = text.lines().toList();
        return new ClassPathLock(
                lines.get(0),
                lines.stream()
                        .skip(1)
                        .map(line -> line.split(" ", 2))
                        .map(parts -> new Jar(parts[1], parts[0]))
                        .toList());
    }

    /** What is written where {@link #of} reads. */
    static ClassPathLock of(String pom, List<Path> jars) throws IOException {
        List<String> digests = FileDigests.sha256(jars);
        List<Jar> lines = new ArrayList<>();
        for (int i = 0; i < digests.size(); i++) {
            Path jar = jars.get(i);
            String path = jar.subpath(jar.getNameCount() - LAST_NAMES, jar.getNameCount())
                    .toString()
                    .replace('\\', '/');
            lines.add(new Jar(path, digests.get(i)));
        }
        return new ClassPathLock(pom, lines);
    }

    String text() {
        StringBuilder text = new StringBuilder(pom).append('\n');
        jars.forEach(
                jar -> text.append(jar.sha256()).append(' ').append(jar.path()).append('\n'));
        return text.toString();
    }

    /** The jars of this class path among some files; what else is there is left out. Empty when one is not there. */
    Optional<List<Path>> among(List<Path> files) {
        List<Path> found = new ArrayList<>();
        for (Jar jar : jars) {
            files.stream()
                    .filter(file -> file.endsWith(Path.of(jar.path())) && Files.isRegularFile(file))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found.size() == jars.size() ? Optional.of(found) : Optional.empty();
    }

    /** The first of the jars found that is another file than when the lab was written. */
    Optional<Path> firstChanged(List<Path> found) {
        try {
            List<String> digests = FileDigests.sha256(found);
            for (int i = 0; i < digests.size(); i++) {
                if (!digests.get(i).equals(jars.get(i).sha256())) {
                    return Optional.of(found.get(i));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new GraderException("Un jar de l'atelier est illisible : " + e.getMessage(), e);
        }
    }
}
