package ateliers.grader.report;

import ateliers.grader.checklist.Observation;
import ateliers.grader.checklist.StackNames;
import ateliers.grader.targets.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What really flowed in the stack after one call from outside, up to the next: of all these, the one that set most in motion. Looking
 * on, as the grader does by reading queues and tables, is left out, and so is what no picture needs: logs, roles, polling of streams.
 */
final class Sequence {
    private static final int MOST_ARROWS = 30;

    /** So many of what happened are looked at, from the first on. */
    private static final int MOST_STEPS = 20_000;

    private static final String GRADER = "Correcteur";
    private static final Set<String> BEHIND_THE_SCENES =
            Set.of("logs", "iam", "sts", "cloudformation", "dynamodbstreams", "apigateway");
    private static final String LOOKS_ON = "(Get|List|Describe|Receive|Head|Scan|Query|Subscribe|Delete).*|OPTIONS .*";

    private final Observation observation;
    private final Map<String, Step> byId = new HashMap<>();
    private final Map<String, String> participants = new LinkedHashMap<>();
    private final Map<String, Optional<String>> logicalIds = new HashMap<>();

    private Sequence(Observation observation) {
        this.observation = observation;
        observation.story().stream()
                .filter(step -> step.kind() == Step.Kind.CALL)
                .forEach(step -> byId.put(step.id(), step));
    }

    static Illustration picture(Observation observation) {
        Sequence sequence = new Sequence(observation);
        Map<String, Integer> arrows = sequence.fullest();
        return arrows.size() < 2 ? Illustration.NONE : Illustration.of(Picture.draw(sequence.plantUml(arrows)));
    }

    private Map<String, Integer> fullest() {
        List<Step> window = new ArrayList<>();
        Map<String, Integer> best = Map.of();
        for (Step step : told()) {
            if (fromOutside(step)) {
                best = fuller(best, arrows(window));
                window.clear();
                window.add(step);
            } else if (!window.isEmpty()) {
                window.add(step);
            }
        }
        return fuller(best, arrows(window));
    }

    /** More arrows, or as many with less of what other calls set in motion at the same time. */
    private static Map<String, Integer> fuller(Map<String, Integer> one, Map<String, Integer> other) {
        long more = richness(other) - richness(one);
        return more > 0 || more == 0 && flights(other) < flights(one) ? other : one;
    }

    /** Conditions that do not hold are how an order that comes again is found: the way of a new one tells more. */
    private static long richness(Map<String, Integer> arrows) {
        long repeated = arrows.keySet().stream()
                .filter(arrow -> arrow.matches("(?s).*(ConditionalCheckFailed|TransactionCanceled)Exception.*"))
                .count();
        return arrows.size() - 3 * repeated;
    }

    private static int flights(Map<String, Integer> arrows) {
        return arrows.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<Step> told() {
        return observation.story().stream()
                .limit(MOST_STEPS)
                .filter(step -> !BEHIND_THE_SCENES.contains(step.service()) && step.kind() != Step.Kind.INERT)
                .filter(step -> step.kind() != Step.Kind.INVOCATION || !step.succeeded())
                .filter(step -> !step.operation().equals("GetQueueAttributes"))
                .filter(step -> logicalId(step.resource()).isPresent() || !step.succeeded() || isMail(step))
                .filter(step -> !isGrader(step) || fromOutside(step))
                .sorted(Comparator.comparing(Step::time))
                .toList();
    }

    private static boolean isGrader(Step step) {
        return step.actor().equals("anonymous") || step.actor().endsWith(":root");
    }

    private static boolean isMail(Step step) {
        return step.kind() == Step.Kind.MAIL;
    }

    private boolean fromOutside(Step step) {
        return isGrader(step)
                && step.parent().isEmpty()
                && step.kind() == Step.Kind.CALL
                && logicalId(step.resource()).isPresent()
                && !step.operation().matches(LOOKS_ON);
    }

    /** Each arrow once, in the order in which they began, with how often it flew. */
    private Map<String, Integer> arrows(List<Step> window) {
        Map<String, Integer> arrows = new LinkedHashMap<>();
        window.forEach(step -> arrows.merge(arrow(step), 1, Integer::sum));
        return arrows;
    }

    private String plantUml(Map<String, Integer> arrows) {
        StringBuilder text = new StringBuilder("hide footbox\nskinparam sequenceMessageAlign center\n");
        StringBuilder flown = new StringBuilder();
        arrows.entrySet().stream()
                .limit(MOST_ARROWS)
                .forEach(arrow -> flown.append(arrow.getKey())
                        .append(arrow.getValue() > 1 ? Picture.text(" (%d fois)".formatted(arrow.getValue())) : "")
                        .append('\n'));
        if (arrows.size() > MOST_ARROWS) {
            flown.append("note over p0 : … et %d autres\n".formatted(arrows.size() - MOST_ARROWS));
        }
        Set<String> words = Set.copyOf(Arrays.asList(flown.toString().split("\\W+")));
        participants.forEach((name, alias) -> {
            if (words.contains(alias)) {
                text.append("participant \"%s\" as %s\n".formatted(Picture.name(name), alias));
            }
        });
        return text.append(flown).toString();
    }

    private String arrow(Step step) {
        String from = participant(source(step));
        String to = participant(step.resource().isEmpty() ? step.service() : name(step.resource()));
        String label = (isMail(step) ? step.kind().french() : step.operation())
                + (step.succeeded() ? "" : " : " + step.outcome());
        return "%s %s %s : %s".formatted(from, step.succeeded() ? "->" : "-[#CF222E]>x", to, Picture.text(label));
    }

    /** A service that acts for a resource, as SNS does for a topic, is drawn as that resource. */
    private String source(Step step) {
        if (isGrader(step)) {
            return GRADER;
        }
        if (step.kind() == Step.Kind.INVOCATION) {
            return name(step.resource());
        }
        // A mail is no call of its own: it belongs to the one that set it going.
        Step cause = isMail(step)
                ? byId.get(step.id())
                : step.parent().map(byId::get).orElse(null);
        return step.actor().endsWith(".amazonaws.com") && cause != null ? name(cause.resource()) : name(step.actor());
    }

    private String participant(String name) {
        return participants.computeIfAbsent(name, n -> "p" + participants.size());
    }

    private String name(String of) {
        return logicalId(of)
                .orElseGet(() -> of.endsWith(":root")
                        ? GRADER
                        : of.replaceFirst("^arn:aws:([a-z0-9-]+):.*[:/]([^:/]+)$", "$1 $2"));
    }

    private Optional<String> logicalId(String of) {
        return logicalIds.computeIfAbsent(of, new StackNames(observation.logicalIds())::logicalId);
    }
}
