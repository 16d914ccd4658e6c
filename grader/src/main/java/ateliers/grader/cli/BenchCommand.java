package ateliers.grader.cli;

import ateliers.grader.submission.Unusable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./lab bench}: measures the rows of the design's table. */
@Command(name = "bench", description = "Mesure l'AWS embarqué (pas encore disponible).")
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Unusable("« ./lab bench » n'existe pas encore.");
    }
}
