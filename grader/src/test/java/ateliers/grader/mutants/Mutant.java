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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small wrong turn taken from a solution: {@code solutions/NN-name/mutants/<criterion>-<what>.patch}, a unified diff after three
 * header lines, {@code # criterion: <id>}, {@code # what: <sentence>} and {@code # breaks: C7, C8}, the sentences of the lab's contract. A
 * line {@code # alone: yes} says that what depends on the criterion is played all the same; {@code # also: <id>} names a criterion that
 * the same mistake fails too, where the contract has it so.
 */
record Mutant(
        String lab, Path file, String criterion, List<String> breaks, List<String> also, boolean alone, String diff) {

    static List<Mutant> of(String lab) {
        try (Stream<Path> files = Files.list(solution(lab).resolve("mutants"))) {
            return files.filter(file -> file.toString().endsWith(".patch"))
                    .sorted()
                    .map(file -> read(lab, file))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("no mutants of " + lab, e);
        }
    }

    static Path solution(String lab) {
        return Path.of("..", "solutions", lab);
    }

    private static Mutant read(String lab, Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String criterion = header(lines, "criterion")
                    .orElseThrow(() -> new IllegalStateException(file + " names no criterion"));
            List<String> diff =
                    lines.stream().dropWhile(line -> line.startsWith("#")).toList();
            return new Mutant(
                    lab,
                    file,
                    criterion,
                    ids(lines, "breaks"),
                    ids(lines, "also"),
                    lines.contains("# alone: yes"),
                    String.join("\n", diff) + "\n");
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static Optional<String> header(List<String> lines, String name) {
        String start = "# " + name + ": ";
        return lines.stream()
                .takeWhile(line -> line.startsWith("#"))
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst();
    }

    private static List<String> ids(List<String> lines, String name) {
        return header(lines, name).map(ids -> List.of(ids.split(" *, *"))).orElse(List.of());
    }

    /** Ids of the criteria that it fails, but for those that depend on them. */
    Set<String> fails() {
        return Stream.concat(Stream.of(criterion), also.stream()).collect(Collectors.toSet());
    }

    /** The file's name without its ending. */
    String name() {
        return file.getFileName().toString().replaceFirst("[.]patch$", "");
    }

    /** Copies the solution and takes the wrong turn there. */
    Path applied(Path folder) throws IOException, PatchFailedException {
        Path copy = Files.createDirectory(folder.resolve(lab));
        copy(solution(lab), copy);
        UnifiedDiff parsed =
                UnifiedDiffReader.parseUnifiedDiff(new ByteArrayInputStream(diff.getBytes(StandardCharsets.UTF_8)));
        for (UnifiedDiffFile part : parsed.getFiles()) {
            Path target = copy.resolve(part.getToFile().replaceFirst("^b/", ""));
            Files.write(target, part.getPatch().applyTo(Files.readAllLines(target)));
        }
        return copy;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> chosen = files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.startsWith(from.resolve("target")) && !file.startsWith(from.resolve("mutants")))
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
