package ateliers.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The labs that this project has: the folders of {@code labs/}. */
public final class Labs {
    private final Path home;
    private final List<Lab> all;

    private Labs(Path home, List<Lab> all) {
        this.home = home;
        this.all = all;
    }

    /** @param home the project's folder, which has {@code labs/} and {@code solutions/} */
    public static Labs in(Path home) {
        Path folder = home.resolve("labs");
        if (!Files.isDirectory(folder)) {
            throw new Unusable(
                    "Le dossier %s n'existe pas : lance ./lab depuis une copie complète du projet.".formatted(folder));
        }
        try (Stream<Path> children = Files.list(folder)) {
            return new Labs(
                    home,
                    children.filter(child -> Files.isRegularFile(child.resolve("pom.xml")))
                            .map(child -> lab(home, child))
                            .sorted((a, b) -> a.id().compareTo(b.id()))
                            .toList());
        } catch (IOException e) {
            throw new Unusable("Le dossier %s est illisible : %s".formatted(folder, e.getMessage()));
        }
    }

    private static Lab lab(Path home, Path starter) {
        String id = starter.getFileName().toString();
        Path solution = home.resolve("solutions").resolve(id);
        return new Lab(id, starter, Files.isDirectory(solution) ? Optional.of(solution) : Optional.empty());
    }

    public Path home() {
        return home;
    }

    public List<Lab> all() {
        return all;
    }

    /** The lab of this id, number ({@code 00}, {@code 0}) or beginning of id. */
    public Lab named(String name) {
        String number = name.matches("\\d") ? "0" + name : name;
        List<Lab> found = all.stream()
                .filter(lab -> lab.id().equals(number) || lab.id().startsWith(number + "-"))
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new Unusable("Aucun atelier ne s'appelle « %s ». Ateliers connus : %s.".formatted(name, names()));
    }

    /** The lab of this id, or of this id without its number, as its POM calls itself. */
    Optional<Lab> find(String id) {
        return all.stream()
                .filter(lab -> lab.id().equals(id)
                        || lab.id().replaceFirst("^\\d+-", "").equals(id))
                .findFirst();
    }

    String names() {
        return String.join(", ", all.stream().map(Lab::id).toList());
    }

    /** A lab: its id is the name of its folder. */
    public record Lab(String id, Path starter, Optional<Path> solution) {}
}
