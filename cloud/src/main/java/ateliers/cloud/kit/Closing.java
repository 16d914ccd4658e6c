package ateliers.cloud.kit;

import java.util.Collection;

/** Closes several things, each whatever becomes of the others: what runs must not outlive a neighbour's failure. */
public final class Closing {
    private Closing() {}

    /**
     * Closes all, in their order.
     *
     * @throws IllegalStateException when any failed, once all were tried; the first failure is its cause
     */
    public static void all(Collection<? extends AutoCloseable> things) {
        IllegalStateException failed = null;
        for (AutoCloseable each : things) {
            try {
                each.close();
            } catch (Exception e) {
                if (failed == null) {
                    failed = new IllegalStateException(each + " could not be closed", e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
