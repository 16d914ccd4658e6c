package ateliers.cloud.sandbox;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
     */
    Optional<Path> of(List<Path> jars) {
        try {
            Path archive = cache.resolve("classes-" + key(jars) + ".jsa").toAbsolutePath();
            return Files.exists(archive) || makeAlone(jars, archive) ? Optional.of(archive) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Whether the archive is there, or will be. */
    private boolean makeAlone(List<Path> jars, Path archive) throws IOException, InterruptedException {
        Path lock = cache.resolve("classes.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock()) {
            return alone == null || Files.exists(archive) || make(jars, archive);
        } catch (OverlappingFileLockException e) {
            // another cloud of this JVM is making one
            return true;
        }
    }

    /** The JVM refuses an archive of other jars, or of jars written at another time; so another key is another file. */
    private String key(List<Path> jars) throws IOException {
        StringBuilder key = new StringBuilder(System.getProperty("java.vm.version"))
                .append(System.getProperty("java.home"))
                .append(SandboxSupport.jvm());
        List<Path> all = new ArrayList<>(support.runtime().jars());
        all.addAll(jars);
        for (Path jar : all) {
            key.append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
        }
        return RuntimeJars.sha256(key.toString().getBytes(StandardCharsets.UTF_8))
                .substring(0, 24);
    }

    private boolean make(List<Path> jars, Path archive) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory(support.folder(), "archive-");
        Path written = Files.createTempFile(cache, "classes-", ".tmp");
        Files.delete(written);
        HttpServer aws = nothingServer();
        Trainee trainee = new Trainee();
        try (RuntimeApi api = new RuntimeApi("archive", support.newSocket(), support.secret(), trainee)) {
            List<String> command = new ArrayList<>(SandboxSupport.jvm());
            command.add("-Xmx512m");
            command.add("-Xshare:auto");
            command.add("-XX:ArchiveClassesAtExit=" + written);
            command.add("-Djava.io.tmpdir=" + scratch);
            command.add("-Duser.home=" + scratch);
            command.add("-cp");
            command.add(support.classPath(jars));
            command.add(RuntimeJars.MAIN_CLASS);
            command.add(ArchiveTrainer.class.getName());
            SandboxHost.SandboxProcess process = support.host()
                    .start(new SandboxHost.Launch(
                            command, environment(api.address().variable(), aws), scratch));
            OutputPump output =
                    new OutputPump(process.output(), api.address().outputMark(), support.time()::cloudNow, marks -> {});
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
            Files.move(written, archive, StandardCopyOption.ATOMIC_MOVE);
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
