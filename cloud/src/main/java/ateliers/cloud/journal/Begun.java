package ateliers.cloud.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * An invocation that has begun and has not ended yet: its entry is written when it ends.
 *
 * @param requestId its own
 * @param resource the function's ARN
 * @param since real time, as what takes long here takes it for real
 * @param limit the longest time it is given to run, the wait for a sandbox apart
 */
public record Begun(String requestId, String resource, Instant since, Duration limit) {}
