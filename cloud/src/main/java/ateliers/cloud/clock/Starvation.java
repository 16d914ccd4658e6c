package ateliers.cloud.clock;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;

/**
 * How long threads have stood ready without a processor, added up; zero where the system does not tell. Threads that have
 * ended are left out, so only growth over a short time means something.
 *
 * @param processes where the system shows its processes
 * @see <a href="https://docs.kernel.org/scheduler/sched-stats.html">schedstat</a>
 */
public record Starvation(Path processes) {
    /** That of this machine. */
    public static Starvation onThisMachine() {
        return new Starvation(Path.of("/proc"));
    }

    /** Of a process and of this JVM, which answers its calls. */
    public Duration with(long pid) {
        return of(LongStream.of(pid, ProcessHandle.current().pid()));
    }

    /** Of this JVM and of all processes that it has started, and they. */
    public Duration ofAll() {
        ProcessHandle own = ProcessHandle.current();
        return of(LongStream.concat(LongStream.of(own.pid()), own.descendants().mapToLong(ProcessHandle::pid)));
    }

    private Duration of(LongStream pids) {
        return Duration.ofNanos(pids.map(pid -> ofProcess(Long.toString(pid))).sum());
    }

    private long ofProcess(String pid) {
        long sum = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(processes.resolve(pid).resolve("task"))) {
            for (Path thread : threads) {
                sum += ofThread(thread);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // another system, or a process that has ended
        }
        return sum;
    }

    /** The second number of a thread's schedstat: nanoseconds spent waiting on a run queue. */
    private static long ofThread(Path thread) {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ")[1]);
        } catch (IOException | RuntimeException e) {
            return 0; // it has ended meanwhile
        }
    }
}
