package ateliers.grader.verdict;

import ateliers.grader.checklist.Criterion;

/** Hears what happens while a submission is graded, and the verdict at the end. Every report is one. */
public interface Progress {
    /** Grading of this lab has begun. */
    default void began(String lab, String title) {}

    /** A step before the criteria has begun, said in French. */
    default void step(String what) {}

    default void started(Criterion criterion) {}

    default void finished(CriterionResult result) {}

    default void ended(Verdict verdict) {}
}
