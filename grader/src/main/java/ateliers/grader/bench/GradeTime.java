package ateliers.grader.bench;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./lab grade} as a person runs it: the launcher, a JVM of its own, everything built. */
public final class GradeTime {
    private static final double SECOND = 1_000_000_000;
    private static final int MINUTE = 60;

    /** What the shell's {@code times} says of ended children, in its second line: user, then system. */
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    private final boolean windows =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    private final Path home;
    private final int runs;

    /**
     * @param home the project's folder
     * @param runs how many count
     */
    public GradeTime(Path home, int runs) {
        this.home = home;
        this.runs = runs;
    }

    /**
     * Gradings, each after the other.
     *
     * @param id what the rows' ids begin with
     * @param solution its folder
     * @param goal in seconds
     * @param processorGoal in seconds; empty where there is none
     */
    public List<Row> one(String id, Path solution, double goal, OptionalDouble processorGoal) {
        List<Spent> spent = measure(List.of(solution));
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                id,
                "./lab grade solutions/%s, tout étant construit".formatted(solution.getFileName()),
                "s",
                goal,
                spent.stream().map(Spent::seconds).toList()));
        if (!windows) {
            rows.add(new Row(
                    id + "-processor",
                    "son temps de processeur, fonctions comprises",
                    "s",
                    processorGoal,
                    spent.stream().map(Spent::processor).toList(),
                    Optional.empty()));
        }
        return rows;
    }

    /**
     * Gradings side by side, each by a command of its own. The goal is that no processor waits: their processor time over the
     * processors.
     *
     * @param solutions their folders
     */
    public Row sideBySide(List<Path> solutions) {
        List<Spent> spent = measure(solutions);
        double processor = Row.median(spent.stream().map(Spent::processor).toList())
                / Runtime.getRuntime().availableProcessors();
        return new Row(
                "grade-all",
                "les %d solutions de cette copie, notées côte à côte".formatted(solutions.size()),
                "s",
                windows ? OptionalDouble.empty() : OptionalDouble.of(processor),
                spent.stream().map(Spent::seconds).toList(),
                Optional.empty());
    }

    private List<Spent> measure(List<Path> solutions) {
        List<Spent> spent = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            Spent one = grade(solutions);
            if (run > 0) {
                spent.add(one);
            }
        }
        return spent;
    }

    private Spent grade(List<Path> solutions) {
        long begin = System.nanoTime();
        try {
            List<Process> started = new ArrayList<>();
            for (Path solution : solutions) {
                started.add(new ProcessBuilder(command(solution))
                        .redirectErrorStream(true)
                        .start());
            }
            double processor = 0;
            for (Process each : started) {
                String said = new String(each.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exit = each.waitFor();
                if (exit != 0) {
                    throw new GraderException(
                            "« lab grade » a fini avec le code %d pendant la mesure.".formatted(exit));
                }
                processor += windows ? 0 : processor(said);
            }
            return new Spent((System.nanoTime() - begin) / SECOND, processor);
        } catch (IOException e) {
            throw new GraderException("« lab grade » n'a pas pu être lancé : " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La mesure a été interrompue.", e);
        }
    }

    private List<String> command(Path solution) {
        return windows
                ? List.of(home.resolve("lab.cmd").toString(), "grade", solution.toString())
                : List.of(
                        "sh",
                        "-c",
                        "\"$0\" grade \"$1\" >/dev/null 2>&1; code=$?; LC_ALL=C; times; exit $code",
                        home.resolve("lab").toString(),
                        solution.toString());
    }

    /** The processor time that the shell tells, in seconds. */
    static double processor(String times) {
        Matcher last = TIMES.matcher(times.stripTrailing());
        if (!last.find()) {
            throw new GraderException("« times » de ce shell dit : " + times);
        }
        return MINUTE * (Integer.parseInt(last.group(1)) + Integer.parseInt(last.group(3)))
                + Double.parseDouble(last.group(2))
                + Double.parseDouble(last.group(4));
    }

    /** What one measure took, in seconds. */
    private record Spent(double seconds, double processor) {}
}
