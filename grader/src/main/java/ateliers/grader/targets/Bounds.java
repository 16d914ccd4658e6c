package ateliers.grader.targets;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked, on somebody's account, of all that the grader makes there.
 *
 * @param prefix with which names begin; empty where names are free
 * @param boundary ARN of the policy that bounds every role and user
 * @param concurrency how many functions may run at once
 * @param settling how long IAM may take until all of AWS knows a new role
 */
public record Bounds(String prefix, Optional<String> boundary, int concurrency, Duration settling) {
    /** How many functions at once a burst needs; a new account may be given fewer. */
    public static final int BURST = 20;

    /** Nothing is asked. */
    public static final Bounds NONE = new Bounds("", Optional.empty(), Integer.MAX_VALUE, Duration.ZERO);

    /** Whether this is somebody's account, where mails leave and what is made costs. */
    public boolean areLive() {
        return !prefix.isEmpty();
    }

    /** What a name, as people would choose it, becomes here. */
    public String named(String name) {
        return prefix + name;
    }

    Bounds withConcurrency(int functions) {
        return new Bounds(prefix, boundary, functions, settling);
    }
}
