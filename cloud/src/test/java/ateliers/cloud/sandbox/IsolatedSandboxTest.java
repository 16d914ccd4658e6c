package ateliers.cloud.sandbox;

import static ateliers.cloud.sandbox.Bench.run;
import static ateliers.cloud.sandbox.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever a sandbox does plainly, it does behind an isolation. */
class IsolatedSandboxTest extends SandboxTest {
    @Override
    Isolation isolation() {
        return here();
    }

    /** Skips what cannot be tried on this machine. */
    static Isolation here() {
        Bubblewrap.Found found = Bubblewrap.onThisMachine();
        assumeTrue(found.isolation().isPresent(), "this machine does not isolate: " + found.refusal());
        return found.isolation().orElseThrow();
    }

    /** Its number is another one outside. */
    @Test
    @Override
    void closingEndsTheProcessesThatFunctionsStarted() {
        endsWithTheSandbox("\"child\"");
    }

    @Test
    @Override
    void closingEndsWhatHasFledFromItsFunction() {
        endsWithTheSandbox("\"flee\"");
    }

    private void endsWithTheSandbox(String what) {
        List<ProcessHandle> asleep;
        try (Bench own = new Bench(isolation())) {
            List<ProcessHandle> before = sleepers();
            assertThat(text(run(own.function("Misbehaving"), what))).matches("\\d{1,4}");
            asleep = sleepers();
            asleep.removeAll(before);
            assertThat(asleep).hasSize(1);
        }
        assertThat(asleep).noneMatch(ProcessHandle::isAlive);
    }

    private static List<ProcessHandle> sleepers() {
        return new java.util.ArrayList<>(ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/sleep"))
                .toList());
    }

    /** It is refused the memory, or ended by who watches: whichever is first. */
    @Test
    @Override
    void nativeMemoryCountsAndEndsTheFunctionAsLambdaDoes() {
        RunningFunction function = bench.function("Misbehaving");

        InvocationOutcome outcome = run(function, "\"native\"");

        assertThat(outcome.functionError()).contains("Unhandled");
        assertThat(text(outcome) + outcome.logTail()).contains("OutOfMemory");
        assertThat(text(run(function, "\"fine\""))).isEqualTo("\"fine\"");
    }
}
