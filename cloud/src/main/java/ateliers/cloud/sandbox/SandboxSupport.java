package ateliers.cloud.sandbox;

import ateliers.cloud.clock.RealTimers;
import ateliers.cloud.clock.TimeoutWatch;
import ateliers.cloud.folders.Folders;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all sandboxes of a cloud share: threads, time, folders, the command line. */
record SandboxSupport(
        SandboxHost host,
        SandboxTime time,
        SandboxLimits limits,
        RuntimeJars runtime,
        Path folder,
        RealTimers timer,
        Executor starter,
        SecureRandom random,
        AtomicInteger sockets,
        Map<String, Path> folders) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT);
    private static final int OUTPUT_GRACE_MILLIS = 1000;
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";

    /** By this property a process learns of the Unix socket that leads to its AWS. */
    private static final String AWS_SOCKET = "lambda.aws.socket";

    SandboxSupport(
            SandboxHost host,
            SandboxTime time,
            SandboxLimits limits,
            RuntimeJars runtime,
            Path folder,
            RealTimers timer,
            Executor starter) {
        this(
                host,
                time,
                limits,
                runtime,
                folder,
                timer,
                starter,
                new SecureRandom(),
                new AtomicInteger(),
                new ConcurrentHashMap<>());
    }

    byte[] secret() {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        return secret;
    }

    /** A file's name for a Runtime API's socket; short, since systems allow paths of a hundred-odd bytes. */
    Path newSocket() {
        return folder.resolve(sockets.incrementAndGet() + ".sock");
    }

    String newLogStream(String version) {
        String day = DAY.format(time.cloudNow().atOffset(ZoneOffset.UTC));
        return day + "/[" + version + "]" + HexFormat.of().formatHex(secret());
    }

    SandboxHost.SandboxProcess launch(FunctionSpec spec, RuntimeAddress runtimeApi, String logStream)
            throws IOException {
        Path scratch = host.temporaryFolder(folder);
        if (scratch.startsWith(folder)) {
            folders.put(logStream, scratch);
        }
        try {
            Optional<Path> aws = awsSocket(spec);
            return host.start(new SandboxHost.Launch(
                    command(spec, scratch, aws),
                    environment(spec, runtimeApi.variable(), logStream),
                    spec.code().taskRoot(),
                    needs(spec, runtimeApi, aws)));
        } catch (IOException e) {
            discard(logStream);
            throw e;
        }
    }

    /** Deletes what a sandbox wrote to its temporary folder. */
    void discard(String logStream) {
        Path scratch = folders.remove(logStream);
        if (scratch != null) {
            aside(() -> Folders.delete(scratch));
        }
    }

    /** Runs something when the output has ended, or soon after where a stray process keeps it open. */
    void afterOutput(BooleanSupplier ended, Runnable then) {
        afterOutput(ended, then, OUTPUT_GRACE_MILLIS);
    }

    /** The timer is everybody's: what takes time, or waits for others, would keep it from watching over the rest. */
    private static void aside(Runnable work) {
        Thread thread = new Thread(work, "sandbox-aside");
        thread.setDaemon(true);
        thread.start();
    }

    private void afterOutput(BooleanSupplier ended, Runnable then, int leftMillis) {
        if (ended.getAsBoolean()) {
            then.run();
        } else if (leftMillis <= 0) {
            aside(then);
        } else {
            timer.schedule(Duration.ofMillis(5), () -> afterOutput(ended, then, leftMillis - 5));
        }
    }

    /**
     * Watches over the use of a limit.
     *
     * @param open whether there is still something to watch
     * @param expired called once, when the limit is used up
     * @return unsets the first look; once that was taken, the watch ends when nothing is open
     */
    RealTimers.Alarm watch(
            SandboxHost.SandboxProcess process,
            Duration limit,
            long startNanos,
            BooleanSupplier open,
            Runnable expired) {
        TimeoutWatch watch = new TimeoutWatch(limit, startNanos);
        return timer.schedule(watch.first(), () -> look(process, watch, watch.first(), open, expired));
    }

    private void look(
            SandboxHost.SandboxProcess process,
            TimeoutWatch watch,
            Duration asked,
            BooleanSupplier open,
            Runnable expired) {
        if (!open.getAsBoolean()) {
            return;
        }
        Duration left = watch.after(
                asked,
                new TimeoutWatch.Look(
                        time.nanos(),
                        process.starvedTime().toNanos(),
                        process.processorTime().toNanos()));
        if (left.isZero()) {
            aside(expired);
        } else {
            timer.schedule(left, () -> look(process, watch, left, open, expired));
        }
    }

    private Optional<Path> awsSocket(FunctionSpec spec) throws IOException {
        String endpoint = spec.platformVariables().get(ENDPOINT);
        return endpoint == null
                ? Optional.empty()
                : host.socketTo(URI.create(endpoint).getPort());
    }

    private SandboxHost.Needs needs(FunctionSpec spec, RuntimeAddress runtimeApi, Optional<Path> aws) {
        // One folder for all jars in it: each file would cost a mount of its own.
        Stream<Path> jars = Stream.concat(runtime.jars().stream(), spec.code().classPath().stream())
                .map(jar -> jar.getParent().equals(folder) || !jar.startsWith(folder) ? jar : jar.getParent())
                .distinct();
        Stream<Path> own = Stream.of(spec.code().taskRoot());
        Stream<Path> archive = spec.code().archive().filter(Files::exists).stream();
        return new SandboxHost.Needs(
                Stream.of(own, jars, archive).flatMap(files -> files).toList(),
                Stream.concat(runtimeApi.file().stream(), aws.stream()).toList(),
                spec.memoryMb(),
                spec.storageMb());
    }

    private List<String> command(FunctionSpec spec, Path scratch, Optional<Path> aws) {
        List<String> command = new ArrayList<>(jvm());
        command.add("-Xmx" + spec.memoryMb() + "m");
        // By default a function that makes 100 MB of garbage keeps 100 MB of this machine's memory.
        command.add("-Xmn16m");
        command.add("-XX:MaxMetaspaceSize=" + Math.max(256, spec.memoryMb()) + "m");
        // A mismatching archive is left aside, silently: the log belongs to the function.
        command.add("-Xshare:auto");
        // Another process may still be making it.
        spec.code()
                .archive()
                .filter(Files::exists)
                .ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.add("-XX:+DisableAttachMechanism");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + scratch.resolve("crash.log"));
        command.add("-Djava.io.tmpdir=" + scratch);
        command.add("-Duser.home=" + scratch);
        aws.ifPresent(socket -> command.add("-D" + AWS_SOCKET + "=" + socket));
        command.add("-cp");
        command.add(classPath(spec.code().classPath(), spec.code().taskRoot()));
        command.add(RuntimeJars.MAIN_CLASS);
        command.add(spec.handler());
        return command;
    }

    /** The executable and the options that an archive's making and its use must share. */
    static List<String> jvm() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // Where the JVM maps its archives is no secret to keep here, and moving them costs a third of a start.
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Xlog:disable",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Duser.language=en",
                "-Duser.country=US");
    }

    /**
     * A class path as seen from a working folder: an archive of classes fits where each jar is called as when it was made,
     * and each run has a folder of its own.
     */
    String classPath(List<Path> code, Path workingFolder) {
        return Stream.concat(runtime.jars().stream(), code.stream())
                .map(jar -> jar.startsWith(folder) ? workingFolder.relativize(jar) : jar)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Map<String, String> environment(FunctionSpec spec, String runtimeApi, String logStream) {
        Map<String, String> environment = new HashMap<>(spec.variables());
        environment.putAll(systemVariables());
        environment.putAll(spec.platformVariables());
        environment.putAll(spec.credentials().get());
        environment.put("_HANDLER", spec.handler());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", spec.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMb()));
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime());
        environment.put("LAMBDA_TASK_ROOT", spec.code().taskRoot().toString());
        environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        environment.put("TZ", ":UTC");
        return environment;
    }

    /** What a process needs to run at all. */
    static Map<String, String> systemVariables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin:/opt/bin");
        String windows = System.getenv("SystemRoot");
        if (windows != null) {
            // Without it a Windows process opens no socket.
            variables.put("SystemRoot", windows);
            variables.put("PATH", windows + "\\System32");
        }
        return variables;
    }
}
