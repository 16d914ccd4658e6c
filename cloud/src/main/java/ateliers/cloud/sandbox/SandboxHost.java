package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where child processes run: plainly on this machine, or behind an isolation. */
public interface SandboxHost {

    /** The processes of this machine, with this user's rights. */
    static SandboxHost plain() {
        return new PlainSandboxHost();
    }

    /**
     * Starts a process.
     *
     * @param launch what to run
     * @return the running process
     * @throws IOException where it cannot be started: the machine's fault, never the function's
     */
    SandboxProcess start(Launch launch) throws IOException;

    /** Whether {@link SandboxProcess#kill} also ends what the process has started and then let go of. */
    boolean endsWhatFled();

    /**
     * A process to start.
     *
     * @param command executable and arguments
     * @param environment all variables it sees; nothing is inherited
     * @param workingDirectory an existing folder
     */
    record Launch(List<String> command, Map<String, String> environment, Path workingDirectory) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** A process that was started. */
    interface SandboxProcess {
        /** Standard output and standard error, merged in the order of writing. */
        InputStream output();

        /** Completes with the exit status when the process has ended; 128 + n where signal n ended it. */
        CompletableFuture<Integer> exit();

        /** Processor time used so far; zero where the system does not tell. */
        Duration processorTime();

        /**
         * How long its threads, and those of this JVM, have stood ready without a processor, added up; zero where the
         * system does not tell. Threads that have ended are left out, so only growth over a short time means something.
         */
        Duration starvedTime();

        /** The most memory it ever held, in MB; zero where the system does not tell. */
        int peakMemoryMb();

        /** The memory that it holds now and shares with no file, in MB; zero where the system does not tell. */
        int memoryMb();

        /** Ends the process and all it has started, at once. */
        void kill();
    }
}
