package ateliers.grader.checklist;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One row of a lab's table: a behaviour that is provoked and observed, all or nothing. A method has 90 real seconds; past them the
 * criterion is an {@code error}, since a checklist waits in the cloud's time and bounds what it waits for.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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

    /** Ids of criteria that must have passed; otherwise this one is {@code skipped}. */
    String[] dependsOn() default {};

    /** Whether it gets a cloud and a stack of its own, as a criterion that moves time by over a minute must. */
    boolean fresh() default false;
}
