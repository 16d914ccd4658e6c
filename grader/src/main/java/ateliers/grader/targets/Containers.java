package ateliers.grader.targets;

import java.net.URI;
import java.util.Map;

/** What starts an emulator in a container that goes with the grading. */
@FunctionalInterface
interface Containers {
    /** Where all emulators listen, inside. */
    int PORT = 4566;

    /**
     * Starts one, and downloads its image first where this machine does not have it.
     *
     * @param image with its tag
     * @param variables that it finds in its environment
     * @throws GraderException in one French sentence, where this machine has no Docker or the image does not start
     */
    Container start(String image, Map<String, String> variables);

    /** A container that was started. */
    interface Container {
        /** What leads from this machine to {@link #PORT}. */
        URI address();

        boolean isRunning();

        /** The last lines that it has written. */
        String lastWords();

        /** Ends and removes it; without effect where it has gone already. */
        void remove();
    }
}
