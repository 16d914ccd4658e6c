package ateliers.grader.bench;

import ateliers.grader.targets.GraderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./lab grade} as a person runs it: the launcher, a JVM of its own, everything built. */
public final class GradeTime {
    private static final double SECOND = 1_000_000_000;

    private final Path launcher;
    private final File nowhere;

    /** @param home the project's folder */
    public GradeTime(Path home) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        this.launcher = home.resolve(windows ? "lab.cmd" : "lab");
        this.nowhere = new File(windows ? "NUL" : "/dev/null");
    }

    /**
     * One grading.
     *
     * @param solution its folder
     * @param runs how many count
     */
    public Row one(Path solution, int runs) {
        return new Row(
                "grade-05",
                "./lab grade solutions/05-orders-sqs, tout étant construit",
                "s",
                6,
                seconds(List.of(solution), runs));
    }

    /**
     * Several gradings side by side, each by a command of its own: until one command grades several submissions, it is
     * what a person can do.
     *
     * @param solutions their folders
     * @param runs how many count
     */
    public Row sideBySide(List<Path> solutions, int runs) {
        return new Row(
                "grade-all",
                "les %d solutions de cette copie, notées côte à côte".formatted(solutions.size()),
                "s",
                20,
                seconds(solutions, runs));
    }

    private List<Double> seconds(List<Path> solutions, int runs) {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            grade(solutions);
            if (run > 0) {
                seconds.add((System.nanoTime() - begin) / SECOND);
            }
        }
        return seconds;
    }

    private void grade(List<Path> solutions) {
        try {
            List<Process> started = new ArrayList<>();
            for (Path solution : solutions) {
                started.add(new ProcessBuilder(launcher.toString(), "grade", solution.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.to(nowhere))
                        .start());
            }
            for (Process each : started) {
                int exit = each.waitFor();
                if (exit != 0) {
                    throw new GraderException(
                            "« lab grade » a fini avec le code %d pendant la mesure.".formatted(exit));
                }
            }
        } catch (IOException e) {
            throw new GraderException("« lab grade » n'a pas pu être lancé : " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La mesure a été interrompue.", e);
        }
    }
}
