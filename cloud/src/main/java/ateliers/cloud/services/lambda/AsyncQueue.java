package ateliers.cloud.services.lambda;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * Work that begins in the order it came, some of it at once, each in the call context of whoever asked for it. All of it counts as
 * busy, what waits too. A function that invokes itself without end takes this many threads of the machine, and not one an event.
 */
final class AsyncQueue {
    private final CloudClock clock;
    private final int atOnce;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    /** @param atOnce how many pieces of work run beside each other */
    AsyncQueue(CloudClock clock, int atOnce) {
        this.clock = clock;
        this.atOnce = atOnce;
    }

    void execute(Runnable work) {
        Runnable captured = CallContext.capture(work);
        synchronized (this) {
            if (running == atOnce) {
                waiting.add(captured);
                return;
            }
            running++;
        }
        clock.execute(() -> run(captured));
    }

    /** The next one begins before this one ends: the cloud is not idle between them. */
    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            next().ifPresent(next -> clock.execute(() -> run(next)));
        }
    }

    /** What takes the place of what has ended; the place is free where nothing waits. */
    private synchronized Optional<Runnable> next() {
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
            running--;
        }
        return next;
    }
}
