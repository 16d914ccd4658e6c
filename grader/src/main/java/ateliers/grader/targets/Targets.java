package ateliers.grader.targets;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the targets of one grading, as many as its stacks need apart from one another. */
public interface Targets extends Supplier<Target>, AutoCloseable {

    /** Under which conditions is graded, in French; empty where nothing has to be said. */
    default String conditions() {
        return "";
    }

    /** How long the grader waits for one thing in real time; empty where the targets' time moves. */
    default Optional<Duration> patience() {
        return Optional.empty();
    }

    /** Whether they are as strict and as complete as AWS, so that what fails there is the submission's. */
    default boolean areAsAws() {
        return true;
    }

    @Override
    void close();
}
