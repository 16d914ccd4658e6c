package ateliers.grader.mutants;

import com.github.difflib.patch.PatchFailedException;
import com.github.difflib.unifieddiff.UnifiedDiff;
import com.github.difflib.unifieddiff.UnifiedDiffFile;
import com.github.difflib.unifieddiff.UnifiedDiffReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Another answer than a lab's solution, written as what differs from it: {@code solutions/NN-name/<kind>/<name>.patch}, a unified diff
 * after lines such as {@code # what: <sentence>}.
 */
record SolutionPatch(String lab, Path file, List<String> head, String diff) {

    /** All of a kind, as {@code mutants}, in the order of their names; none where the solution has no such folder. */
    static List<SolutionPatch> all(String lab, String kind) {
        Path folder = solution(lab).resolve(kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(file -> read(lab, file))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no " + kind + " of " + lab, e);
        }
    }

    static Path solution(String lab) {
        return Path.of("..", "solutions", lab);
    }

    private static SolutionPatch read(String lab, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> head =
                    lines.stream().takeWhile(line -> line.startsWith("#")).toList();
            return new SolutionPatch(
                    lab, file, head, String.join("\n", lines.subList(head.size(), lines.size())) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    /** What a line of the head says. */
    Optional<String> head(String name) {
        String start = "# " + name + ": ";
        return head.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    /** The file's name without its ending. */
    String name() {
        return file.getFileName().toString().replaceFirst("[.]patch$", "");
    }

    /** Copies the solution and changes the copy. */
    Path applied(Path folder) throws IOException, PatchFailedException {
        Path copy = Files.createDirectory(folder.resolve(lab));
        copy(solution(lab), copy);
        UnifiedDiff parsed =
                UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)));
        for (UnifiedDiffFile part : parsed.getFiles()) {
            Path target = copy.resolve(part.getToFile().replaceFirst("^b/", ""));
            List<String> before = Files.exists(target) ? Files.readAllLines(target) : List.of();
            Files.createDirectories(target.getParent());
            Files.write(target, part.getPatch().applyTo(before));
        }
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> others = List.of(from.resolve("target"), from.resolve("mutants"), from.resolve("variants"));
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file -> others.stream().noneMatch(file::startsWith))
                    .toList();
            for (Path file : chosen) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Override
    public String toString() {
        return lab + "/" + file.getFileName();
    }
}
