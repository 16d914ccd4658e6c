package ateliers.grader.authoring;

import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Another answer than a lab's solution, written as what differs from it: {@code solutions/NN-name/<kind>/<name>.patch}, a unified diff
 * after lines such as {@code # what: <sentence>}.
 */
public record SolutionPatch(Path solution, Path file, List<String> head, String diff) {

    /** All of a kind, as {@code mutants}, in the order of their names; none where the solution has no such folder. */
    public static List<SolutionPatch> all(Path solution, String kind) {
        Path folder = solution.resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(file -> read(solution, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SolutionPatch read(Path solution, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> head =
                    lines.stream().takeWhile(line -> line.startsWith("#")).toList();
            return new SolutionPatch(
                    solution, file, head, String.join("\n", lines.subList(head.size(), lines.size())) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lab's name. */
    public String lab() {
        return solution.getFileName().toString();
    }

    /** What a line of the head says. */
    public Optional<String> head(String name) {
        String start = "# " + name + ": ";
        return head.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    /** The file's name without its ending. */
    public String name() {
        return file.getFileName().toString().replaceFirst("[.]patch$", "");
    }

    /** Copies the solution into a new folder, named as the lab, in another, and changes the copy. */
    public Path applied(Path folder) throws IOException, PatchFailedException {
        Path copy = Files.createDirectory(folder.resolve(lab()));
        for (String file : AuthoredLab.files(solution)) {
            Path target = copy.resolve(file);
            Files.createDirectories(target.getParent());
            Files.copy(solution.resolve(file), target);
        }
        for (Map.Entry<String, List<String>> change : changes().entrySet()) {
            Path target = copy.resolve(change.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, change.getValue());
        }
        return copy;
    }

    /** Whether it fits the solution as it is, and leaves something otherwise than it was. */
    boolean changesTheSolution() {
        try {
            for (Map.Entry<String, List<String>> change : changes().entrySet()) {
                if (!lines(change.getKey()).equals(change.getValue())) {
                    return true;
                }
            }
            return false;
        } catch (PatchFailedException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of each file that it changes or adds, as they are then. */
    private Map<String, List<String>> changes() throws IOException, PatchFailedException {
        UnifiedDiff parsed =
                UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)));
        Map<String, List<String>> changes = new LinkedHashMap<>();
        for (UnifiedDiffFile part : parsed.getFiles()) {
            String file = part.getToFile().replaceFirst("^b/", "");
            changes.put(file, part.getPatch().applyTo(lines(file)));
        }
        return changes;
    }

    private List<String> lines(String file) throws IOException {
        Path original = solution.resolve(file);
        return Files.exists(original) ? Files.readAllLines(original) : List.of();
    }

    @Override
    public String toString() {
        return lab() + "/" + file.getFileName();
    }
}
