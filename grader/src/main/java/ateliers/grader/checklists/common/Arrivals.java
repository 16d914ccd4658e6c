package ateliers.grader.checklists.common;

import ateliers.grader.checklist.Stack;
import java.time.Duration;
import java.util.function.IntSupplier;

/** Counts what arrives: waits for as many as there should be, then for one too many. */
public final class Arrivals {
    private final Stack stack;
    private final IntSupplier count;

    /** @param count how many have arrived so far */
    public Arrivals(Stack stack, IntSupplier count) {
        this.stack = stack;
        this.count = count;
    }

    /**
     * Waits for so many, and whether more come.
     *
     * @param soon the cloud's time in which they should all have come
     * @param quiet the cloud's time in which one too many would show: longer than any retry takes
     * @return how many arrived
     */
    public int settle(int wanted, Duration soon, Duration quiet) {
        if (stack.await(() -> count.getAsInt() >= wanted, soon)) {
            stack.never(() -> count.getAsInt() > wanted, quiet);
        }
        return count.getAsInt();
    }
}
