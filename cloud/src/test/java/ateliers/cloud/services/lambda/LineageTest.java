package ateliers.cloud.services.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineageTest {
    private static final String WORKER = "arn:aws:lambda:eu-west-3:123456789012:function:worker";
    private static final String OTHER = "arn:aws:lambda:eu-west-3:123456789012:function:other";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static String next(String header, String function) {
        return Lineage.of(header, NOW).invoking(function);
    }

    @Test
    void aFirstInvocationBeginsATraceAndCountsFromZero() {
        assertThat(next("", WORKER))
                .matches("Root=1-69a40e20-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0");
    }

    @Test
    void theRootStaysAndEachFunctionIsCountedApart() {
        String first = next("", WORKER);
        String second = next(first, OTHER);
        String third = next(second, WORKER);

        assertThat(third.substring(0, 40)).isEqualTo(first.substring(0, 40));
        assertThat(second).matches(".*;Lineage=1:[0-9a-f]{8}:0\\|1:[0-9a-f]{8}:0");
        assertThat(third).matches(".*;Lineage=1:[0-9a-f]{8}:1\\|1:[0-9a-f]{8}:0");
    }

    @Test
    void theSeventeenthInvocationIsALoop() {
        String header = "";
        for (int invocation = 1; invocation <= 16; invocation++) {
            assertThat(Lineage.of(header, NOW).isLoop(WORKER)).isFalse();
            header = next(header, WORKER);
        }

        assertThat(Lineage.of(header, NOW).isLoop(WORKER)).isTrue();
        assertThat(Lineage.of(header, NOW).isLoop(OTHER)).isFalse();
    }

    @Test
    void theOlderFormIsUnderstoodToo() {
        String digest = next("", WORKER).replaceAll(".*Lineage=1:([0-9a-f]{8}):0", "$1");

        assertThat(Lineage.of("Root=1-69a40e20-0123456789abcdef01234567;Lineage=" + digest + ":15", NOW)
                        .isLoop(WORKER))
                .isTrue();
    }

    @Test
    void aBatchIsAsFarAsTheFurthestOfItsMessages() {
        String near = next("", WORKER);
        String far = next(near, WORKER);

        assertThat(Lineage.furthest(List.of(near, far, next("", OTHER)), WORKER))
                .contains(far);
        assertThat(Lineage.furthest(List.of(), WORKER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "Root=1-x;Lineage=;", "Lineage=1:zzzzzzzz:3", "Lineage=1:00000000:99999999999", ";;="
            })
    void whatIsNoHeaderBeginsATrace(String header) {
        assertThat(Lineage.of(header, NOW).root()).startsWith("1-69a40e20-");
        assertThat(Lineage.of(header, NOW).isLoop(WORKER)).isFalse();
    }
}
