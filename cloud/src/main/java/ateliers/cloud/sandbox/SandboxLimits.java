package ateliers.cloud.sandbox;

import java.time.Duration;

/**
 * Bounds of a cloud's sandboxes.
 *
 * @param init how long an init may take, in real time; one that starves for a processor gets more
 * @param prompt how many sandboxes a function's version gets as soon as it has work for them; at least 1
 * @param perFunction how many sandboxes a function's version may have at once; further invocations wait
 * @param starting how many sandboxes may be starting at once, so that none starves
 * @param unzippedBytes how large code may be, unzipped
 */
public record SandboxLimits(Duration init, int prompt, int perFunction, int starting, long unzippedBytes) {
    /** Lambda's limits; a sandbox a function for each processor, twice as many where invocations take long. */
    public static SandboxLimits standard() {
        int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
        return new SandboxLimits(
                Duration.ofSeconds(10), Math.max(2, cores), 2 * Math.max(2, cores), Math.max(2, cores), 262_144_000L);
    }
}
