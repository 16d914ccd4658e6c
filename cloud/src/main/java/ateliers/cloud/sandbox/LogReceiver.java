package ateliers.cloud.sandbox;

import java.util.List;

/** Takes the log lines of a sandbox, in order, a batch an invocation. Called on the sandbox's threads. */
@FunctionalInterface
public interface LogReceiver {
    /**
     * Lines of one sandbox.
     *
     * @param logStream the sandbox's stream
     * @param lines at least one
     */
    void receive(String logStream, List<LogLine> lines);
}
