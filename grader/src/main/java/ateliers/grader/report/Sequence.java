package ateliers.grader.report;

import ateliers.grader.checklist.Observation;
import ateliers.grader.targets.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What really flowed after one call from outside: the one that set most in motion, drawn from the target's story. */
final class Sequence {
    private static final int MOST_ARROWS = 30;

    private final Observation observation;
    private final List<Step> flow;
    private final Map<String, String> participants = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Sequence(Observation observation) {
        this.observation = observation;
        this.flow = flow(observation.story());
    }

    static Optional<String> svg(Observation observation) {
        Sequence sequence = new Sequence(observation);
        return sequence.flow.size() < 2 ? Optional.empty() : Picture.draw(sequence.plantUml());
    }

    private static List<Step> flow(List<Step> story) {
        List<Step> best = List.of();
        int most = 0;
        Map<String, String> parents = new HashMap<>();
        story.forEach(step -> step.parent().ifPresent(parent -> parents.put(step.id(), parent)));
        Map<String, List<Step>> flows = new HashMap<>();
        Set<String> deployments = new HashSet<>();
        for (Step step : story) {
            String root = step.parent().orElse(step.id());
            for (int depth = 0; depth < 50 && parents.containsKey(root); depth++) {
                root = parents.get(root);
            }
            if (step.service().equals("cloudformation")) {
                deployments.add(root);
            } else if (step.kind() != Step.Kind.INERT
                    && !Set.of("logs", "iam", "sts").contains(step.service())) {
                flows.computeIfAbsent(root, r -> new ArrayList<>()).add(step);
            }
        }
        flows.keySet().removeAll(deployments);
        for (List<Step> one : flows.values()) {
            Set<String> different = new HashSet<>();
            one.forEach(step -> different.add(step.service() + step.operation() + step.outcome()));
            if (different.size() > most) {
                most = different.size();
                best = one;
            }
        }
        return best.stream().sorted(java.util.Comparator.comparing(Step::time)).toList();
    }

    private String plantUml() {
        StringBuilder arrows = new StringBuilder();
        flow.stream().limit(MOST_ARROWS).forEach(step -> arrows.append(arrow(step)));
        if (flow.size() > MOST_ARROWS) {
            arrows.append("note over p0 : … %d autres\n".formatted(flow.size() - MOST_ARROWS));
        }
        return text.append(arrows).toString();
    }

    private String arrow(Step step) {
        String from = participant(
                step.parent().isEmpty() && step.kind() == Step.Kind.CALL ? "Correcteur" : name(step.actor()));
        String to = participant(step.resource().isEmpty() ? step.service() : name(step.resource()));
        String label = step.operation() + (step.succeeded() ? "" : " : " + step.outcome());
        return "%s %s %s : %s\n".formatted(from, step.succeeded() ? "->" : "-[#CF222E]>x", to, Picture.text(label));
    }

    private String participant(String name) {
        return participants.computeIfAbsent(name, n -> {
            String alias = "p" + participants.size();
            text.append("participant \"%s\" as %s\n".formatted(Picture.text(n), alias));
            return alias;
        });
    }

    /** The logical id behind an ARN or a name, where the stack has one. */
    private String name(String of) {
        return observation.logicalIds().entrySet().stream()
                .filter(entry -> of.equals(entry.getKey())
                        || of.endsWith(":" + entry.getKey())
                        || of.contains(":" + entry.getKey() + ":")
                        || of.contains(":" + entry.getKey() + "/")
                        || of.endsWith("/" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> of.endsWith(":root")
                        ? "Correcteur"
                        : of.replaceFirst("^arn:aws:([a-z0-9-]+):.*[:/]([^:/]+)$", "$1 $2"));
    }
}
