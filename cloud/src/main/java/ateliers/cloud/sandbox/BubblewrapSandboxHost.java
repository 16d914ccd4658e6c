package ateliers.cloud.sandbox;

import ateliers.cloud.folders.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Starts each process behind an isolation of its own, by {@link BubblewrapCommand}. */
final class BubblewrapSandboxHost implements SandboxHost {
    private static final Path TEMPORARY = Path.of("/tmp");
    private static final Set<PosixFilePermission> PASSABLE = PosixFilePermissions.fromString("rwx--x---");
    private static final Set<PosixFilePermission> CONNECTABLE = PosixFilePermissions.fromString("rw-rw-rw-");

    private final Path folder;
    private final Path etc;
    private final SandboxUsers users;
    private final Map<Integer, SocketRelay> relays = new ConcurrentHashMap<>();
    private final Set<Path> opened = ConcurrentHashMap.newKeySet();
    private final Freezer freezer = new Freezer();

    /** An isolated process ends with the thread that has started it, so none but this one, which stays, may. */
    private final ExecutorService starter = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "bubblewrap");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Prepares a place for isolated processes.
     *
     * @param folder that what they read is in
     * @param users whom they run as
     */
    BubblewrapSandboxHost(Path folder, SandboxUsers users) throws IOException {
        this.folder = folder;
        this.users = users;
        this.etc = folder.resolve("etc");
        PrivateEtc.write(etc, javaHome());
        if (users.areOthers()) {
            Files.setAttribute(folder, "unix:gid", users.group());
            Files.setPosixFilePermissions(folder, PASSABLE);
            open(etc);
        }
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    @Override
    public SandboxProcess start(Launch launch) throws IOException {
        if (users.areOthers()) {
            for (Path file : launch.needs().files()) {
                open(file);
            }
            for (Path socket : launch.needs().sockets()) {
                Files.setPosixFilePermissions(socket, CONNECTABLE);
            }
        }
        List<String> command = new BubblewrapCommand(users.next(), etc, javaHome()).of(launch);
        return IsolatedProcess.of(started(command), freezer);
    }

    private Process started(List<String> command) throws IOException {
        try {
            return starter.submit(() -> {
                        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
                        builder.environment().clear();
                        Process process = builder.start();
                        process.getOutputStream().close();
                        return process;
                    })
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Lets others read what only this user may, in a folder that only they and this user can pass. */
    private void open(Path path) throws IOException {
        if (Files.isDirectory(path) || opened.add(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                all.forEach(BubblewrapSandboxHost::makeReadable);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static void makeReadable(Path path) {
        try {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
            Set<PosixFilePermission> then = new HashSet<>(now);
            then.add(PosixFilePermission.OTHERS_READ);
            if (Files.isDirectory(path)) {
                then.add(PosixFilePermission.OTHERS_EXECUTE);
            }
            if (!then.equals(now)) {
                Files.setPosixFilePermissions(path, then);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean endsWhatFled() {
        return true;
    }

    @Override
    public Path temporaryFolder(Path all) {
        return TEMPORARY;
    }

    @Override
    public Optional<Path> socketTo(int port) throws IOException {
        try {
            Path socket = folder.resolve("aws-" + port + ".sock");
            relays.computeIfAbsent(port, wanted -> relay(socket, wanted));
            return Optional.of(socket);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static SocketRelay relay(Path socket, int port) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return SocketRelay.start(UnixDomainSocketAddress.of(socket), new InetSocketAddress(loopback, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        relays.values().forEach(SocketRelay::close);
        starter.shutdown();
        freezer.close();
        Folders.delete(etc);
    }
}
