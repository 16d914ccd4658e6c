package ateliers.cloud.services.lambda.mapping;

/** Reads a source for a mapping. */
interface Poller {
    /** Begins, or goes on where it stopped. */
    void start();

    /** Takes nothing more, from now on; what a function has begun with ends. */
    void stop();

    /** The settings of the mapping have changed. */
    void changed();
}
