package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Outcome;
import ateliers.grader.checklist.Status;
import ateliers.grader.targets.Mail;
import java.time.Duration;
import java.util.List;

/**
 * What became of one criterion, and how long it took in real time.
 *
 * @param mails that it has read, in the order in which it did
 */
public record CriterionResult(
        String id,
        String title,
        int task,
        int max,
        boolean bonus,
        Outcome outcome,
        Duration duration,
        List<Mail> mails) {
    public CriterionResult {
        mails = List.copyOf(mails);
    }

    /** Of a criterion that has read no mails. */
    public CriterionResult(
            String id, String title, int task, int max, boolean bonus, Outcome outcome, Duration duration) {
        this(id, title, task, max, bonus, outcome, duration, List.of());
    }

    static CriterionResult of(Criterion criterion, Outcome outcome, Duration duration) {
        return of(criterion, outcome, duration, List.of());
    }

    static CriterionResult of(Criterion criterion, Outcome outcome, Duration duration, List<Mail> mails) {
        return new CriterionResult(
                criterion.id(),
                criterion.title(),
                criterion.task(),
                criterion.points(),
                criterion.bonus(),
                outcome,
                duration,
                mails);
    }

    /** The same criterion with another outcome. */
    CriterionResult with(Outcome other) {
        return new CriterionResult(id, title, task, max, bonus, other, duration, mails);
    }

    public Status status() {
        return outcome.status();
    }

    public int points() {
        return status() == Status.PASSED ? max : 0;
    }
}
