package ateliers.grader.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One row of a lab's table: a behaviour that is provoked and observed, all or nothing. A method has 240 real seconds; past them the
 * criterion is an {@code error}, since a checklist waits in the cloud's time and bounds what it waits for. On a quiet machine none
 * takes a tenth of that; a machine that starves must not make an error of a right answer.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public @interface Criterion {
    /** Stable once published. */
    String id();

    /** Place in the lab's table, from 1. */
    int order();

    /** Points of the row; those of a lab's rows that are no bonus sum to 20. */
    int points();

    /** What is observed, in French. */
    String title();

    /** Shown above 20, never lowering a mark. */
    boolean bonus() default false;

    /** The numbered task of the lab's README that this criterion observes. */
    int task();

    /** Ids of the sentences of the lab's contract that it proves, as {@code C7}: the lab's README numbers them. */
    String[] proves() default {};

    /** Ids of criteria that must have passed; otherwise this one is {@code skipped}. */
    String[] dependsOn() default {};

    /**
     * Whether it is played on a cloud apart, beside the criteria that share a stack, and makes a second stack there. That one is
     * left for a {@link #fresh} criterion, which then has no functions to start anew. The shared criteria depend on none of these.
     */
    boolean pair() default false;

    /**
     * Whether nothing is played on its stack afterwards, which stands on a cloud apart: a criterion that moves time by over a minute,
     * or leaves something broken, must have it so. It is played beside the criteria that share a stack, after those with a
     * {@link #pair}.
     */
    boolean fresh() default false;

    /**
     * Whether no other stack may stand on the cloud of one that is {@link #fresh}: where time moves so far that schedules come due,
     * those of a stack beside it would start functions too, for nobody.
     */
    boolean sole() default false;
}
