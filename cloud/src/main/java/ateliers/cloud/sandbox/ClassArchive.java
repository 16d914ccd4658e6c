package ateliers.cloud.sandbox;

import ateliers.cloud.folders.FileDigests;
import ateliers.cloud.folders.Folders;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * AppCDS archives: classes of the JDK, of the runtime client and of a list of dependencies as the JVM keeps them in
 * memory, so that a sandbox starts in a third of the time. One archive a list, kept in a folder; one that cannot be made
 * is done without.
 *
 * <p>What a function has written there must not run in the next one: an archive's name holds the SHA-256 of its bytes,
 * and one that has others is deleted and made anew. Functions see a link to it in the run's own folder.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/vm/class-data-sharing.html">Class data sharing</a>
 */
final class ClassArchive {
    private static final int PATIENCE_SECONDS = 120;
    private static final int KEPT = 15;

    private final SandboxSupport support;
    private final Path cache;

    ClassArchive(SandboxSupport support, Path cache) {
        this.support = support;
        this.cache = cache;
    }

    /**
     * The archive of these jars after the runtime client's, made where there is none yet. Where another process is making
     * it, nobody waits: sandboxes that start before it is there do without.
     *
     * @param jars in the run's own folder
     */
    Optional<Path> of(List<Path> jars) {
        try {
            String name = "classes-" + key(jars);
            Path here = support.folder().resolve(name + ".jsa");
            if (Files.exists(here) || take(name, here)) {
                return Optional.of(here);
            }
            return makeAlone(jars, name, here) ? Optional.of(here) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Brings a kept archive here, if it is what was kept. */
    private boolean take(String name, Path here) throws IOException {
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(cache, name + "-*.jsa")) {
            for (Path archive : kept) {
                Path brought = Files.createTempFile(support.folder(), "classes-", ".tmp");
                Files.delete(brought);
                link(archive, brought);
                String digest = FileDigests.sha256(List.of(brought)).get(0);
                if (archive.getFileName().toString().equals(name + "-" + digest + ".jsa")) {
                    Files.move(brought, here, StandardCopyOption.ATOMIC_MOVE);
                    return true;
                }
                Files.delete(brought);
                Files.deleteIfExists(archive);
            }
        }
        return false;
    }

    private static void link(Path archive, Path here) throws IOException {
        try {
            Files.createLink(here, archive);
        } catch (UnsupportedOperationException | FileSystemException e) {
            // The temporary folder is on another disk.
            Files.copy(archive, here);
        }
    }

    /** Whether the archive is here, or will be. */
    private boolean makeAlone(List<Path> jars, String name, Path here) throws IOException, InterruptedException {
        Path lock = cache.resolve("classes.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock()) {
            if (alone != null) {
                return take(name, here) || make(jars, name) && take(name, here);
            }
        } catch (OverlappingFileLockException e) {
            // another cloud of this JVM is making one
        }
        takeLater(name, here, PATIENCE_SECONDS);
        return true;
    }

    private void takeLater(String name, Path here, int seconds) {
        support.timer().schedule(Duration.ofSeconds(1), () -> {
            try {
                if (!take(name, here) && seconds > 0) {
                    takeLater(name, here, seconds - 1);
                }
            } catch (IOException e) {
                // sandboxes do without
            }
        });
    }

    /** The JVM refuses an archive of other jars, or of jars written at another time; so another key is another file. */
    private String key(List<Path> jars) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"))
                .append(System.getProperty("java.home"))
                .append(SandboxSupport.jvm());
        List<Path> all = new ArrayList<>(support.runtime().jars());
        all.addAll(jars);
        for (Path jar : all) {
            key.append(jar.getFileName()).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        return RuntimeJars.sha256(key.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 24);
    }

    private boolean make(List<Path> jars, String name) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(support.folder(), "archive-");
        Path written = Files.createTempFile(cache, "classes-", ".tmp");
        Files.delete(written);
        HttpServer aws = nothingServer();
        Trainee trainee = new Trainee();
        // No function is in it, only what labs give to each: and it writes where functions must not.
        try (SandboxHost plain = SandboxHost.plain();
                RuntimeApi api = new RuntimeApi("archive", support.newSocket(), support.secret(), trainee)) {
            List<String> command = new ArrayList<>(SandboxSupport.jvm());
            command.add("-Xmx512m");
            command.add("-Xshare:auto");
            command.add("-XX:ArchiveClassesAtExit=" + written);
            command.add("-Djava.io.tmpdir=" + scratch);
            command.add("-Duser.home=" + scratch);
            command.add("-cp");
            command.add(support.classPath(jars, scratch));
            command.add(RuntimeJars.MAIN_CLASS);
            command.add(ArchiveTrainer.class.getName());
            SandboxHost.SandboxProcess process = plain.start(new SandboxHost.Launch(
                    command, environment(api.address().variable(), aws), scratch, SandboxHost.Needs.NONE));
            OutputPump output = new OutputPump(
                    process.output(), api.address().outputMark(), support.time()::cloudNow, line -> true, marks -> {});
            Thread pump = new Thread(output, "archive-output");
            pump.setDaemon(true);
            pump.start();
            api.offer(new RuntimeConnection.Event(
                    new Invocation(
                            "archive",
                            "archive",
                            "{}".getBytes(StandardCharsets.UTF_8),
                            Optional.empty(),
                            Optional.empty()),
                    Long.MAX_VALUE));
            try {
                // Cut off by a full disk, an archive is worse than none: the JVM that maps it crashes.
                if (process.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS) != 0) {
                    return false;
                }
            } catch (ExecutionException | TimeoutException e) {
                return false;
            } finally {
                process.kill();
            }
            if (!Files.exists(written)) {
                return false;
            }
            forgetUnused();
            String digest = FileDigests.sha256(List.of(written)).get(0);
            Files.move(written, cache.resolve(name + "-" + digest + ".jsa"), StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            aws.stop(0);
            Files.deleteIfExists(written);
            Folders.delete(scratch);
        }
    }

    /** Each takes tens of megabytes, and a change of dependencies makes a new one; a sandbox that has it open keeps it. */
    private void forgetUnused() throws IOException {
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(cache, "classes-*.jsa")) {
            List<Path> oldestFirst = new ArrayList<>();
            archives.forEach(oldestFirst::add);
            oldestFirst.sort(Comparator.comparing(archive -> archive.toFile().lastModified()));
            for (Path archive : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - KEPT))) {
                Files.deleteIfExists(archive);
            }
        }
    }

    /** Answers each AWS call with nothing: enough for the classes of a call to be loaded. */
    private static HttpServer nothingServer() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                boolean json = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .contains("json");
                byte[] answer = (json ? "{}" : "<Response/>").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        return server;
    }

    private static Map<String, String> environment(String runtimeApi, HttpServer aws) {
        Map<String, String> environment = new HashMap<>(SandboxSupport.systemVariables());
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "archive");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "archive");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "archive");
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_REGION", "eu-west-3");
        environment.put("AWS_ACCESS_KEY_ID", "archive");
        environment.put("AWS_SECRET_ACCESS_KEY", "archive");
        environment.put(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + aws.getAddress().getPort());
        return environment;
    }

    /** The trainee is given one event and ends: what it says on the way changes nothing. */
    private static final class Trainee implements RuntimeApi.Listener {
        @Override
        public void onNext() {}

        @Override
        public boolean onResponse(String requestId, byte[] body, long size) {
            return true;
        }

        @Override
        public boolean onError(String requestId, byte[] body) {
            return true;
        }

        @Override
        public void onInitError(byte[] body, String errorType) {}
    }
}
