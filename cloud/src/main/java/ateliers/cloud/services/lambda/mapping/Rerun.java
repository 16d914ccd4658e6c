package ateliers.cloud.services.lambda.mapping;

import ateliers.cloud.clock.CloudClock;

/** Work that runs on one thread at a time, and once more when it was asked for meanwhile. The cloud is busy until then. */
final class Rerun {
    private final CloudClock clock;
    private final Runnable work;
    private boolean running;
    private boolean again;

    Rerun(CloudClock clock, Runnable work) {
        this.clock = clock;
        this.work = work;
    }

    /** Asks for a run that begins after now. */
    synchronized void request() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        clock.execute(this::run);
    }

    private void run() {
        try {
            work.run();
        } finally {
            if (next()) {
                clock.execute(this::run);
            }
        }
    }

    private synchronized boolean next() {
        running = again;
        again = false;
        return running;
    }
}
