package ateliers.grader.report;

import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The marks of many submissions: a line when each is done, and a table at the end. May be used by several threads. */
public final class MarksTable {
    private static final String NO_MARK = "–";

    private final PrintStream out;
    private final int count;
    private final List<Row> rows = new ArrayList<>();

    /** @param count how many there are */
    public MarksTable(PrintStream out, int count) {
        this.out = out;
        this.count = count;
    }

    /** Tells that one is graded. */
    public void graded(String name, Verdict verdict) {
        if (verdict.kind() == Verdict.Kind.GRADED) {
            add(new Row(Printable.name(name), verdict.exitCode(), verdict.mark(), missed(verdict), verdict.duration()));
        } else {
            failed(name, verdict.exitCode(), verdict.message(), verdict.duration());
        }
    }

    /**
     * Tells that one could not be graded.
     *
     * @param exitCode one of {@link ExitCode}
     */
    public void failed(String name, int exitCode, String message, Duration took) {
        add(new Row(
                Printable.name(name), exitCode, NO_MARK, Printable.brief(message, Printable.MOST_CHARACTERS), took));
    }

    /** Prints all of them, by name. */
    public void print() {
        List<Row> sorted;
        synchronized (this) {
            sorted = rows.stream().sorted(Comparator.comparing(Row::name)).toList();
        }
        int names = width("rendu", sorted.stream().map(Row::name).toList());
        int marks = width("note", sorted.stream().map(Row::mark).toList());
        String format = "%-" + names + "s  %-" + marks + "s  %6s  %s";
        out.println();
        out.println(format.formatted("rendu", "note", "durée", "critères manqués"));
        for (Row row : sorted) {
            out.println(format.formatted(row.name(), row.mark(), row.seconds(), row.firstLine())
                    .stripTrailing());
        }
        out.flush();
    }

    private synchronized void add(Row row) {
        rows.add(row);
        String more = row.mark().equals(NO_MARK) ? row.missed().replace("\n", "\n      ") : row.mark();
        out.printf("  %s %d/%d  %s : %s%n", sign(row.exitCode()), rows.size(), count, row.name(), more);
        out.flush();
    }

    private static String sign(int exitCode) {
        return switch (exitCode) {
            case ExitCode.PASSED -> "✔";
            case ExitCode.MISSED -> "✘";
            default -> "!";
        };
    }

    /** Ids of what failed and of what could not be evaluated; what was not played depends on these. */
    private static String missed(Verdict verdict) {
        return verdict.criteria().stream()
                .filter(result -> result.status() == Status.FAILED || result.status() == Status.ERROR)
                .map(MarksTable::said)
                .collect(Collectors.joining(", "));
    }

    private static String said(CriterionResult result) {
        return result.id() + (result.status() == Status.ERROR ? " (erreur)" : result.bonus() ? " (bonus)" : "");
    }

    private static int width(String title, List<String> cells) {
        return cells.stream().mapToInt(String::length).reduce(title.length(), Math::max);
    }

    private record Row(String name, int exitCode, String mark, String missed, Duration took) {
        String seconds() {
            return String.format(Locale.ROOT, "%d s", took.toSeconds());
        }

        String firstLine() {
            return missed.lines().findFirst().orElse("");
        }
    }
}
