package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import java.time.Duration;

/** What became of one criterion, and how long it took in real time. */
public record CriterionResult(
        String id, String title, int task, int max, boolean bonus, Outcome outcome, Duration duration) {

    static CriterionResult of(Criterion criterion, Outcome outcome, Duration duration) {
        return new CriterionResult(
                criterion.id(),
                criterion.title(),
                criterion.task(),
                criterion.points(),
                criterion.bonus(),
                outcome,
                duration);
    }

    public Status status() {
        return outcome.status();
    }

    public int points() {
        return status() == Status.PASSED ? max : 0;
    }
}
