package ateliers.cloud.services.cloudformation.provision;

import java.time.Duration;
import java.util.Optional;

/**
 * Where what provides custom resources sends its answers.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requesttypes.html">Custom resource
 *     request objects</a>
 */
public interface Answers {

    /**
     * Opens a place for one answer about a resource.
     *
     * @param creating whether nobody waits any more once the stack's deletion is asked for
     */
    Expected expect(String logicalId, boolean creating);

    /** An answer that is expected. */
    interface Expected {
        /** Names the request, as its sender gives it back. */
        String requestId();

        /** Where the answer is put by {@code PUT}, by whoever knows it. */
        String url();

        /**
         * Waits for the answer.
         *
         * @param atMost in cloud time
         * @return empty where none came, or where the stack is deleted meanwhile
         */
        Optional<String> await(Duration atMost);
    }
}
