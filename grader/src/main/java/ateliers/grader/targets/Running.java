package ateliers.grader.targets;

import java.time.Duration;

/**
 * A function that has not ended yet.
 *
 * @param function ARN
 * @param elapsed how long ago it was called, in real time
 * @param timeout how long it may run
 */
public record Running(String function, Duration elapsed, Duration timeout) {}
