package ateliers.grader.report;

import ateliers.grader.checklist.Explanation;
import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Mail;
import ateliers.grader.targets.Usage;
import ateliers.grader.verdict.Beginning;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.Progress;
import ateliers.grader.verdict.Verdict;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code report.html}: one file without outside reference, readable without JavaScript, on a phone and on paper. */
public final class HtmlReport implements Progress {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH:mm", Locale.FRANCE);

    public static final String NAME = "report.html";

    /** Of one picture; those of the labs take a second, and PlantUML another to start. */
    private static final Duration LONGEST_DRAWING = Duration.ofSeconds(30);

    private static final int LONGEST_LOG_LINE = 2_000;
    private static final int LONGEST_LOG = 100_000;

    private static final Pattern UNBREAKABLE = Pattern.compile(" (?=[:;?!»])|(?<=\\d) (?=(?:s|ms|min|Mo)\\b)");
    private static final String NO_BREAK = "\u00a0";

    private final Path file;
    private Observation observation;
    private Beginning beginning;
    private String conditions = "";
    private String cost = "";

    public HtmlReport(Path folder) {
        this.file = folder.resolve(NAME);
    }

    @Override
    public void began(Beginning began) {
        this.beginning = began;
    }

    @Override
    public void under(String told) {
        this.conditions = told;
    }

    @Override
    public void used(Usage usage) {
        this.cost = Bill.of(usage).sentence();
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
        write(verdict, Optional.empty());
    }

    /** @param seal that of {@code report.json} */
    void write(Verdict verdict, Optional<Seal> seal) {
        try (Reader template = new InputStreamReader(
                HtmlReport.class.getResourceAsStream("/ateliers/grader/report/report.mustache"),
                StandardCharsets.UTF_8)) {
            String page = Mustache.compiler()
                    .escapeHTML(true)
                    .defaultValue("")
                    .emptyStringIsFalse(true)
                    .compile(template)
                    .execute(model(verdict, seal));
            ReportFiles.write(file, page.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw ReportFiles.unwritable(file, e);
        }
    }

    private Map<String, Object> model(Verdict verdict, Optional<Seal> seal) {
        Map<String, Object> model = new HashMap<>();
        model.put("lab", verdict.lab());
        model.put("title", bound(verdict.title()));
        model.put("target", verdict.target());
        model.put("about", bound(about(verdict)));
        model.put("mark", mark(verdict));
        model.put("refusal", bound(Printable.of(verdict.message())));
        model.put("criteria", verdict.criteria().stream().map(HtmlReport::row).toList());
        model.put("has_criteria", !verdict.criteria().isEmpty());
        if (observation != null) {
            illustrate(model, "architecture", () -> Architecture.picture(observation.template()));
            illustrate(model, "sequence", () -> Sequence.picture(observation));
            model.put(
                    "logs",
                    observation.logs().entrySet().stream().map(HtmlReport::log).toList());
        }
        model.put("has_logs", observation != null && !observation.logs().isEmpty());
        model.put("unsure", verdict.has(Status.ERROR));
        model.put("reduction", bound(verdict.reduction().orElse("")));
        model.put("conditions", bound(conditions));
        model.put("cost", bound(cost));
        model.put(
                "seal",
                seal.map(each -> "Sceau de report.json : %s, clé %s.".formatted(each.shortForm(), each.key()))
                        .map(HtmlReport::bound)
                        .orElse(""));
        return model;
    }

    private static void illustrate(Map<String, Object> model, String name, Callable<Illustration> drawing) {
        Illustration drawn = Illustration.within(LONGEST_DRAWING, drawing);
        model.put(name, drawn.svg().orElse(null));
        model.put(name + "_instead", bound(drawn.instead()));
    }

    private static String mark(Verdict verdict) {
        if (verdict.kind() != Verdict.Kind.GRADED) {
            return "non noté";
        }
        return verdict.mark() + (verdict.has(Status.ERROR) ? " (note provisoire)" : "");
    }

    /** When, what, how long and by which version; of what nobody told, nothing. */
    private String about(Verdict verdict) {
        String took = String.format(Locale.FRANCE, "%.1f s", verdict.duration().toMillis() / 1000.0);
        return beginning == null
                ? took
                : "Dossier « %s », noté le %s en %s, version %s"
                        .formatted(
                                Printable.name(beginning.folder()),
                                DATE.format(beginning.time()),
                                took,
                                beginning.version());
    }

    private static Map<String, Object> log(Map.Entry<String, List<String>> log) {
        String lines = log.getValue().stream()
                .map(line -> Printable.brief(line, LONGEST_LOG_LINE))
                .collect(Collectors.joining("\n"));
        return Map.of(
                "function",
                Printable.name(log.getKey()),
                "lines",
                lines.isEmpty() ? "(rien)" : Printable.brief(lines, LONGEST_LOG));
    }

    private static Map<String, Object> row(CriterionResult result) {
        Map<String, Object> row = new HashMap<>();
        row.put("id", result.id());
        row.put("title", bound(result.title()));
        row.put("task", result.task());
        row.put("sign", sign(result.status()));
        row.put("status", result.status().french());
        row.put("code", result.status().code());
        row.put("points", points(result));
        row.put("max", result.max());
        row.put("bonus", result.bonus());
        Outcome outcome = result.outcome();
        row.put("waits", outcome.isWaiting() ? bound(outcome.message()) : "");
        row.put("message", outcome.isWaiting() ? null : folded(bound(outcome.message())));
        row.put("expected", folded(outcome.expected()));
        row.put("seen", folded(outcome.seen()));
        row.put("has_pair", outcome.expected() != null || outcome.seen() != null);
        row.put("hint", bound(Printable.brief(outcome.hint(), Folded.MOST)));
        Explanation explanation = outcome.explanation();
        row.put("cause", bound(Printable.brief(explanation.cause(), Folded.MOST)));
        row.put("paste", Printable.of(String.join("\n", explanation.paste())));
        row.put("details", Printable.brief(String.join("\n", explanation.details()), 2 * Folded.MOST));
        row.put("mails", result.mails().stream().map(HtmlReport::mail).toList());
        return row;
    }

    private static Map<String, String> mail(Mail mail) {
        return Map.of("subject", MailText.line(mail), "text", MailText.whole(mail));
    }

    /** The sentence with blanks where French lets no line end: before a colon and its like, inside quotes, before a unit. */
    private static String bound(String sentence) {
        return sentence == null
                ? null
                : UNBREAKABLE.matcher(sentence).replaceAll(NO_BREAK).replace("« ", "«" + NO_BREAK);
    }

    /** Points that nobody has counted are not zero. */
    private static String points(CriterionResult result) {
        return switch (result.status()) {
            case NOT_EVALUATED -> "–";
            case ERROR -> "?";
            default -> Integer.toString(result.points());
        };
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

    /** Nothing for nothing: the template leaves it out. */
    private static Folded folded(String text) {
        return text == null ? null : Folded.of(text);
    }

    /**
     * A text that is shown by its beginning where it is long.
     *
     * @param head what is shown
     * @param rest the whole, folded away; empty where the head is all
     */
    record Folded(String head, String rest) {
        static final int MOST = 5_000;
        private static final int SHOWN = 400;
        private static final int SHOWN_LINES = 10;

        static Folded of(String text) {
            String whole = Printable.brief(text, MOST);
            String head = whole.lines().limit(SHOWN_LINES).collect(Collectors.joining("\n"));
            if (head.length() > SHOWN) {
                head = Printable.brief(head, SHOWN).replaceFirst("… \\(\\d+ caractères en tout\\)$", "");
            }
            return head.length() == whole.strip().length() ? new Folded(whole, "") : new Folded(head + "…", whole);
        }
    }
}
