package ateliers.cloud.sandbox;

import ateliers.cloud.folders.Folders;
import ateliers.cloud.folders.TemporaryFolders;
import ateliers.cloud.sandbox.SandboxHost.Launch;
import ateliers.cloud.sandbox.SandboxHost.Needs;
import ateliers.cloud.sandbox.SandboxHost.SandboxProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The isolation that Linux gives by its namespaces, set up by bubblewrap: a function sees programs, its own code and its cloud,
 * and nothing else of the machine.
 *
 * @see <a href="https://github.com/containers/bubblewrap">bubblewrap</a>
 */
public final class Bubblewrap implements Isolation {
    private static final int PATIENCE_SECONDS = 20;

    /** With their names, sockets are still known to the system, which allows a hundred-odd bytes. */
    private static final int LONGEST_FOLDER = 44;

    private final SandboxUsers users;

    private Bubblewrap(SandboxUsers users) {
        this.users = users;
    }

    /**
     * What this machine can do.
     *
     * @param isolation where it can isolate
     * @param refusal what it said where it cannot: of programs that are missing, or in bubblewrap's words; empty where it can
     */
    public record Found(Optional<Bubblewrap> isolation, String refusal) {}

    /** What this machine can do, tried once in this process by starting all that a function needs. */
    public static Found onThisMachine() {
        return Tried.FOUND;
    }

    private static final class Tried {
        private static final Found FOUND = found();

        private static Found found() {
            Bubblewrap isolation = new Bubblewrap(SandboxUsers.ofThisMachine());
            Optional<String> refusal = isolation.refusal();
            return refusal.isPresent()
                    ? new Found(Optional.empty(), refusal.get())
                    : new Found(Optional.of(isolation), "");
        }
    }

    @Override
    public SandboxHost host(Path folder) throws IOException {
        return new BubblewrapSandboxHost(folder, users);
    }

    /** Why it does not work here. */
    private Optional<String> refusal() {
        Optional<Path> missing = Stream.of(
                        BubblewrapCommand.BWRAP, BubblewrapCommand.PRLIMIT, BubblewrapCommand.SETPRIV)
                .filter(program -> !Files.isExecutable(program))
                .findFirst();
        if (missing.isPresent()) {
            return Optional.of(missing.get() + ": not found");
        }
        if (System.getProperty("java.io.tmpdir").length() > LONGEST_FOLDER) {
            return Optional.of(System.getProperty("java.io.tmpdir") + ": too long for sockets");
        }
        try {
            Path folder = TemporaryFolders.make("probe");
            try (SandboxHost host = host(folder)) {
                return tried(host, folder);
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(e.toString());
        }
    }

    /** The whole command, for a program that finds out whether it could read what a function reads. */
    private static Optional<String> tried(SandboxHost host, Path folder)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Path own = Files.createDirectory(folder.resolve("task"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of("/usr/bin/test", "-x", java.toString(), "-a", "-r", own.toString());
        SandboxProcess process =
                host.start(new Launch(command, Map.of(), own, new Needs(List.of(own), List.of(), 128, 64)));
        try {
            int status = process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String said = new String(process.output().readAllBytes(), StandardCharsets.UTF_8).trim();
            return status == 0 ? Optional.empty() : Optional.of("status " + status + " " + said);
        } finally {
            process.kill();
        }
    }
}
