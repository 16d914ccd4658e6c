package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Between two invocations nothing of a function goes on, as on AWS. */
@EnabledOnOs(OS.LINUX)
class FreezerTest {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    private final Freezer freezer = new Freezer();
    private Process process;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder("sleep", "4219").start();
    }

    @AfterEach
    void close() {
        freezer.close();
        process.destroyForcibly();
    }

    @Test
    void aProcessStopsAndGoesOn() {
        freezer.stop(process.pid());
        await(() -> isStopped(process.pid()));
        freezer.go(process.pid());
        await(() -> !isStopped(process.pid()));
    }

    @Test
    void whatIsStoppedGoesOnWhenItsEndHasCome() {
        freezer.stop(process.pid());
        await(() -> isStopped(process.pid()));

        freezer.close();

        await(() -> !isStopped(process.pid()));
        freezer.stop(process.pid());
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void whatIsStoppedGoesOnAlthoughSomebodyHasEndedTheShell() throws Exception {
        freezer.stop(process.pid());
        await(() -> isStopped(process.pid()));
        for (ProcessHandle shell : ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("kill -s \"$signal\""))
                .toList()) {
            shell.destroyForcibly();
            shell.onExit().get(60, TimeUnit.SECONDS);
        }

        freezer.go(process.pid());

        await(() -> !isStopped(process.pid()));
    }

    @Test
    void aFunctionRestsOnceItHasAnswered() {
        try (Bench bench = new Bench()) {
            RunningFunction function = bench.function("Greeter");
            Set<ProcessHandle> before = java();
            assertRests(function, before);
        }
    }

    @Test
    void anIsolatedFunctionRestsOnceItHasAnsweredWithAllItHasStarted() {
        try (Bench bench = new Bench(IsolatedSandboxTest.here())) {
            Set<ProcessHandle> before = java();
            assertRests(bench.function("Greeter"), before);
            RunningFunction shell = bench.function("Shell");

            Bench.run(shell, "\"sleep 4220 >/dev/null 2>&1 &\"");

            ProcessHandle child = ProcessHandle.current()
                    .descendants()
                    .filter(each -> each.info().commandLine().orElse("").endsWith("sleep 4220"))
                    .findFirst()
                    .orElseThrow();
            await(() -> isStopped(child.pid()));
            Bench.run(shell, "\"true\"");
        }
    }

    private static void assertRests(RunningFunction function, Set<ProcessHandle> before) {
        for (int invocation = 0; invocation < 3; invocation++) {
            assertThat(Bench.text(Bench.run(function, "{\"name\":\"Ada\"}"))).contains("Ada");

            Set<ProcessHandle> started = java();
            started.removeAll(before);
            assertThat(started).hasSize(1);
            await(() -> started.stream().allMatch(each -> isStopped(each.pid())));
        }
    }

    private static Set<ProcessHandle> java() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().commandLine().orElse("").contains("/bin/java -XX")
                        && !each.info().commandLine().orElse("").contains("bwrap"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - begun).isLessThan(PATIENCE_NANOS);
            Thread.onSpinWait();
        }
    }
}
