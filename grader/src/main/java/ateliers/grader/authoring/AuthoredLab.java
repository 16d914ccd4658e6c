package ateliers.grader.authoring;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.verdict.Checklists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lab as its author wrote it. Its parts are found by where they lie under their home: {@code labs/NN-name}, what a student receives;
 * {@code solutions/NN-name}, with its mutants; the checklist in {@code grader/src/main/java}, or in {@code checklist/src/main/java} where
 * the lab has a home of its own, outside this project.
 *
 * @param id the name of its folders
 */
public record AuthoredLab(Path home, String id, Class<?> checklist) {
    /** How others look at a solution, which a starter does not have. */
    private static final Set<String> OF_THE_SOLUTION = Set.of("mutants", "variants");

    public Path starter() {
        return home.resolve("labs").resolve(id);
    }

    public Path solution() {
        return home.resolve("solutions").resolve(id);
    }

    /** Whether it is one of this project's, with pages and a class path that others must agree with. */
    boolean isOfTheProject() {
        return Files.isDirectory(home.resolve("grader"));
    }

    List<Criterion> criteria() {
        return Checklists.criteria(checklist);
    }

    /** How a file is named to its author. */
    String named(Path file) {
        return home.relativize(file).toString().replace('\\', '/');
    }

    Path readme() {
        return starter().resolve("README.md");
    }

    Path checklistSources() {
        String name = checklist.getPackageName().replace('.', '/');
        return home.resolve(isOfTheProject() ? "grader" : "checklist")
                .resolve("src/main/java")
                .resolve(name);
    }

    /** The file in which the criteria stand. */
    String checklistFile() {
        return named(checklistSources().resolve(checklist.getSimpleName() + ".java"));
    }

    /** A page of the course is named after the number of its lab. */
    Optional<Path> coursePage() throws IOException {
        return pages("docs-fr/cours").stream().findFirst();
    }

    private List<Path> pages(String folder) throws IOException {
        Path pages = home.resolve(folder);
        if (!Files.isDirectory(pages)) {
            return List.of();
        }
        String number = id.split("-", 2)[0] + "-";
        try (Stream<Path> files = Files.list(pages)) {
            return files.filter(file -> file.getFileName().toString().startsWith(number))
                    .sorted()
                    .toList();
        }
    }

    /** A text, whatever a checkout made of its line ends. */
    static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r", "");
    }

    /** The files of a starter or a solution that the other must have too, by their names in it. */
    static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> !file.startsWith("target")
                            && !OF_THE_SOLUTION.contains(file.getName(0).toString()))
                    .map(file -> file.toString().replace('\\', '/'))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
