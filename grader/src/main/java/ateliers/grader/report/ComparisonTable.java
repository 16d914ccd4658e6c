package ateliers.grader.report;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Verdict;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The same work on several targets, side by side; below it, each criterion on which they do not agree, with what each says. */
public final class ComparisonTable {
    private static final String CRITERION = "critère";
    private static final String MARK = "note";
    private static final String GAP = "  ";

    private final PrintStream out;
    private final List<Verdict> verdicts;

    public ComparisonTable(PrintStream out, List<Verdict> verdicts) {
        this.out = out;
        this.verdicts = List.copyOf(verdicts);
    }

    /** Prints it. */
    public void print() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line(CRITERION, Verdict::target));
        ids().forEach(id -> lines.add(line(id, verdict -> status(verdict, id))));
        lines.add(line(MARK, ComparisonTable::mark));
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column <= verdicts.size(); column++) {
            int at = column;
            widths.add(
                    lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0));
        }
        lines.forEach(line -> print(line, widths));
        verdicts.stream()
                .filter(verdict -> verdict.message() != null)
                .forEach(verdict -> out.printf("%n%s : %s%n", verdict.target(), Printable.of(verdict.message())));
        ids().filter(this::isDisputed).forEach(this::explain);
        out.flush();
    }

    private void print(List<String> line, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            String cell = line.get(column);
            text.append(cell)
                    .append(" ".repeat(widths.get(column) - cell.length()))
                    .append(GAP);
        }
        out.println(text.toString().stripTrailing());
    }

    private List<String> line(String first, Function<Verdict, String> cell) {
        return Stream.concat(Stream.of(first), verdicts.stream().map(cell)).toList();
    }

    private Stream<String> ids() {
        return verdicts.stream()
                .flatMap(verdict -> verdict.criteria().stream())
                .map(CriterionResult::id)
                .distinct();
    }

    private static String status(Verdict verdict, String id) {
        return result(verdict, id)
                .map(each -> each.status().french())
                .findFirst()
                .orElse("–");
    }

    private static Stream<CriterionResult> result(Verdict verdict, String id) {
        return verdict.criteria().stream().filter(each -> each.id().equals(id));
    }

    private static String mark(Verdict verdict) {
        return verdict.kind() == Verdict.Kind.GRADED ? verdict.mark() : "–";
    }

    private boolean isDisputed(String id) {
        return verdicts.stream().map(verdict -> status(verdict, id)).distinct().count() > 1;
    }

    private void explain(String id) {
        out.printf("%n%s%n", id);
        for (Verdict verdict : verdicts) {
            result(verdict, id)
                    .forEach(each -> out.printf(
                            "  %s : %s%n",
                            verdict.target(),
                            each.status() == Status.PASSED ? each.status().french() : said(each.outcome())));
        }
    }

    private static String said(Outcome outcome) {
        return Stream.of(outcome.message(), outcome.seen())
                .filter(Objects::nonNull)
                .map(text -> Printable.brief(text, Printable.MOST_CHARACTERS).replace("\n", "\n    "))
                .collect(Collectors.joining("\n    vu : "));
    }
}
