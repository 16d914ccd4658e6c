package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lambda's own lines, and the tail of a log. */
class PlatformLogTest {
    private static final Duration TOOK = Duration.ofNanos(1_000_001);

    @Test
    void theReportRoundsWhatIsBilledUpAndTellsOnlyWhatIsKnown() {
        assertThat(PlatformLog.report("id", TOOK, 512, 87, Optional.of(Duration.ofMillis(250)), ""))
                .isEqualTo("REPORT RequestId: id\tDuration: 1.00 ms\tBilled Duration: 2 ms\tMemory Size: 512 MB"
                        + "\tMax Memory Used: 87 MB\tInit Duration: 250.00 ms\t");
        assertThat(PlatformLog.report("id", Duration.ofMillis(3), 128, 0, Optional.empty(), "Status: timeout"))
                .isEqualTo("REPORT RequestId: id\tDuration: 3.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB"
                        + "\tStatus: timeout");
    }

    @Test
    void anInvocationHasAStartAndAnEnd() {
        assertThat(PlatformLog.initStart("java21")).isEqualTo("INIT_START Runtime Version: java:21");
        assertThat(PlatformLog.start("id", "3")).isEqualTo("START RequestId: id Version: 3");
        assertThat(PlatformLog.end("id")).isEqualTo("END RequestId: id");
    }

    @Test
    void anInitThatFailsIsReportedWithItsError() {
        assertThat(PlatformLog.initReport(TOOK, "error", "Runtime.ExitError"))
                .isEqualTo("INIT_REPORT Init Duration: 1.00 ms\tPhase: init\tStatus: error"
                        + "\tError Type: Runtime.ExitError");
        assertThat(PlatformLog.initReport(TOOK, "timeout", ""))
                .isEqualTo("INIT_REPORT Init Duration: 1.00 ms\tPhase: init\tStatus: timeout");
    }

    @Test
    void aTimeoutHasItsTimeInMilliseconds() {
        assertThat(PlatformLog.timedOutLine(Instant.parse("2026-01-01T12:00:00Z"), "id", Duration.ofMillis(1500)))
                .isEqualTo("2026-01-01T12:00:00.000Z id Task timed out after 1.50 seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "0, Runtime exited without providing a reason",
        "1, Runtime exited with error: exit status 1",
        "137, Runtime exited with error: signal: killed",
        "134, Runtime exited with error: signal: aborted",
        "139, Runtime exited with error: signal: segmentation fault",
        "143, Runtime exited with error: signal: terminated"
    })
    void anExitIsToldByItsStatus(int status, String words) {
        assertThat(PlatformLog.exited(status)).isEqualTo(words);
    }

    @Test
    void theTailBeginsWithTheInvocationsStart() {
        assertThat(LogTail.of(lines("START RequestId: old", "before", "START RequestId: id", "one", "END"), "id"))
                .isEqualTo("START RequestId: id\none\nEND\n");
        assertThat(LogTail.of(List.of(), "id")).isEmpty();
    }

    @Test
    void theTailIsTheLastFourKilobytes() {
        String tail = LogTail.of(lines("START RequestId: id", "x".repeat(3000), "é".repeat(1000)), "id");

        assertThat(tail.getBytes(StandardCharsets.UTF_8)).hasSize(4096);
        assertThat(tail).startsWith("xxx").endsWith("é\n");
        assertThat(LogTail.of(lines("START RequestId: id", "x".repeat(4096 - 21)), "id"))
                .hasSize(4096)
                .startsWith("START");
    }

    private static List<LogLine> lines(String... texts) {
        return Stream.of(texts).map(text -> new LogLine(Instant.EPOCH, text)).toList();
    }
}
