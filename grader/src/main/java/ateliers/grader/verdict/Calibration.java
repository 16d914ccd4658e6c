package ateliers.grader.verdict;

import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the lab's own solution earns on a target that is not as strict, or not as complete, as AWS: what it misses there too is not
 * the submission's failure.
 */
@FunctionalInterface
public interface Calibration {
    /** Of targets that are as AWS is. */
    Calibration NONE = ids -> Map.of();

    /**
     * Plays criteria on the solution.
     *
     * @return their results by id; empty where that cannot be done
     */
    Map<String, CriterionResult> of(Set<String> ids);

    /** The results as they are to be told. */
    default List<CriterionResult> applied(List<CriterionResult> results) {
        Set<String> missed = results.stream()
                .filter(Calibration::isMissed)
                .map(CriterionResult::id)
                .collect(Collectors.toSet());
        if (missed.isEmpty()) {
            return results;
        }
        Map<String, CriterionResult> solution = of(missed);
        return results.stream()
                .map(result -> missed.contains(result.id()) && solution.containsKey(result.id())
                        ? revised(result, solution.get(result.id()))
                        : result)
                .toList();
    }

    private static boolean isMissed(CriterionResult result) {
        return result.status() != Status.PASSED && result.status() != Status.NOT_EVALUATED;
    }

    private static CriterionResult revised(CriterionResult result, CriterionResult solution) {
        if (solution.status() == Status.PASSED) {
            return result;
        }
        Outcome outcome = solution.outcome();
        String why = outcome.isWaiting()
                ? outcome.message()
                : "La solution de l'atelier n'y réussit pas non plus ce critère : la cible ne le montre pas. %s"
                        .formatted(outcome.message());
        return result.with(new Outcome(Status.NOT_EVALUATED, why, null, outcome.seen(), null));
    }
}
