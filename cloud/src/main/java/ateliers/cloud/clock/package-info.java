/**
 * The one clock. Cloud time is real time plus an offset that only moves forward; timers live here, and nothing else in
 * the cloud tells time, sleeps or keeps timers of its own.
 *
 * <h2>Idle and busy</h2>
 *
 * The clock keeps an account of what the cloud is busy with: a call until it answers
 * ({@link ateliers.cloud.clock.CloudClock#begin}), a delivery from when it is queued until it is done
 * ({@link ateliers.cloud.clock.CloudClock#execute}), an invocation that a child process answers on whichever thread
 * ({@link ateliers.cloud.clock.CloudClock#beginDetached}), an action of a timer. When the account is empty the cloud is
 * <em>idle</em>: whatever could still happen waits for a timer, or for a call from outside.
 *
 * <p>{@link ateliers.cloud.clock.CloudClock#await} uses it: busy, it waits in real time and looks again; idle, nothing can
 * change before the next timer, so it moves the offset straight to that timer, never past its deadline. A visibility
 * timeout, a retry after two minutes or a weekly schedule takes milliseconds, and always the same way.
 *
 * <h2>A worked example</h2>
 *
 * A test sends a message to a queue whose reader fails, and awaits it in the dead-letter queue: three receives with a
 * visibility timeout of 180 s between them.
 *
 * <pre>
 * real    cloud                                                      account
 * 0 ms    12:00:00.000  SendMessage begins, stores, wakes the poller  1, 2 (the poller's read), 1
 * 3 ms    12:00:00.003  the poller invokes the function               1
 * 40 ms   12:00:00.040  it fails; the message stays hidden, a timer   0
 *                       for 12:03:00.003 is set; the poller parks
 *                       await: idle, so the offset grows by 180 s
 * 40 ms   12:03:00.003  the timer shows the message, wakes the poller 1
 * …       12:06:00.040  the third receive is one too many: moved
 * 95 ms   12:06:00.060  the condition holds, await returns true       0
 * </pre>
 *
 * <h2>What is hard about it</h2>
 *
 * <ul>
 *   <li><strong>Parked calls are idle.</strong> A long poll of 20 s holds its thread, and the work that the thread has
 *       open, without being busy. {@link ateliers.cloud.clock.Parking} takes all of it off the account when it begins to
 *       wait; whoever wakes it puts it back <em>before</em> his own work ends, so that the account never shows empty
 *       between the two.
 *   <li><strong>A look can be stale.</strong> Work may end between a look at the condition and the look at the account:
 *       then the condition may hold already, and time must not move. A step moves time only when the cloud was idle
 *       before the look ({@code settled}) and still is after it.
 *   <li><strong>Looks cost.</strong> Conditions are mostly calls over HTTP. While the cloud is busy a look is repeated
 *       after four times as long as it took, within 5 and 50 ms; once it is idle, at once.
 *   <li><strong>Some things are real.</strong> How long a function may run, how old a signature or a temporary
 *       credential is: {@link ateliers.cloud.clock.CloudClock#realTime} and {@link ateliers.cloud.clock.RealTimers}. None
 *       of it counts for idleness.
 *   <li><strong>Machines starve.</strong> Real time in which a busy machine gives no processor to those that are waited for
 *       is no fault of theirs: {@link ateliers.cloud.clock.TimeoutWatch} leaves it out of a function's timeout, of the time
 *       that an API has for an answer, and of a wait for what is under way.
 *   <li><strong>Contexts travel.</strong> Work and timers run in the call context of the code that set them, so the journal
 *       can say which call caused what, however much later.
 * </ul>
 */
package ateliers.cloud.clock;
