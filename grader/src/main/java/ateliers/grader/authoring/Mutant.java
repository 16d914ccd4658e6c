package ateliers.grader.authoring;

import com.github.difflib.patch.PatchFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A small wrong turn taken from a solution: {@code solutions/NN-name/mutants/<criterion>-<what>.patch}. Its head has the lines
 * {@code # criterion: <id>}, {@code # what: <sentence>} and {@code # breaks: C7, C8}, the sentences of the lab's contract. A line
 * {@code # alone: yes} says that what depends on the criterion is played all the same; {@code # also: <id>} names a criterion that the
 * same mistake fails too, where the contract has it so; {@code # timing: yes} says that the mistake shows at unlucky moments only.
 */
public record Mutant(
        SolutionPatch patch, String criterion, List<String> breaks, List<String> also, boolean alone, boolean timing) {

    static final String FOLDER = "mutants";

    /** Those of a solution, in the order of their names. */
    public static List<Mutant> of(Path solution) {
        return SolutionPatch.all(solution, FOLDER).stream().map(Mutant::of).toList();
    }

    static Mutant of(SolutionPatch patch) {
        return new Mutant(
                patch,
                patch.head("criterion").orElseThrow(() -> new IllegalStateException(patch + " names no criterion")),
                ids(patch, "breaks"),
                ids(patch, "also"),
                patch.head("alone").isPresent(),
                patch.head("timing").isPresent());
    }

    private static List<String> ids(SolutionPatch patch, String name) {
        return patch.head(name).map(ids -> List.of(ids.split(" *, *"))).orElse(List.of());
    }

    public String lab() {
        return patch.lab();
    }

    public String name() {
        return patch.name();
    }

    /** Ids of the criteria that it fails, but for those that depend on them. */
    public Set<String> fails() {
        return Stream.concat(Stream.of(criterion), also.stream()).collect(Collectors.toSet());
    }

    /** Copies the solution and takes the wrong turn there. */
    public Path applied(Path folder) throws IOException, PatchFailedException {
        return patch.applied(folder);
    }

    @Override
    public String toString() {
        return patch.toString();
    }
}
