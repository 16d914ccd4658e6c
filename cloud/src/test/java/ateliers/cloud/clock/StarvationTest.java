package ateliers.cloud.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StarvationTest {
    private static final long NOBODY = 1L << 40;

    @TempDir
    private Path processes;

    @Test
    void addsUpTheThreadsOfAProcessAndOfThisJvm() throws IOException {
        thread(NOBODY, 1, "70 5000 3");
        thread(NOBODY, 2, "80 600 4");
        thread(own(), 1, "90 70 5");
        thread(own() + 1, 1, "90 8 5");

        assertThat(new Starvation(processes).with(NOBODY)).isEqualTo(Duration.ofNanos(5670));
    }

    @Test
    void addsUpThisJvmAndWhatItHasStarted() throws IOException {
        Process child = new ProcessBuilder(java(), "-version").start();
        try {
            // Its process is known to the system until it is reaped, which this JVM does when it has ended.
            thread(own(), 1, "1 20 3");
            thread(child.pid(), 1, "1 300 3");
            thread(NOBODY, 1, "1 4000 3");
            boolean there = ProcessHandle.current().descendants().anyMatch(each -> each.pid() == child.pid());

            long all = new Starvation(processes).ofAll().toNanos();

            assertThat(all).isIn(there ? new Long[] {20L, 320L} : new Long[] {20L});
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void whatCannotBeReadIsLeftOut() throws IOException {
        thread(own(), 1, "garbage");
        thread(own(), 2, "1");
        Files.createDirectories(task(own()).resolve("3"));
        thread(own(), 4, "1 50 1");

        assertThat(new Starvation(processes).with(NOBODY)).isEqualTo(Duration.ofNanos(50));
    }

    @Test
    void whereTheSystemDoesNotTellNothingStarves() {
        assertThat(new Starvation(processes.resolve("nowhere")).ofAll()).isZero();
    }

    private Path task(long pid) {
        return processes.resolve(Long.toString(pid)).resolve("task");
    }

    private void thread(long pid, int id, String schedstat) throws IOException {
        Path folder = Files.createDirectories(task(pid).resolve(Integer.toString(id)));
        Files.writeString(folder.resolve("schedstat"), schedstat);
    }

    private static long own() {
        return ProcessHandle.current().pid();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
