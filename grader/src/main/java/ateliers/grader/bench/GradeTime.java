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

    private GradeTime() {}

    /**
     * @param home the project's folder
     * @param runs how many count
     */
    public static Row of(Path home, int runs) {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            long begin = System.nanoTime();
            grade(home);
            if (run > 0) {
                seconds.add((System.nanoTime() - begin) / SECOND);
            }
        }
        return Row.of("grade-05", "./lab grade solutions/05-orders-sqs, tout étant construit", "s", 6, seconds);
    }

    /** A goal that waits for a command which grades several submissions. */
    public static Row allSolutions() {
        return Row.unmeasured(
                "grade-all",
                "toutes les solutions en une commande",
                "s",
                20,
                "aucune commande ne note encore plusieurs ateliers");
    }

    private static void grade(Path home) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String launcher = home.resolve(windows ? "lab.cmd" : "lab").toString();
        String solution = home.resolve("solutions").resolve("05-orders-sqs").toString();
        try {
            int exit = new ProcessBuilder(launcher, "grade", solution)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(nowhere(windows)))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new GraderException("« lab grade » a fini avec le code %d pendant la mesure.".formatted(exit));
            }
        } catch (IOException e) {
            throw new GraderException("« lab grade » n'a pas pu être lancé : " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La mesure a été interrompue.", e);
        }
    }

    private static File nowhere(boolean windows) {
        return new File(windows ? "NUL" : "/dev/null");
    }
}
