package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where child processes run: plainly on this machine, or behind an isolation. Closed when none of them is needed any more. */
public interface SandboxHost extends AutoCloseable {

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
     * The folder for temporary files of one process, as that process calls it.
     *
     * @param folder of all sandboxes
     */
    Path temporaryFolder(Path folder) throws IOException;

    /**
     * Leads processes to a port of this machine's loopback address.
     *
     * @return the Unix socket that leads there; empty where processes reach the port itself
     */
    Optional<Path> socketTo(int port) throws IOException;

    @Override
    void close();

    /**
     * A process to start.
     *
     * @param command executable and arguments
     * @param environment all variables it sees; nothing is inherited
     * @param workingDirectory an existing folder
     * @param needs what it must reach, and how much it may take
     */
    record Launch(List<String> command, Map<String, String> environment, Path workingDirectory, Needs needs) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * What an isolation leaves to a process.
     *
     * @param files and folders that it reads
     * @param sockets Unix sockets that it connects to
     * @param memoryMb what its heap may take
     * @param storageMb what its temporary files may take
     */
    record Needs(List<Path> files, List<Path> sockets, int memoryMb, int storageMb) {
        /** What a process needs that nobody isolates. */
        static final Needs NONE = new Needs(List.of(), List.of(), 0, 0);

        public Needs {
            files = List.copyOf(files);
            sockets = List.copyOf(sockets);
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

        /** Lets it do nothing more until {@link #thaw}; without effect where the system cannot. */
        void freeze();

        /** Lets it go on. */
        void thaw();

        /** Ends the process and all it has started, at once. */
        void kill();
    }
}
