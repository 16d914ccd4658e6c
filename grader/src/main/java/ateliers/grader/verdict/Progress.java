package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;
import ateliers.grader.checklist.Observation;
import ateliers.grader.targets.Usage;

/** Hears what happens while a submission is graded, and the verdict at the end. Every report is one. */
public interface Progress {
    default void began(Beginning beginning) {}

    /** The conditions under which is graded, in French: on which AWS, and how long is waited there. */
    default void under(String conditions) {}

    /** So many criteria are going to be played. */
    default void planned(int criteria) {}

    /** A step before the criteria has begun, said in French. */
    default void step(String what) {}

    default void started(Criterion criterion) {}

    default void finished(CriterionResult result) {}

    /** What was told of a criterion was not the submission's: this holds. */
    default void revised(CriterionResult result) {}

    /** Whether {@link #observed} is wanted: gathering it costs calls. */
    default boolean observes() {
        return false;
    }

    /** What stood and what flowed, told once before the end where a stack stood. */
    default void observed(Observation observation) {}

    /** What was used of the AWS that is graded on, told once before the end where the target tells it. */
    default void used(Usage usage) {}

    default void ended(Verdict verdict) {}

    /** All that ran for the submission has ended too: what is written from now on, none of it can reach. */
    default void closed(Verdict verdict) {}
}
