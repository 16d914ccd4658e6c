package ateliers.cloud.sandbox;

import java.time.Instant;

/**
 * A line that a function, or the platform about it, wrote.
 *
 * @param at when, on the clock that {@link Sandboxes} was given
 * @param text without its line end
 */
public record LogLine(Instant at, String text) {}
