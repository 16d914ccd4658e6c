package ateliers.grader.checklist;

import ateliers.grader.packaging.Template;
import ateliers.grader.targets.AwsClients;
import ateliers.grader.targets.Running;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells in French, with AWS's words, what went wrong inside a target: first what to mend, then denials, failed functions and their
 * logs, what was lost, what still runs. What the grader provoked itself is told as that, and is never the cause.
 */
final class Why {
    private static final int MOST_REASONS = 8;
    private static final int MOST_OTHERS = 3;
    private static final int MOST_LOG_LINES = 20;
    private static final int MOST_CHARACTERS = 3_000;

    /** As EventBridge's events are told: it would keep one loss that comes again from being told once. */
    private static final Pattern EVENT_ID = Pattern.compile(" \\([0-9a-f]{8}-[0-9a-f-]{27}\\)");

    /** AWS tells the default bus of each alarm and parameter that changes, whether or not anybody listens. */
    private static final Pattern UNASKED = Pattern.compile("^event aws\\.(cloudwatch|ssm) ");

    /** Functions act as sessions of roles: users are programs of the grader's that call an API. */
    private static final Pattern GRADER = Pattern.compile(":root$|^anonymous$|:user/");

    /** A function that has just begun is worth no line. */
    private static final Duration LONG = Duration.ofSeconds(5);

    /** Nor is it a cause while it may just be starting, on a machine that is busy. */
    private static final Duration VERY_LONG = Duration.ofSeconds(10);

    private static final Set<Step.Kind> TOLD = Set.of(
            Step.Kind.DENIAL,
            Step.Kind.INVOCATION,
            Step.Kind.DROPPED,
            Step.Kind.FAULT,
            Step.Kind.CALL,
            Step.Kind.UNSUPPORTED);

    private final List<Step> steps;
    private final StackNames names;
    private final Template template;
    private final Set<Step> provoked;

    private Why(List<Step> steps, StackNames names, Template template, Predicate<Step> byGrader) {
        this.steps = steps;
        this.names = names;
        this.template = template;
        this.provoked = steps.stream()
                .filter(step -> step.kind() == Step.Kind.FAULT || byGrader.test(step))
                .collect(Collectors.toSet());
    }

    /**
     * The cause, as far as one is known; then all reasons, each wording once with how often it came, and the log of the last function
     * that failed. Where nothing tells, the log of the last function that wrote one may: many functions catch their exceptions.
     *
     * @param byGrader what the grader refused on purpose
     */
    static Explanation of(
            Story story,
            List<Running> running,
            AwsClients aws,
            StackNames names,
            Template template,
            Predicate<Step> byGrader) {
        Why why = new Why(story.steps(), names, template, byGrader);
        List<Step> failed = why.failed();
        List<SesRefusal> mails = why.mails(failed);
        List<String> unfinished = why.unfinished(running, LONG);
        Optional<Step> last = failed.stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION && !why.isProvoked(step))
                .reduce((first, second) -> second);
        List<String> details = new ArrayList<>(why.reasons(failed, mails));
        Told log = last.map(step -> why.log(step, InvocationLog.of(step, aws), mails))
                .orElseGet(() -> details.isEmpty() && unfinished.isEmpty() ? why.lastLog(aws) : Told.NOTHING);
        details.addAll(0, unfinished.stream().map(line -> "- " + line).toList());
        details.addAll(log.lines());
        forgotten(story).ifPresent(details::add);
        List<MissingRight> missing = why.missing(failed);
        return new Explanation(
                why.cause(missing, mails, failed, why.unfinished(running, VERY_LONG), log),
                missing.isEmpty() || why.loop(failed).isPresent()
                        ? List.of()
                        : missing.get(0).paste(template),
                details);
    }

    private List<Step> failed() {
        return steps.stream()
                .filter(step -> !step.succeeded() && TOLD.contains(step.kind()) && !expected(step) && !isUnwanted(step))
                .toList();
    }

    private List<SesRefusal> mails(List<Step> failed) {
        return failed.stream()
                .filter(step -> !isProvoked(step))
                .flatMap(step -> SesRefusal.of(step, names, template).stream())
                .toList();
    }

    /** A function that fails since SES refused its mail says nothing new. */
    private static boolean isToldBy(List<SesRefusal> mails, String words) {
        return mails.stream().anyMatch(mail -> mail.isToldBy(words));
    }

    /** Each wording once: one denial for each key of a bucket is one denial. */
    private List<String> reasons(List<Step> failed, List<SesRefusal> mails) {
        Map<String, String> reasons = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        for (Step step : failed) {
            if (step.kind() == Step.Kind.INVOCATION && isToldBy(mails, step.message())) {
                continue;
            }
            String same = step.kind() == Step.Kind.DENIAL ? step.actor() + " " + call(step) : said(step);
            reasons.putIfAbsent(same, said(step));
            times.merge(same, 1, Integer::sum);
        }
        return reasons.entrySet().stream()
                .limit(MOST_REASONS)
                .map(each -> "- " + each.getValue()
                        + (times.get(each.getKey()) > 1 ? " (%d fois)".formatted(times.get(each.getKey())) : ""))
                .toList();
    }

    private List<MissingRight> missing(List<Step> failed) {
        return failed.stream()
                .filter(step -> step.kind() == Step.Kind.DENIAL && !provoked.contains(step) && !isAbsentObject(step))
                .flatMap(step -> MissingRight.of(step, steps, names, template).stream())
                .distinct()
                .toList();
    }

    /** To who may not list a bucket S3 refuses objects that are not there: the right to list it is not what is missing. */
    private static boolean isAbsentObject(Step step) {
        return step.service().equals("s3")
                && Set.of("GetObject", "HeadObject").contains(step.operation())
                && step.message().contains("not authorized to perform: s3:ListBucket");
    }

    private Optional<Step> loop(List<Step> failed) {
        return failed.stream()
                .filter(step -> step.outcome().equals("RecursiveInvocationException"))
                .findFirst();
    }

    /** A right that is missing explains what comes after it; else a mail that SES refused, else the function that failed, or has not ended; else what was lost. */
    private String cause(
            List<MissingRight> missing, List<SesRefusal> mails, List<Step> failed, List<String> unfinished, Told log) {
        List<String> lines = new ArrayList<>();
        Optional<Step> loop = loop(failed);
        if (loop.isPresent()) {
            lines.add("%s s'est appelée elle-même sans fin, et Lambda l'a arrêtée."
                    .formatted(names.function(loop.get().resource())));
        } else if (!missing.isEmpty()) {
            missing.stream().skip(1).limit(MOST_OTHERS).forEach(other -> lines.add("De même : " + other.briefly()));
            lines.add(missing.get(0).said(template));
        } else if (!mails.isEmpty()) {
            lines.add(mails.get(0).cause());
        } else {
            failed.stream()
                    .filter(step -> step.kind() == Step.Kind.INVOCATION && !isProvoked(step))
                    .findFirst()
                    .ifPresentOrElse(
                            step -> lines.add(sentence(briefly(step)) + log.at()),
                            () -> unfinished.stream().findFirst().ifPresent(line -> lines.add(sentence(line))));
        }
        failed.stream()
                .filter(step -> step.kind() == Step.Kind.UNSUPPORTED)
                .findFirst()
                .ifPresent(step -> lines.add(
                        "%s n'existe pas sur cette cible : si le critère n'échoue que pour cela, ce n'est pas ta faute."
                                .formatted(call(step))));
        if (lines.isEmpty()) {
            lost(failed).ifPresent(step -> lines.add(sentence(said(step))));
        }
        Set<String> meanings = new LinkedHashSet<>();
        failed.stream()
                .filter(step -> !isProvoked(step))
                .forEach(step -> FailureFrench.of(step.message()).ifPresent(meanings::add));
        meanings.addAll(log.meanings());
        loop.flatMap(step -> FailureFrench.of(step.message())).ifPresent(meaning -> {
            meanings.clear();
            meanings.add(meaning);
        });
        if (loop.isPresent()
                || missing.isEmpty()
                || missing.get(0).paste(template).isEmpty()) {
            meanings.stream().limit(2).forEach(meaning -> lines.add("→ " + meaning));
        }
        return String.join("\n", lines);
    }

    /** Whether the grader refused it, or refused it something. */
    private boolean isProvoked(Step step) {
        return provoked.stream()
                .anyMatch(by -> by.equals(step)
                        || by.parent().filter(step.id()::equals).isPresent()
                        || step.kind() == Step.Kind.INVOCATION
                                && met(steps, by).filter(step::equals).isPresent()
                        || step.kind() == Step.Kind.DROPPED
                                && (step.outcome().equals(by.outcome())
                                        || met(steps, by)
                                                .filter(met -> met.id().equals(step.id()))
                                                .isPresent()));
    }

    /** What a function calls does not tell which of its invocations called: it is the first one to end after that. */
    static Optional<Step> met(List<Step> steps, Step by) {
        String caller = by.actor().substring(by.actor().lastIndexOf('/') + 1);
        return steps.subList(steps.indexOf(by), steps.size()).stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION
                        && (step.resource() + ":").contains(":function:" + caller + ":"))
                .findFirst();
    }

    /**
     * The ids of the invocations that met what the grader refused on purpose.
     *
     * @param steps all that happened
     * @param until how many of them, the oldest, are looked at for refusals
     */
    static Set<String> metOnPurpose(List<Step> steps, int until) {
        return steps.subList(0, until).stream()
                .filter(step -> step.kind() == Step.Kind.FAULT)
                .flatMap(by -> met(steps, by).stream())
                .map(Step::id)
                .collect(Collectors.toSet());
    }

    /** What no rule wants is lost by mistake only where nothing at all was started, and never what AWS sends to nobody. */
    private boolean isUnwanted(Step step) {
        return step.isUnwantedEvent()
                && (UNASKED.matcher(step.message()).find()
                        || steps.stream().anyMatch(each -> each.kind() == Step.Kind.INVOCATION));
    }

    /** A function that never stops calling is worth a line of its own. */
    private static Optional<String> forgotten(Story story) {
        long forgotten = story.forgotten();
        return forgotten == 0
                ? Optional.empty()
                : Optional.of(("- il s'est passé tant de choses que les %d plus anciennes sont oubliées :"
                                + " une fonction s'appelle-t-elle elle-même ?")
                        .formatted(forgotten));
    }

    private Told lastLog(AwsClients aws) {
        List<Step> invocations = steps.stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION)
                .toList();
        for (int i = invocations.size() - 1; i >= Math.max(0, invocations.size() - MOST_REASONS); i--) {
            Told told = log(invocations.get(i), InvocationLog.of(invocations.get(i), aws), List.of());
            if (!told.lines().isEmpty()) {
                return told;
            }
        }
        return Told.NOTHING;
    }

    private Told log(Step invocation, InvocationLog log, List<SesRefusal> mails) {
        List<String> own = log.lines().stream()
                .filter(line -> !invocation.message().contains(line.strip()) && !isToldBy(mails, line))
                .limit(MOST_LOG_LINES)
                .toList();
        List<String> lines = new ArrayList<>();
        if (!own.isEmpty()) {
            lines.add("- journal de %s :".formatted(names.function(invocation.resource())));
            own.forEach(line -> lines.add("    " + cut(line)));
        }
        List<String> meanings = own.stream()
                .flatMap(line -> FailureFrench.of(line).stream())
                .distinct()
                .toList();
        return new Told(lines, meanings, log.place());
    }

    /** What a log tells: lines, what they mean, and the place in the sources that it names. */
    private record Told(List<String> lines, List<String> meanings, Optional<String> place) {
        static final Told NOTHING = new Told(List.of(), List.of(), Optional.empty());

        String at() {
            return place.map(" L'exception vient de %s."::formatted).orElse("");
        }
    }

    /** A wait that was given up leaves no other trace of a function that takes longer. */
    private List<String> unfinished(List<Running> running, Duration least) {
        Map<String, Running> longest = new LinkedHashMap<>();
        running.stream()
                .filter(each -> each.elapsed().compareTo(least) >= 0)
                .forEach(each -> longest.putIfAbsent(each.function(), each));
        return longest.values().stream()
                .map(each -> "%s n'a pas fini : elle a été appelée il y a %d s, et son délai (Timeout) est de %d s"
                        .formatted(
                                names.function(each.function()),
                                each.elapsed().toSeconds(),
                                each.timeout().toSeconds()))
                .toList();
    }

    /**
     * The grader polls for what may not be there yet and says itself what an API answered it, and Lambda makes a log group when
     * writing to it failed: these failed calls explain nothing.
     */
    private static boolean expected(Step step) {
        boolean byGrader = GRADER.matcher(step.actor()).find();
        return step.kind() == Step.Kind.CALL && (byGrader || step.service().equals("logs"))
                || step.kind() == Step.Kind.DENIAL && byGrader;
    }

    private String said(Step step) {
        String words = cut(step.message());
        String purpose = isProvoked(step) ? " (panne voulue par le correcteur)" : "";
        return switch (step.kind()) {
            case DENIAL -> "accès refusé à %s%s (%s) : %s".formatted(call(step), purpose, step.outcome(), words);
            case INVOCATION -> "%s%s (%s) : %s".formatted(failure(step), purpose, step.outcome(), plain(step, words));
            case DROPPED -> "événement ou message perdu%s (%s) : %s".formatted(purpose, step.outcome(), lost(words));
            case FAULT -> "%s refusé exprès par le correcteur : %s".formatted(call(step), step.outcome());
            case UNSUPPORTED -> "%s n'existe pas sur cette cible : %s".formatted(call(step), words);
            default -> "%s a répondu %s : %s".formatted(call(step), step.outcome(), words);
        };
    }

    /** What was lost first; of events that no rule wanted, the last: those before it may have been of no interest. */
    private Optional<Step> lost(List<Step> failed) {
        List<Step> lost = failed.stream()
                .filter(step -> step.kind() == Step.Kind.DROPPED && !isProvoked(step))
                .toList();
        return lost.stream()
                .filter(step -> !step.isUnwantedEvent())
                .findFirst()
                .or(() -> lost.stream().reduce((first, second) -> second));
    }

    private String lost(String words) {
        return EVENT_ID.matcher(names.inWords(words))
                .replaceFirst("")
                .replace("the event had no place to go to", "aucune destination ne l'attendait");
    }

    /** The request's id would keep one failure that comes again from being told once. */
    private static String plain(Step step, String words) {
        return words.replace("RequestId: " + step.id() + " Error: ", "")
                .replaceAll(",? Request ID: [\\w-]+", "")
                .replaceAll(" \\(SDK Attempt Count: \\d+\\)", "");
    }

    private String failure(Step step) {
        return names.function(step.resource()) + " " + HowItFailed.of(step.message());
    }

    /** The failure with the first line of what was thrown. */
    private String briefly(Step step) {
        String words = plain(step, step.message()).lines().findFirst().orElse("");
        if (words.strip().equals(":")) {
            return failure(step);
        }
        return "%s : %s".formatted(failure(step), cut(words));
    }

    private static String call(Step step) {
        return step.service() + ":" + step.operation();
    }

    private static String sentence(String text) {
        String end = text.endsWith(".") || text.endsWith("…") ? "" : ".";
        return text + end;
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
