package ateliers.grader.report;

import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Status;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code report.html}: one file without outside reference, readable without JavaScript, on a phone and on paper. */
public final class HtmlReport implements Progress {
    private final Path file;
    private Observation observation;

    public HtmlReport(Path folder) {
        this.file = folder.resolve("report.html");
    }

    @Override
    public boolean observes() {
        return true;
    }

    @Override
    public void observed(Observation seen) {
        this.observation = seen;
    }

    @Override
    public void ended(Verdict verdict) {
        try (Reader template = new InputStreamReader(
                HtmlReport.class.getResourceAsStream("/ateliers/grader/report/report.mustache"),
                StandardCharsets.UTF_8)) {
            String page = Mustache.compiler()
                    .escapeHTML(true)
                    .defaultValue("")
                    .compile(template)
                    .execute(model(verdict));
            ReportFiles.write(file, page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ReportFiles.unwritable(file, e);
        }
    }

    private Map<String, Object> model(Verdict verdict) {
        Map<String, Object> model = new HashMap<>();
        model.put("lab", verdict.lab());
        model.put("title", verdict.title());
        model.put("target", verdict.target());
        model.put("mark", verdict.kind() == Verdict.Kind.GRADED ? verdict.mark() : "non noté");
        model.put("message", Printable.brief(verdict.message()));
        model.put("hasMessage", verdict.message() != null);
        model.put("criteria", verdict.criteria().stream().map(HtmlReport::row).toList());
        model.put("has_criteria", !verdict.criteria().isEmpty());
        if (observation != null) {
            model.put("architecture", Architecture.svg(observation.template()).orElse(null));
            model.put("sequence", Sequence.svg(observation).orElse(null));
            model.put(
                    "logs",
                    observation.logs().entrySet().stream().map(HtmlReport::log).toList());
        }
        model.put("has_logs", observation != null && !observation.logs().isEmpty());
        model.put("unsure", verdict.has(Status.ERROR));
        model.put("unevaluated", verdict.has(Status.NOT_EVALUATED));
        return model;
    }

    private static Map<String, Object> log(Map.Entry<String, List<String>> log) {
        String lines = log.getValue().isEmpty() ? "(rien)" : Printable.of(String.join("\n", log.getValue()));
        return Map.of("function", Printable.of(log.getKey()), "lines", lines);
    }

    private static Map<String, Object> row(CriterionResult result) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", result.id());
        row.put("title", result.title());
        row.put("task", result.task());
        row.put("sign", sign(result.status()));
        row.put("status", result.status().french());
        row.put("code", result.status().code());
        row.put("points", result.status() == Status.NOT_EVALUATED ? "–" : result.points());
        row.put("max", result.max());
        row.put("bonus", result.bonus());
        put(row, "message", result.outcome().message());
        put(row, "expected", result.outcome().expected());
        put(row, "seen", result.outcome().seen());
        row.put(
                "has_pair",
                result.outcome().expected() != null || result.outcome().seen() != null);
        put(row, "hint", result.outcome().hint());
        return row;
    }

    /** Colour alone would leave out who does not see it, and paper. */
    private static String sign(Status status) {
        return switch (status) {
            case PASSED -> "✔";
            case FAILED -> "✘";
            case SKIPPED -> "–";
            case NOT_EVALUATED -> "○";
            case ERROR -> "!";
        };
    }

    private static void put(Map<String, Object> row, String name, String text) {
        row.put(name, Printable.brief(text));
        row.put("has_" + name, text != null);
    }
}
