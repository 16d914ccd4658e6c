package ateliers.grader.checklist;

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

/** Tells in French, with AWS's words, what went wrong inside a target: denials, failed functions and their logs, what was lost, what still runs. */
final class Why {
    private static final int MOST_REASONS = 5;
    private static final int MOST_LOG_LINES = 6;
    private static final int MOST_CHARACTERS = 600;

    /** A function that has just begun is no reason. */
    private static final Duration LONG = Duration.ofSeconds(5);

    private static final Set<Step.Kind> TOLD = Set.of(
            Step.Kind.DENIAL,
            Step.Kind.INVOCATION,
            Step.Kind.DROPPED,
            Step.Kind.FAULT,
            Step.Kind.CALL,
            Step.Kind.UNSUPPORTED);

    private Why() {}

    /**
     * What still runs, then the reasons, each wording once with how often it came, then the log of the last function that
     * failed. Where nothing tells, the log of the last function that wrote one may: many functions catch their exceptions.
     */
    static List<String> of(Story story, List<Running> running, AwsClients aws) {
        List<Step> steps = story.steps();
        Map<String, String> reasons = new LinkedHashMap<>();
        Map<String, Integer> times = new HashMap<>();
        Step last = null;
        for (Step step : steps) {
            if (step.succeeded() || !TOLD.contains(step.kind()) || expected(step)) {
                continue;
            }
            String same = same(step);
            reasons.putIfAbsent(same, said(step));
            times.merge(same, 1, Integer::sum);
            if (step.kind() == Step.Kind.INVOCATION) {
                last = step;
            }
        }
        List<String> told = new ArrayList<>(unfinished(running));
        int mostLines = told.size() + MOST_REASONS;
        reasons.forEach((same, reason) -> {
            if (told.size() < mostLines) {
                told.add("- " + reason + (times.get(same) > 1 ? " (%d fois)".formatted(times.get(same)) : ""));
            }
        });
        Set<String> meanings = new LinkedHashSet<>();
        reasons.values().forEach(reason -> FailureFrench.of(reason).ifPresent(meanings::add));
        if (last != null) {
            told.addAll(log(last, InvocationLog.of(last, aws), meanings));
        } else if (told.isEmpty()) {
            told.addAll(lastLog(steps, aws, meanings));
        }
        forgotten(story).ifPresent(told::add);
        meanings.forEach(meaning -> told.add("  → " + meaning));
        return told;
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

    /** One denial for each key of a bucket is one denial. */
    private static String same(Step step) {
        return step.kind() == Step.Kind.DENIAL ? step.actor() + " " + call(step) : said(step);
    }

    private static List<String> lastLog(List<Step> steps, AwsClients aws, Set<String> meanings) {
        List<Step> invocations = steps.stream()
                .filter(step -> step.kind() == Step.Kind.INVOCATION)
                .toList();
        for (int i = invocations.size() - 1; i >= Math.max(0, invocations.size() - MOST_REASONS); i--) {
            List<String> told = log(invocations.get(i), InvocationLog.of(invocations.get(i), aws), meanings);
            if (!told.isEmpty()) {
                return told;
            }
        }
        return List.of();
    }

    private static List<String> log(Step invocation, InvocationLog log, Set<String> meanings) {
        List<String> own = log.lines().stream()
                .filter(line -> !invocation.message().contains(line.strip()))
                .limit(MOST_LOG_LINES)
                .toList();
        own.forEach(line -> FailureFrench.of(line).ifPresent(meanings::add));
        List<String> told = new ArrayList<>();
        log.place().ifPresent(place -> told.add("- l'exception vient de %s".formatted(place)));
        if (!own.isEmpty()) {
            told.add("- journal de la fonction %s :".formatted(shortName(invocation.resource())));
            own.forEach(line -> told.add("    " + cut(line)));
        }
        return told;
    }

    /** A wait that was given up leaves no other trace of a function that takes longer. */
    private static List<String> unfinished(List<Running> running) {
        Map<String, Running> longest = new LinkedHashMap<>();
        running.stream()
                .filter(each -> each.elapsed().compareTo(LONG) >= 0)
                .forEach(each -> longest.putIfAbsent(each.function(), each));
        return longest.values().stream()
                .map(each ->
                        "- la fonction %s n'a pas fini : elle a été appelée il y a %d s, et son délai (Timeout) est de %d s"
                                .formatted(
                                        shortName(each.function()),
                                        each.elapsed().toSeconds(),
                                        each.timeout().toSeconds()))
                .toList();
    }

    /**
     * The grader polls for what may not be there yet and says itself what an API answered it, and Lambda makes a log group when
     * writing to it failed: these failed calls explain nothing.
     */
    private static boolean expected(Step step) {
        return step.kind() == Step.Kind.CALL
                && (step.actor().endsWith(":root")
                        || step.actor().equals("anonymous")
                        || step.service().equals("logs"));
    }

    private static String said(Step step) {
        String words = cut(step.message());
        return switch (step.kind()) {
            case DENIAL -> "accès refusé à %s (%s) : %s".formatted(call(step), step.outcome(), words);
            case INVOCATION -> failed(step, words);
            case DROPPED -> "événement ou message perdu (%s) : %s".formatted(step.outcome(), words);
            case FAULT -> "%s refusé exprès par le correcteur : %s".formatted(call(step), step.outcome());
            case UNSUPPORTED -> "%s n'existe pas sur cette cible : %s".formatted(call(step), words);
            default -> "%s a répondu %s : %s".formatted(call(step), step.outcome(), words);
        };
    }

    /** The request's id would keep one failure that comes again from being told once. */
    private static String failed(Step step, String words) {
        String plain = words.replace("RequestId: " + step.id() + " Error: ", "");
        String what = plain.startsWith("Sandbox.Timedout:")
                ? "n'a pas fini dans son délai (Timeout)"
                : plain.startsWith("Runtime.ExitError:")
                        ? "s'est arrêtée sans répondre"
                        : plain.contains("OutOfMemoryError") ? "a manqué de mémoire (MemorySize)" : "a échoué";
        return "la fonction %s %s (%s) : %s".formatted(shortName(step.resource()), what, step.outcome(), plain);
    }

    private static String call(Step step) {
        return step.service() + ":" + step.operation();
    }

    /** {@code my-function} of {@code arn:aws:lambda:eu-west-3:123456789012:function:my-function:$LATEST}. */
    private static String shortName(String arn) {
        String[] parts = arn.split(":");
        return parts.length > 6 ? parts[6] : arn;
    }

    private static String cut(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
