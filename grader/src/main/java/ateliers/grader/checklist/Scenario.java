package ateliers.grader.checklist;

import ateliers.grader.targets.Web.Answer;
import java.time.Duration;
import java.util.Set;

/** What a lab's users do all at once, as {@link LoadScenario} says. */
public interface Scenario {
    /** Makes what operations need, before the first of them. */
    default void prepare() {}

    /** Begins one operation and gives its answer; called by many threads. */
    Sent send();

    /**
     * Takes those that are done by now away from these operations, which were accepted.
     *
     * @return how many are left
     */
    int left(Set<String> accepted);

    /** How long, in the cloud's time, nothing may be done of what is left before it counts as lost. */
    Duration patience();

    /**
     * An operation that was begun.
     *
     * @param id by which it is found again when it was accepted; empty where the answer does not tell
     */
    record Sent(String id, Answer answer) {}
}
