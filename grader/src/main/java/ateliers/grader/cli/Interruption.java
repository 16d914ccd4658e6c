package ateliers.grader.cli;

/** Closes on Ctrl-C what is open, so that no child process, port or folder stays behind; until it is itself closed. */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(Thread hook) {
        this.hook = hook;
    }

    static Interruption closes(AutoCloseable open) {
        Thread hook = new Thread(
                () -> {
                    try {
                        open.close();
                    } catch (Exception e) {
                        // The JVM is going; what could not be closed goes with it.
                    }
                },
                "ctrl-c");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interruption(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going, and the hook with it.
        }
    }
}
