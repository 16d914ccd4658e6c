package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives the targets of one grading, as many as its stacks need apart from one another. */
public interface Targets extends Supplier<Target>, AutoCloseable {

    /** Under which conditions is graded, in French; empty where nothing has to be said. */
    default String conditions() {
        return "";
    }

    /**
     * What is to be agreed to, in French, before anything is made; empty where that is nobody's business.
     *
     * @param types of the resources of what is to be deployed, one for each
     * @throws GraderException in one French sentence, where it cannot be done there
     */
    default Optional<String> plan(Supplier<List<String>> types) {
        return Optional.empty();
    }

    /** How long the grader waits in real time; empty where the targets' time moves. */
    default Optional<Patience> patience() {
        return Optional.empty();
    }

    /** Whether they are as strict and as complete as AWS, so that what fails there is the submission's. */
    default boolean areAsAws() {
        return true;
    }

    @Override
    void close();
}
