package ateliers.cloud.sandbox;

import ateliers.cloud.clock.CloudClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Sandboxes on a workbench, with the handlers of the tests as code. */
final class Bench implements AutoCloseable {
    private static final Path CACHE = Path.of("target", "sandbox-cache");

    final CloudClock clock = new CloudClock(work -> work, failure -> {});
    final List<LogLine> log = new CopyOnWriteArrayList<>();
    final Sandboxes sandboxes;
    private final FunctionCode code;

    Bench() {
        this(Isolation.none());
    }

    Bench(Isolation isolation) {
        this(isolation, SandboxLimits.standard(), CACHE);
    }

    Bench(SandboxLimits limits) {
        this(Isolation.none(), limits, CACHE);
    }

    Bench(Path cache) {
        this(Isolation.none(), SandboxLimits.standard(), cache);
    }

    private Bench(Isolation isolation, SandboxLimits limits, Path cache) {
        try {
            sandboxes = new Sandboxes(isolation, SandboxTime.of(clock), limits, cache);
            code = sandboxes.unpack(handlers());
        } catch (IOException | BadPackageException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] handlers() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path folder = Path.of("target", "test-classes", "ateliers", "cloud", "sandbox");
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("Handlers"))
                    .toList()) {
                zip.putNextEntry(new ZipEntry("ateliers/cloud/sandbox/" + file.getFileName()));
                try (InputStream input = Files.newInputStream(file)) {
                    input.transferTo(zip);
                }
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry("message.txt"));
            zip.write("resource".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    RunningFunction function(String handler) {
        return function(handler, Duration.ofSeconds(60), code);
    }

    RunningFunction function(String handler, Duration timeout) {
        return function(handler, timeout, code);
    }

    /** One that has an AWS there. */
    RunningFunction calling(String endpoint, String handler) {
        return function(handler, Duration.ofSeconds(60), code, Map.of("AWS_ENDPOINT_URL", endpoint));
    }

    RunningFunction function(String handler, Duration timeout, FunctionCode chosen) {
        return function(
                handler,
                timeout,
                chosen,
                Map.of("AWS_REGION", "eu-west-3", "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/fonction"));
    }

    private RunningFunction function(
            String handler, Duration timeout, FunctionCode chosen, Map<String, String> platform) {
        return sandboxes.function(new FunctionSpec(
                "fonction",
                "$LATEST",
                "java17",
                handler.startsWith("!") ? handler.substring(1) : "ateliers.cloud.sandbox.Handlers$" + handler,
                128,
                64,
                timeout,
                chosen,
                Map.of("OWN", "value"),
                platform,
                () -> Map.of("AWS_ACCESS_KEY_ID", "ASIATEST"),
                LogSettings.TEXT,
                (stream, lines) -> log.addAll(lines)));
    }

    static CompletableFuture<InvocationOutcome> start(RunningFunction function, String payload) {
        return function.invoke(new Invocation(
                UUID.randomUUID().toString(),
                "arn:aws:lambda:eu-west-3:123456789012:function:fonction",
                payload.getBytes(StandardCharsets.UTF_8),
                Optional.empty(),
                Optional.empty()));
    }

    static InvocationOutcome run(RunningFunction function, String payload) {
        return start(function, payload).orTimeout(120, TimeUnit.SECONDS).join();
    }

    static String text(InvocationOutcome outcome) {
        return new String(outcome.payload(), StandardCharsets.UTF_8);
    }

    String logText() {
        StringBuilder text = new StringBuilder();
        log.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    @Override
    public void close() {
        sandboxes.close();
        clock.close();
    }
}
