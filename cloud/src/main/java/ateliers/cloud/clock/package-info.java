/**
 * The one clock. Cloud time is real time plus an offset that only moves forward; timers live here, and nothing else in
 * the cloud tells time, sleeps or keeps timers of its own.
 *
 * <p>The clock also knows whether the cloud is <em>idle</em>: no call that is not parked, no queued delivery, no open
 * invocation. When it is, {@link ateliers.cloud.clock.CloudClock#await} steps straight to the next timer, so a
 * visibility timeout, a retry after two minutes or a weekly schedule takes milliseconds and always the same way.
 */
package ateliers.cloud.clock;
