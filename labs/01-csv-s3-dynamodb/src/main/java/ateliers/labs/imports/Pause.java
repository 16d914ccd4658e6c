package ateliers.labs.imports;

import java.time.Duration;

/** Une pause avant un nouvel essai. */
@FunctionalInterface
interface Pause {

    /** Dort pour de bon. */
    Pause SLEEP = duration -> {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("La fonction est interrompue.", e);
        }
    };

    void of(Duration duration);
}
