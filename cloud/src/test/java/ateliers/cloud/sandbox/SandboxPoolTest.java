package ateliers.cloud.sandbox;

import static ateliers.cloud.sandbox.Bench.run;
import static ateliers.cloud.sandbox.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxPoolTest {
    private static final int PATIENCE_MILLIS = 120_000;

    /** Those of earlier tests that have not quite ended. */
    private final List<ProcessHandle> earlier =
            ProcessHandle.current().children().toList();

    @Test
    void twoInvocationsAtOnceRunSideBySide() throws IOException {
        try (Bench bench = new Bench(limits(2, 2));
                ServerSocket door = door()) {
            assertThat(together(bench.function("Visitor"), door, 2)).containsExactly("\"let go\"", "\"let go\"");
        }
    }

    @Test
    void anInvocationThatWaitsForLongGetsASandboxBeyondThePromptOnes() throws IOException {
        try (Bench bench = new Bench(limits(1, 3));
                ServerSocket door = door()) {
            assertThat(together(bench.function("Visitor"), door, 3))
                    .containsOnly("\"let go\"")
                    .hasSize(3);
        }
    }

    @Test
    void quickInvocationsWaitForThePromptSandboxes() {
        try (Bench bench = new Bench(limits(1, 8))) {
            RunningFunction function = bench.function("Greeter");
            String stream = run(function, "{}").logStream();

            List<CompletableFuture<InvocationOutcome>> many = IntStream.range(0, 20)
                    .mapToObj(i -> Bench.start(function, "{}"))
                    .toList();

            assertThat(many)
                    .allSatisfy(one -> assertThat(
                                    one.orTimeout(120, TimeUnit.SECONDS).join().logStream())
                            .isEqualTo(stream));
        }
    }

    @Test
    void theSandboxThatWasUsedLastIsTakenFirst() throws IOException {
        try (Bench bench = new Bench(limits(2, 2));
                ServerSocket door = door()) {
            RunningFunction function = bench.function("Visitor");
            List<CompletableFuture<InvocationOutcome>> answers = IntStream.range(0, 2)
                    .mapToObj(i -> Bench.start(function, Integer.toString(door.getLocalPort())))
                    .toList();
            List<Socket> visitors = List.of(door.accept(), door.accept());
            letGo(visitors.get(0));
            CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new))
                    .orTimeout(120, TimeUnit.SECONDS)
                    .join();
            CompletableFuture<InvocationOutcome> last = answers.get(0).isDone() ? answers.get(1) : answers.get(0);
            letGo(visitors.get(1));
            String stream = last.orTimeout(120, TimeUnit.SECONDS).join().logStream();

            CompletableFuture<InvocationOutcome> next = Bench.start(function, Integer.toString(door.getLocalPort()));
            letGo(door.accept());

            assertThat(next.orTimeout(120, TimeUnit.SECONDS).join().logStream()).isEqualTo(stream);
        }
    }

    private static void letGo(Socket visitor) throws IOException {
        try (visitor) {
            visitor.getOutputStream().write(1);
        }
    }

    @Test
    void waitingIsInVainWhereNothingEndsMeanwhile() {
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(SandboxPool.inVain(second, 1, OptionalLong.empty())).isFalse();
        assertThat(SandboxPool.inVain(second, 0, OptionalLong.empty())).isTrue();
        assertThat(SandboxPool.inVain(9 * second, 0, OptionalLong.of(8 * second)))
                .isTrue();
        assertThat(SandboxPool.inVain(9 * second, 0, OptionalLong.of(8 * second + 1)))
                .isFalse();
    }

    @Test
    void theFirstInvocationTakesTheSandboxThatWasStartedAhead() {
        try (Bench bench = new Bench()) {
            RunningFunction function = bench.function("Greeter");
            function.warm();
            function.warm();
            ProcessHandle ahead = child();

            InvocationOutcome outcome = run(function, "{\"name\":\"Zoé\"}");

            assertThat(text(outcome)).isEqualTo("\"hello Zoé\"");
            assertThat(outcome.initDuration()).isPresent();
            assertThat(children()).containsExactly(ahead);
        }
    }

    @Test
    void anInitThatFailsAheadFailsTheInvocationAsEver() {
        try (Bench bench = new Bench()) {
            RunningFunction function = bench.function("ExitInInit");
            function.warm();
            ended(child());

            assertThat(text(run(function, "{}"))).contains("Runtime.ExitError").contains("exit status 1");
        }
    }

    @Test
    void retiringEndsASandboxThatIsStillStarting() {
        try (Bench bench = new Bench(new SandboxLimits(Duration.ofHours(1), 2, 2, 2, 1 << 20))) {
            RunningFunction function = bench.function("HangInInit");
            function.warm();
            ProcessHandle starting = child();
            function.retire();

            ended(starting);
            assertThat(starting.isAlive()).isFalse();
        }
    }

    private ProcessHandle child() {
        Instant patience = Instant.now().plusMillis(PATIENCE_MILLIS);
        while (Instant.now().isBefore(patience)) {
            Optional<ProcessHandle> child = children().findFirst();
            if (child.isPresent()) {
                return child.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no process was started");
    }

    /** Without the shell of a {@link Freezer}. */
    private Stream<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> !child.info().command().orElse("").endsWith("sh"))
                .filter(child -> !earlier.contains(child));
    }

    private static void ended(ProcessHandle process) {
        process.onExit().orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join();
        // Who waits for the process in this JVM may be told of its end before the system forgets it.
        Instant patience = Instant.now().plusMillis(PATIENCE_MILLIS);
        while (process.isAlive() && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
    }

    /** Invokes so often at once, and lets none go before all have come. */
    private static List<String> together(RunningFunction function, ServerSocket door, int count) throws IOException {
        List<CompletableFuture<InvocationOutcome>> answers = IntStream.range(0, count)
                .mapToObj(i -> Bench.start(function, Integer.toString(door.getLocalPort())))
                .toList();
        List<Socket> visitors = new ArrayList<>();
        while (visitors.size() < count) {
            visitors.add(door.accept());
        }
        for (Socket visitor : visitors) {
            letGo(visitor);
        }
        return answers.stream()
                .map(answer -> text(answer.orTimeout(120, TimeUnit.SECONDS).join()))
                .toList();
    }

    private static ServerSocket door() throws IOException {
        ServerSocket door = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
        return door;
    }

    private static SandboxLimits limits(int prompt, int perFunction) {
        SandboxLimits standard = SandboxLimits.standard();
        return new SandboxLimits(standard.init(), prompt, perFunction, standard.starting(), standard.unzippedBytes());
    }
}
