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
    /** How many functions at once a burst of many clients may start, with what they set going; a new account is granted fewer. */
    public static final int BURST = 20;

    /** What AWS grants a new account: with fewer there is no burst. */
    public static final int FEWEST = 10;

    /** Nothing is asked. */
    public static final Bounds NONE = new Bounds("", Optional.empty(), Integer.MAX_VALUE, Duration.ZERO);

    /** Whether this is somebody's account, where mails leave and what is made costs. */
    public boolean areLive() {
        return !prefix.isEmpty();
    }

    /** As many of so many clients as may come at once, in proportion to what the account grants. */
    public int together(int clients) {
        return concurrency < BURST ? Math.max(1, clients * concurrency / BURST) : clients;
    }

    /** What a name, as people would choose it, becomes here. */
    public String named(String name) {
        return prefix + name;
    }

    Bounds withConcurrency(int functions) {
        return new Bounds(prefix, boundary, functions, settling);
    }
}
