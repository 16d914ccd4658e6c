package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessFactsTest {
    private final long own = ProcessHandle.current().pid();

    @Test
    void childrenAreKnownAndTheirMemoryCounts() throws Exception {
        Process child = new ProcessBuilder("/bin/sh", "-c", "sleep 600 & read line; kill $!").start();
        try {
            assertThat(ProcessFacts.eldestChild(own)).isPresent();
            assertThat(ProcessFacts.memoryOfAllMb(own)).isGreaterThanOrEqualTo(ProcessFacts.memoryMb(own));
            assertThat(ProcessFacts.peakMemoryMb(own)).isPositive();
        } finally {
            child.getOutputStream().close();
            child.waitFor();
        }
    }

    @Test
    void whatHasEndedHoldsNothing() throws Exception {
        Process child = new ProcessBuilder("/bin/true").start();
        child.waitFor();

        assertThat(ProcessFacts.eldestChild(child.pid())).isEmpty();
        assertThat(ProcessFacts.memoryOfAllMb(child.pid())).isZero();
        assertThat(ProcessFacts.peakMemoryMb(child.pid())).isZero();
    }
}
