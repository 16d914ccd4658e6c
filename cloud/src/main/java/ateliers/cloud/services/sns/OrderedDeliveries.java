package ateliers.cloud.services.sns;

import ateliers.cloud.clock.CloudClock;
import ateliers.cloud.door.CallContext;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs the deliveries of a FIFO topic one after the other, in the order of their messages. */
final class OrderedDeliveries {
    private final CloudClock clock;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    OrderedDeliveries(CloudClock clock) {
        this.clock = clock;
    }

    /** Adds work, in the present call's context. */
    synchronized void add(Runnable work) {
        waiting.add(CallContext.capture(work));
        if (!running) {
            running = true;
            clock.execute(this::run);
        }
    }

    private void run() {
        Runnable next = next();
        while (next != null) {
            next.run();
            next = next();
        }
    }

    private synchronized Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
