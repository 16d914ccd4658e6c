package ateliers.grader.targets;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** A sort of resource that the grader makes by itself on targets that outlive it: how it is known again, and removed. */
interface Makes {
    /** The tag of all that a run makes; its value is the run's name. */
    String TAG = "ateliers:run";

    /** All sorts, in the order in which they are removed: a rule that watches a stack's bus would keep the stack. */
    List<Makes> ALL = List.of(
            new MadeRules(),
            new MadeStacks(),
            new MadeQueues(),
            new MadeRepositories(),
            new MadeUsers(),
            new MadeIdentities(),
            new MadeBuckets());

    /** In French, with its article, as {@code la pile}. */
    String noun();

    /** The name of what a request makes; empty where it makes nothing of this sort. */
    Optional<String> madeBy(SdkRequest request);

    /** The same request, with the tag. */
    SdkRequest tagged(SdkRequest request, String run);

    /**
     * Those that stand, whoever made them, with their run; those without the tag are nobody's of ours.
     *
     * @param names which names ours may have: on somebody's account nothing is asked about others
     */
    List<Found> found(AwsClients aws, Predicate<String> names);

    /** What a run has left. */
    record Found(String name, String run) {
        /** @param run the tag's value; null where there is none */
        static Stream<Found> of(String name, String run) {
            return run == null ? Stream.empty() : Stream.of(new Found(name, run));
        }
    }

    /** Removes what has this name, with all that is in it, and waits until it is gone; without effect where there is none. */
    void remove(AwsClients aws, String name);
}
