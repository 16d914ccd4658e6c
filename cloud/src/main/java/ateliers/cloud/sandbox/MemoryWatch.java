package ateliers.cloud.sandbox;

import ateliers.cloud.clock.RealTimers;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Watches over what a process holds: Lambda ends one that holds more memory than its function has, be it heap or not. The JVM
 * sees to the heap alone; what native code and direct buffers take is seen from outside.
 *
 * <p>The more is left, the later it looks again, so that most invocations are over before the first look. Without an event a
 * process is stopped, and takes nothing: see {@link Freezer}.
 *
 * @param limitMb what it may hold
 * @param open whether there is still something to watch
 * @param exceeded called once, when it holds more
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Configure Lambda function memory</a>
 */
record MemoryWatch(
        RealTimers timer, SandboxHost.SandboxProcess process, int limitMb, BooleanSupplier open, Runnable exceeded) {

    /** What a JVM holds beside its heap, which here may be as large as the function's memory: on AWS it is smaller by as much. */
    private static final int JVM_MB = 128;

    /** Memory is not taken faster than that. */
    private static final int MB_IN_A_MILLISECOND = 2;

    private static final int SHORTEST_MILLIS = 50;

    static MemoryWatch of(
            FunctionSpec spec,
            RealTimers timer,
            SandboxHost.SandboxProcess process,
            BooleanSupplier open,
            Runnable exceeded) {
        return new MemoryWatch(timer, process, spec.memoryMb() + JVM_MB, open, exceeded);
    }

    /** Begins; the alarm unsets the first look. Once that was taken, the watch ends when nothing is open. */
    RealTimers.Alarm begin() {
        return lookWhenItMayBeUsedUp(0);
    }

    private RealTimers.Alarm lookWhenItMayBeUsedUp(int usedMb) {
        int millis = Math.max(SHORTEST_MILLIS, (limitMb - usedMb) / MB_IN_A_MILLISECOND);
        return timer.schedule(Duration.ofMillis(millis), this::look);
    }

    private void look() {
        if (!open.getAsBoolean()) {
            return;
        }
        int usedMb = process.memoryMb();
        if (usedMb > limitMb) {
            exceeded.run();
        } else {
            lookWhenItMayBeUsedUp(usedMb);
        }
    }
}
