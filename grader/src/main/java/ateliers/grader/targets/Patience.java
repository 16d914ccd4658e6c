package ateliers.grader.targets;

import java.time.Duration;

/**
 * How long the grader waits on a target in real time.
 *
 * @param longest for one thing that is to come: what comes sooner is waited for no longer
 * @param silence how long it is watched that nothing comes, which is always waited to its end
 */
public record Patience(Duration longest, Duration silence) {
    /** The same for both. */
    public Patience(Duration both) {
        this(both, both);
    }
}
