package ateliers.grader.cli;

import ateliers.grader.submission.Labs;
import ateliers.grader.submission.Unusable;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The labs that are known and what marks each: this project's, or the one of a jar that was given.
 *
 * @param checklists the checklist of a lab, by the lab's name
 */
record Courses(Labs labs, Function<String, Optional<Class<?>>> checklists) {
    /** Where such a jar has the lab's page and POM, as the project has. */
    private static final String LABS = "labs";

    static Courses ofProject() {
        return new Courses(Labs.in(Home.folder()), Checklists::forLab);
    }

    /**
     * Reads the jar that a lab outside the project builds: its checklist, and what the grader must know of the lab.
     *
     * @param work a private folder, into which that is unpacked
     * @throws Unusable where the jar is none
     */
    static Courses ofJar(Path jar, Path work) {
        if (!Files.isRegularFile(jar)) {
            throw new Unusable(
                    "« %s » n'existe pas : construis le barème (mvn package), et donne son jar.".formatted(jar));
        }
        try {
            Class<?> checklist = checklist(jar);
            Path home = Files.createDirectories(work.resolve("bareme"));
            unpackLabs(jar, home);
            Labs labs = Labs.in(home);
            String own = labs.named(Checklists.of(checklist).lab()).id();
            return new Courses(labs, lab -> lab.equals(own) ? Optional.of(checklist) : Optional.empty());
        } catch (IOException e) {
            throw new Unusable(
                    "« %s » est illisible : %s. Reconstruis-le (mvn package).".formatted(jar, e.getMessage()));
        }
    }

    Class<?> checklist(String lab) {
        return checklists
                .apply(lab)
                .orElseThrow(() -> new Unusable("L'atelier %s n'a pas encore de barème.".formatted(lab)));
    }

    private static Class<?> checklist(Path jar) throws IOException {
        // It lives as long as this program does: its classes are those of the criteria.
        List<String> names = classNames(jar);
        ClassLoader loader = new JarFirst(jar.toUri().toURL(), Set.copyOf(names), Courses.class.getClassLoader());
        List<Class<?>> found = Checklists.among(names, loader);
        if (found.size() != 1) {
            throw new Unusable("« %s » a %s classe avec @Checklist : il en faut une, celle du barème."
                    .formatted(jar, found.isEmpty() ? "zéro" : "plus d'une"));
        }
        return found.get(0);
    }

    private static List<String> classNames(Path jar) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            return files.map(Path::toString)
                    .filter(name ->
                            name.endsWith(".class") && !name.contains("-info") && !name.startsWith("/META-INF/"))
                    .map(name ->
                            name.substring(1, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static void unpackLabs(Path jar, Path home) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Path labs = zip.getPath("/", LABS);
            if (!Files.isDirectory(labs)) {
                throw new Unusable(
                        "« %s » n'a pas de dossier labs/, avec l'énoncé et le pom.xml de l'atelier.".formatted(jar));
            }
            try (Stream<Path> files = Files.walk(labs)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target =
                            home.resolve(LABS).resolve(labs.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
