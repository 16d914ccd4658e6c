package ateliers.grader.report;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What a student sees: live progress and colours on a terminal, plain lines anywhere else. */
public final class ConsoleReport implements Progress {
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean lineOpen;

    public ConsoleReport(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void began(String lab, String title) {
        out.printf("%s : %s%n", lab, title);
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
                "  %s %-10s %5s  %s%s%n",
                sign(result.status()),
                result.id(),
                result.status() == Status.NOT_EVALUATED ? "–" : result.points() + "/" + result.max(),
                safe(result.title()),
                result.bonus() ? " (bonus)" : "");
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
            out.println(styled("bold,fg(red)", safe(verdict.message())));
            return;
        }
        out.println();
        String colour = verdict.exitCode() == 0 ? "fg(green)" : "fg(yellow)";
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
            out.print(ERASE + styled("faint", text));
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
        String indent = "      ";
        String lines = safe(text).replace("\n", "\n" + indent + " ".repeat(label.length()));
        out.println(indent + styled("faint", label) + lines);
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

    /** What a submission answers must not drive the terminal. */
    private static String safe(String text) {
        return text == null ? "" : text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }
}
