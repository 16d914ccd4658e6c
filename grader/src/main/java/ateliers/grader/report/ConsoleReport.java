package ateliers.grader.report;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What a student sees: live progress and colours on a terminal, plain lines anywhere else. */
public final class ConsoleReport implements Progress {
    private static final String ERASE = "\r\u001b[K";
    private static final int NARROW = 79;
    /** Where the titles of criteria begin. */
    private static final int TITLES = 22;

    private final PrintStream out;
    private final boolean terminal;
    private final int columns;
    private boolean lineOpen;

    /**
     * @param terminal whether a person watches
     * @param columns the terminal's width; 0 when nobody knows it, and lines are left whole
     */
    public ConsoleReport(PrintStream out, boolean terminal, int columns) {
        this.out = out;
        this.terminal = terminal;
        this.columns = columns;
    }

    @Override
    public void began(String lab, String title) {
        out.println(wrapped("%s : %s".formatted(lab, title), "    "));
        out.flush();
    }

    @Override
    public void step(String what) {
        live("  … " + what);
    }

    @Override
    public void started(Criterion criterion) {
        live("  … " + criterion.title());
    }

    @Override
    public void finished(CriterionResult result) {
        erase();
        out.printf(
                Locale.ROOT,
                "  %s %-10s %5s  %s%n",
                sign(result.status()),
                result.id(),
                result.status() == Status.NOT_EVALUATED ? "–" : result.points() + "/" + result.max(),
                wrapped(Printable.of(result.title()) + (result.bonus() ? " (bonus)" : ""), " ".repeat(TITLES)));
        if (result.status() != Status.PASSED) {
            detail("", result.outcome().message());
            detail("attendu : ", result.outcome().expected());
            detail("vu      : ", result.outcome().seen());
            detail("piste   : ", result.outcome().hint());
        }
        out.flush();
    }

    @Override
    public void ended(Verdict verdict) {
        erase();
        if (verdict.kind() != Verdict.Kind.GRADED) {
            out.println(styled("bold,fg(red)", Printable.brief(verdict.message())));
            return;
        }
        out.println();
        String colour = verdict.exitCode() == ExitCode.PASSED ? "fg(green)" : "fg(yellow)";
        out.println(styled("bold," + colour, "Note : " + verdict.mark()));
        if (verdict.has(Status.ERROR)) {
            out.println(
                    "Attention : le correcteur n'a pas pu évaluer tous les critères ; ce n'est pas votre faute, et la note n'est pas définitive.");
        }
        if (verdict.has(Status.NOT_EVALUATED)) {
            out.println("Les critères non évalués ne comptent pas dans le maximum.");
        }
    }

    private void live(String text) {
        if (terminal) {
            // Only the row where the cursor stands can be erased.
            int room = columns == 0 ? NARROW : columns - 1;
            out.print(ERASE + styled("faint", text.length() > room ? text.substring(0, room - 1) + "…" : text));
            out.flush();
            lineOpen = true;
        }
    }

    private void erase() {
        if (lineOpen) {
            out.print(ERASE);
            lineOpen = false;
        }
    }

    private void detail(String label, String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        String indent = " ".repeat(6 + label.length());
        String lines = Printable.brief(text)
                .lines()
                .map(line -> wrapped(line, indent))
                .collect(Collectors.joining("\n" + indent));
        out.println("      " + styled("faint", label) + lines);
    }

    /** A terminal would break a long line anywhere, and go on at its left edge. */
    private String wrapped(String line, String indent) {
        int room = columns - indent.length() - 1;
        if (columns == 0 || room < 20) {
            return line;
        }
        StringBuilder text = new StringBuilder();
        String rest = line;
        while (rest.length() > room) {
            int space = rest.lastIndexOf(' ', room);
            int end = space > room / 2 ? space : room;
            text.append(rest, 0, end).append('\n').append(indent);
            rest = rest.substring(end).stripLeading();
        }
        return text.append(rest).toString();
    }

    private String sign(Status status) {
        return switch (status) {
            case PASSED -> styled("fg(green)", "✔");
            case FAILED -> styled("fg(red)", "✘");
            case SKIPPED -> styled("faint", "–");
            case NOT_EVALUATED -> styled("faint", "○");
            case ERROR -> styled("fg(yellow)", "!");
        };
    }

    private String styled(String style, String text) {
        if (!terminal) {
            return text;
        }
        var styles = Ansi.Style.parse(style);
        return Ansi.Style.on(styles) + text + Ansi.Style.off(styles);
    }
}
