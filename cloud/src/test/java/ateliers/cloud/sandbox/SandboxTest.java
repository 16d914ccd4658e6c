package ateliers.cloud.sandbox;

import static ateliers.cloud.sandbox.Bench.run;
import static ateliers.cloud.sandbox.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@TestInstance(Lifecycle.PER_CLASS)
class SandboxTest {
    Bench bench;

    /** How all these are kept apart from the machine. */
    Isolation isolation() {
        return Isolation.none();
    }

    @BeforeAll
    void open() {
        bench = new Bench(isolation());
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void runsARequestHandlerAndItsMethodReferenceAndAStreamHandler() {
        assertThat(text(run(bench.function("Greeter"), "{\"name\":\"Zoé\"}"))).isEqualTo("\"hello Zoé\"");
        assertThat(text(run(bench.function("Greeter::count"), "{\"n\":21}"))).isEqualTo("{\"twice\":42}");
        assertThat(text(run(bench.function("Echo"), "[1, 2]"))).isEqualTo("[1, 2]");
    }

    @Test
    void logsStartOwnLinesEndAndReportInOrder() {
        InvocationOutcome outcome = run(bench.function("Greeter"), "{\"name\":\"tail\"}");

        List<String> lines = outcome.logTail().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).matches("START RequestId: [0-9a-f-]{36} Version: \\$LATEST");
        assertThat(lines.get(1)).isEqualTo("bonjour tail");
        assertThat(lines.get(2)).matches("END RequestId: [0-9a-f-]{36}");
        assertThat(lines.get(3))
                .matches("REPORT RequestId: .*\tDuration: .* ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB.*"
                        + "\tInit Duration: .* ms\t");
    }

    @Test
    void eachMessageOfTheLoggerIsALineOfItsOwn() {
        InvocationOutcome outcome = run(bench.function("Logger"), "{}");

        assertThat(outcome.logTail().lines().skip(1).limit(3)).containsExactly("d'abord", "puis", "enfin");
    }

    @Test
    void usesAWarmSandboxAgain() {
        RunningFunction function = bench.function("Greeter");
        InvocationOutcome cold = run(function, "{}");
        InvocationOutcome warm = run(function, "{}");

        assertThat(cold.initDuration()).isPresent();
        assertThat(warm.initDuration()).isEmpty();
        assertThat(warm.logStream()).isEqualTo(cold.logStream());
    }

    @Test
    void showsTheFunctionLambdasEnvironmentAndNothingOfTheParents() {
        String seen = text(run(bench.function("Environment"), "{}"));

        assertThat(seen)
                .contains("\"OWN\":\"value\"")
                .contains("\"AWS_LAMBDA_FUNCTION_NAME\":\"fonction\"")
                .contains("\"_HANDLER\":\"ateliers.cloud.sandbox.Handlers$Environment\"")
                .contains("\"AWS_EXECUTION_ENV\":\"AWS_Lambda_java17\"")
                .contains("\"AWS_ACCESS_KEY_ID\":\"ASIATEST\"")
                .contains("\"arn\":\"arn:aws:lambda:eu-west-3:123456789012:function:fonction\"")
                .doesNotContain("\"HOME\"")
                .doesNotContain("\"JAVA_HOME\"")
                .doesNotContain("\"user.home\":\"" + System.getProperty("user.home") + "\"");
    }

    @Test
    @EnabledIf("ateliers.cloud.sandbox.ProcessMark#isPossible")
    void itHasNoMoreFilesThanLambdaGives() {
        assertThat(text(run(bench.function("Shell"), "\"ulimit -Hn\""))).isEqualTo("\"1024\\nstatus 0\"");
    }

    @Test
    @EnabledIf("ateliers.cloud.sandbox.OutOfMemoryOrder#isPossible")
    void itIsEndedBeforeTheGraderWhereMemoryIsUsedUp() {
        assertThat(text(run(bench.function("Shell"), "\"cat /proc/self/oom_score_adj\"")))
                .isEqualTo("\"1000\\nstatus 0\"");
    }

    @Test
    void twentySandboxesStartedAtOnceAllAnswer() {
        List<CompletableFuture<InvocationOutcome>> answers = IntStream.range(0, 20)
                .mapToObj(i -> Bench.start(bench.function("Greeter"), "{\"name\":\"" + i + "\"}"))
                .toList();

        List<String> texts = answers.stream()
                .map(answer -> text(answer.orTimeout(180, TimeUnit.SECONDS).join()))
                .toList();

        assertThat(texts)
                .containsExactlyElementsOf(IntStream.range(0, 20)
                        .mapToObj(i -> "\"hello " + i + "\"")
                        .toList());
    }

    @Test
    void aThrownExceptionIsAnUnhandledErrorWithItsTypeAndTrace() {
        InvocationOutcome outcome = run(bench.function("Misbehaving"), "\"throw\"");

        assertThat(outcome.functionError()).contains("Unhandled");
        assertThat(text(outcome))
                .contains("\"errorMessage\":\"as asked\"")
                .contains("\"errorType\":\"java.lang.IllegalStateException\"")
                .contains("\"stackTrace\":[\"ateliers.cloud.sandbox.Handlers$Misbehaving.handleRequest");
        assertThat(outcome.logTail()).contains("as asked: java.lang.IllegalStateException");
    }

    @Test
    void aTimeoutKillsAndTheNextInvocationGetsANewSandbox() {
        RunningFunction function = bench.function("Misbehaving", Duration.ofSeconds(1));
        InvocationOutcome late = run(function, "\"loop\"");
        InvocationOutcome next = run(function, "\"fine\"");

        assertThat(text(late))
                .matches("\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} "
                        + "Error: Task timed out after 1.00 seconds\"}");
        assertThat(late.logTail()).contains(" Task timed out after 1.00 seconds\n");
        assertThat(text(next)).isEqualTo("\"fine\"");
        assertThat(next.logStream()).isNotEqualTo(late.logStream());
    }

    @Test
    void anExitIsARuntimeExitError() {
        RunningFunction function = bench.function("Misbehaving");

        assertThat(text(run(function, "\"exit3\"")))
                .contains("\"errorType\":\"Runtime.ExitError\"")
                .contains("Error: Runtime exited with error: exit status 3\"");
        assertThat(text(run(function, "\"exit0\""))).contains("Error: Runtime exited without providing a reason");
        assertThat(text(run(function, "\"halt\""))).contains("Runtime exited with error: exit status 1");
    }

    @Test
    void anExhaustedHeapIsTheFunctionsError() {
        InvocationOutcome outcome = run(bench.function("Misbehaving"), "\"heap\"");

        assertThat(outcome.functionError()).contains("Unhandled");
        assertThat(text(outcome)).contains("java.lang.OutOfMemoryError");
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anInterruptedRuntimeThreadStillAnswersAndAsks() {
        RunningFunction function = bench.function("Misbehaving");
        String stream = run(function, "\"interrupt\"").logStream();
        run(function, "\"interrupt later\"");

        InvocationOutcome seen = run(function, "\"interrupted\"");
        while (text(seen).equals("false")) {
            seen = run(function, "\"interrupted\"");
        }
        assertThat(text(seen)).isEqualTo("true");
        assertThat(seen.logStream()).isEqualTo(stream);
    }

    @Test
    void aMissingClassIsReportedAsLambdaDoes() {
        InvocationOutcome outcome = run(bench.function("!fr.absente.Fonction"), "{}");

        assertThat(outcome.functionError()).contains("Unhandled");
        assertThat(text(outcome))
                .contains("\"errorMessage\":\"Class not found: fr.absente.Fonction\"")
                .contains("\"errorType\":\"java.lang.ClassNotFoundException\"");
    }

    @Test
    void anInitErrorFailsTheInvocation() {
        InvocationOutcome outcome = run(bench.function("BadInit"), "{}");

        assertThat(outcome.functionError()).contains("Unhandled");
        assertThat(text(outcome)).contains("Error loading class ateliers.cloud.sandbox.Handlers$BadInit");
        assertThat(outcome.logTail()).contains("START RequestId").contains("REPORT RequestId");
    }

    @Test
    void anExitInTheInitIsARuntimeExitError() {
        InvocationOutcome outcome = run(bench.function("ExitInInit"), "{}");

        assertThat(text(outcome)).contains("Runtime.ExitError").contains("exit status 1");
    }

    @Test
    void anEndlessOutputIsBoundedAndTimesOut() {
        bench.log.clear();
        InvocationOutcome outcome = run(bench.function("Misbehaving", Duration.ofSeconds(2)), "\"flood\"");

        assertThat(text(outcome)).contains("Sandbox.Timedout");
        assertThat(bench.log.stream().mapToLong(line -> line.text().length()).sum())
                .isLessThan(2L * OutputPump.MAX_BATCH);
    }

    @Test
    void aGiganticLineIsCut() {
        bench.log.clear();
        InvocationOutcome outcome = run(bench.function("Misbehaving"), "\"long line\"");

        assertThat(text(outcome)).isEqualTo("\"unreachable\"");
        assertThat(bench.log.stream().filter(line -> line.text().startsWith("yyy")))
                .singleElement()
                .satisfies(line -> assertThat(line.text().length()).isLessThan(OutputPump.MAX_LINE + 100));
    }

    @Test
    void aResponseOverSixMegabytesIsAnError() {
        RunningFunction function = bench.function("Misbehaving");
        InvocationOutcome outcome = run(function, "\"huge\"");

        assertThat(text(outcome))
                .isEqualTo("{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size "
                        + "(7000002 bytes) exceeded maximum allowed payload size (6291556 bytes).\"}");
        assertThat(text(run(function, "\"fine\""))).isEqualTo("\"fine\"");
    }

    @Test
    void closingEndsTheProcessesThatFunctionsStarted() {
        long child;
        try (Bench own = new Bench(isolation())) {
            child = Long.parseLong(text(run(own.function("Misbehaving"), "\"child\"")));
            assertThat(ProcessHandle.of(child)).isPresent();
        }
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive).stream()
                        .flatMap(process -> Stream.of(process.onExit().orTimeout(20, TimeUnit.SECONDS)))
                        .map(CompletableFuture::join))
                .allMatch(process -> !process.isAlive());
    }

    /** Its session, parent, folder, environment and files are its own. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void closingEndsWhatHasFledFromItsFunction() {
        long fled;
        try (Bench own = new Bench(isolation())) {
            fled = Long.parseLong(text(run(own.function("Misbehaving"), "\"flee\"")));
            assertThat(ProcessHandle.of(fled)).isPresent();
        }
        assertThat(ProcessHandle.of(fled).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void nativeMemoryCountsAndEndsTheFunctionAsLambdaDoes() {
        RunningFunction function = bench.function("Misbehaving");

        InvocationOutcome outcome = run(function, "\"native\"");

        assertThat(text(outcome))
                .matches("\\{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} "
                        + "Error: Runtime exited with error: signal: killed\"}");
        assertThat(outcome.logTail())
                .containsPattern("Memory Size: (\\d+) MB\tMax Memory Used: \\1 MB")
                .contains("Status: error\tError Type: Runtime.OutOfMemory");
        assertThat(text(run(function, "\"fine\""))).isEqualTo("\"fine\"");
    }
}
