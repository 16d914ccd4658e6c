package ateliers.grader.deploy;

import ateliers.grader.packaging.Template;
import ateliers.grader.targets.Step;
import ateliers.grader.targets.Story;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What AWS makes at the same time, so that a {@code DependsOn} is missing: told of the first resource that failed for it. */
final class Races {
    private Races() {}

    static Optional<String> told(Story story, Template template) {
        List<Step> races = story.steps().stream()
                .filter(step -> step.kind() == Step.Kind.RACE)
                .toList();
        return races.stream().findFirst().map(first -> {
            String failed = first.operation();
            List<String> missed = races.stream()
                    .filter(step -> step.operation().equals(failed))
                    .map(Step::resource)
                    .distinct()
                    .toList();
            OptionalInt line = template.lineOfResource(failed);
            return "il manque sans doute un DependsOn. AWS crée en même temps les ressources qui ne s'attendent pas, et %s est créée avant %s : ajoute à %s%s « DependsOn: %s »."
                    .formatted(
                            failed,
                            String.join(" et ", missed),
                            failed,
                            line.isPresent() ? " (template.yaml, ligne %d)".formatted(line.getAsInt()) : "",
                            missed.size() == 1
                                    ? missed.get(0)
                                    : missed.stream().collect(Collectors.joining(", ", "[", "]")));
        });
    }
}
