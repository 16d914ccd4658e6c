package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/** How sandboxes are kept apart from the machine that they run on. */
public interface Isolation {

    /** Not at all: the processes of this machine, with this user's rights. */
    static Isolation none() {
        return new Isolation() {
            @Override
            public SandboxHost host(Path folder) {
                return SandboxHost.plain();
            }

            @Override
            public boolean isApart() {
                return false;
            }
        };
    }

    /**
     * Makes what starts the processes of some sandboxes.
     *
     * @param folder their own, private, which exists
     * @throws IOException where the folder cannot be prepared: the machine's fault
     */
    SandboxHost host(Path folder) throws IOException;

    /** Whether processes reach nothing of this machine. What reaches it for them must not either. */
    default boolean isApart() {
        return true;
    }
}
