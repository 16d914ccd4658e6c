package ateliers.grader.cli;

/** Ctrl-C: what is open is closed, so that no child process, port or folder stays behind. */
final class Interruption {
    private Interruption() {}

    static void closes(AutoCloseable open) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                open.close();
                            } catch (Exception e) {
                                // The JVM is going; what could not be closed goes with it.
                            }
                        },
                        "ctrl-c"));
    }
}
