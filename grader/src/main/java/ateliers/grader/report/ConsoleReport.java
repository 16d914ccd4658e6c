package ateliers.grader.report;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.report.Screen.Look;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Usage;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a student sees: live progress and colours on a terminal, plain lines anywhere else. Of a failed criterion the cause comes first
 * and is never cut; what was seen and what happened in AWS is, and the rest is said to be in the page.
 */
public final class ConsoleReport implements Progress {
    private static final String ERASE = "\r\u001b[K";
    private static final int NARROW = 79;
    private static final String INDENT = " ".repeat(6);

    /** Where the titles of criteria begin. */
    private static final int TITLES = 22;

    private static final int MOST_SEEN = 700;
    private static final int MOST_DETAILS = 6;
    private static final int MOST_OF_A_DETAIL = 240;

    private final PrintStream out;
    private final Screen screen;
    private final Optional<Path> page;

    /** Why criteria were not played, by their ids. */
    private final Map<String, String> waiting = new LinkedHashMap<>();

    private int planned;
    private int passed;
    private boolean lineOpen;
    private boolean cut;
    private String cost = "";

    /** @param page where the whole is written too; empty where it is not */
    public ConsoleReport(PrintStream out, Screen screen, Optional<Path> page) {
        this.out = out;
        this.screen = screen;
        this.page = page;
    }

    @Override
    public void began(Beginning beginning) {
        out.println(screen.wrapped("%s : %s".formatted(beginning.lab(), beginning.title()), "    "));
        out.flush();
    }

    @Override
    public void under(String conditions) {
        erase();
        say(conditions);
        out.flush();
    }

    @Override
    public void planned(int criteria) {
        planned = criteria;
    }

    @Override
    public void step(String what) {
        live("  … " + what);
    }

    @Override
    public void started(Criterion criterion) {
        live("  ✔ %d/%d … %s".formatted(passed, planned, criterion.title()));
    }

    @Override
    public void revised(CriterionResult result) {
        waiting.remove(result.id());
        finished(result);
    }

    @Override
    public void finished(CriterionResult result) {
        erase();
        passed += result.status() == Status.PASSED ? 1 : 0;
        out.printf(
                Locale.ROOT,
                "  %s %-10s %5s  %s%n",
                sign(result.status()),
                result.id(),
                points(result),
                screen.wrapped(Printable.of(result.title()) + (result.bonus() ? " (bonus)" : ""), " ".repeat(TITLES)));
        Outcome outcome = result.outcome();
        if (outcome.isWaiting()) {
            waiting.put(result.id(), outcome.message());
        } else if (result.status() != Status.PASSED) {
            tell(outcome);
            mail(result.mails());
        }
        out.flush();
    }

    private void tell(Outcome outcome) {
        Explanation explanation = outcome.explanation();
        if (!explanation.cause().isEmpty()) {
            detail("cause   : ", Printable.of(explanation.cause()));
            paste(explanation.paste());
        }
        detail("", Printable.brief(outcome.message(), Printable.MOST_CHARACTERS));
        detail("vu      : ", cut(outcome.seen(), MOST_SEEN));
        detail("attendu : ", cut(outcome.expected(), MOST_SEEN));
        detail("piste   : ", Printable.of(outcome.hint()));
        List<String> details = explanation.details();
        // Who knows which line is missing looks for no other.
        int most = explanation.paste().isEmpty() ? MOST_DETAILS : 1;
        details.stream().limit(most).forEach(line -> {
            detail(line.equals(details.get(0)) ? "AWS     : " : " ".repeat(10), cut(line, MOST_OF_A_DETAIL));
        });
        cut |= details.size() > most;
    }

    /** The last one is what the criterion has looked at; the others stand in the page. */
    private void mail(List<Mail> mails) {
        if (!mails.isEmpty()) {
            detail("reçu    : ", cut(MailText.whole(mails.get(mails.size() - 1)), MOST_SEEN));
            cut |= mails.size() > 1;
        }
    }

    /** As it stands in the template, from the left edge, so that it can be copied. */
    private void paste(List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            lines.forEach(line -> out.println(screen.styled(Printable.name(line), Look.BOLD)));
            out.println();
        }
    }

    @Override
    public void used(Usage usage) {
        cost = Bill.of(usage).sentence();
    }

    @Override
    public void ended(Verdict verdict) {
        erase();
        if (verdict.kind() != Verdict.Kind.GRADED) {
            refused(Printable.of(verdict.message()));
            return;
        }
        waiting.values().stream().distinct().forEach(why -> {
            String ids = waiting.entrySet().stream()
                    .filter(each -> each.getValue().equals(why))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            out.println(screen.wrapped("  – %s : %s".formatted(ids, why), "    "));
        });
        out.println();
        boolean unsure = verdict.has(Status.ERROR);
        String mark = "%s : %s".formatted(unsure ? "Note provisoire" : "Note", verdict.mark());
        out.println(screen.styled(mark, Look.BOLD, verdict.exitCode() == ExitCode.PASSED ? Look.GREEN : Look.YELLOW)
                + "   ✔ %d/%d"
                        .formatted(passed, Math.max(planned, verdict.criteria().size())));
        if (unsure) {
            say(
                    "Attention : le correcteur n'a pas pu évaluer tous les critères ; ce n'est pas ta faute, et la note n'est pas définitive.");
        }
        verdict.reduction().ifPresent(this::say);
        if (!cost.isEmpty()) {
            say(cost);
        }
        page.ifPresentOrElse(file -> say("Le rapport entier : " + file), () -> {
            if (cut) {
                say("Une partie est coupée ici : avec --report DOSSIER, tout est écrit dans une page.");
            }
        });
    }

    /** The first line says what, the others where; none of them begins where the mark does. */
    private void refused(String message) {
        List<String> lines = message.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i);
            String line = screen.wrapped(i == 0 || text.startsWith("  ") ? text : "  " + text, "    ");
            out.println(i == 0 ? screen.styled(line, Look.BOLD, Look.RED) : line);
        }
    }

    private void say(String text) {
        out.println(screen.wrapped(text, ""));
    }

    private void live(String text) {
        if (screen.live()) {
            // Only the row where the cursor stands can be erased.
            int room = screen.columns() == 0 ? NARROW : screen.columns() - 1;
            String line = text.length() > room ? text.substring(0, room - 1) + "…" : text;
            out.print(ERASE + screen.styled(line, Look.FAINT));
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

    private String cut(String text, int most) {
        String whole = Printable.of(text);
        cut |= whole.length() > most;
        return Printable.brief(text, most);
    }

    private void detail(String label, String text) {
        if (text.isBlank()) {
            return;
        }
        String indent = " ".repeat(INDENT.length() + label.length());
        String lines =
                text.lines().map(line -> screen.wrapped(line, indent)).collect(Collectors.joining("\n" + indent));
        out.println(INDENT + screen.styled(label, Look.FAINT) + lines);
    }

    /** Points that nobody has counted are not zero. */
    private static String points(CriterionResult result) {
        return switch (result.status()) {
            case NOT_EVALUATED -> "–";
            case ERROR -> "?/" + result.max();
            default -> result.points() + "/" + result.max();
        };
    }

    private String sign(Status status) {
        return switch (status) {
            case PASSED -> screen.styled("✔", Look.GREEN);
            case FAILED -> screen.styled("✘", Look.RED);
            case SKIPPED -> screen.styled("–", Look.FAINT);
            case NOT_EVALUATED -> screen.styled("○", Look.FAINT);
            case ERROR -> screen.styled("!", Look.YELLOW);
        };
    }
}
