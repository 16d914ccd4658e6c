package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalLong;

/**
 * What Linux tells of its processes; nothing, and zero, elsewhere.
 *
 * @see <a href="https://docs.kernel.org/filesystems/proc.html">The /proc filesystem</a>
 */
final class ProcessFacts {
    private static final String PEAK = "VmHWM:";
    private static final String OWN = "RssAnon:";
    private static final String SHARED = "RssShmem:";

    /** More than a sandbox may have; where processes come faster than they are counted, the count ends. */
    private static final int MOST = 4_096;

    private ProcessFacts() {}

    /** The most memory a process ever held, in MB. */
    static int peakMemoryMb(long pid) {
        return (int) (kilobytes(status(pid), PEAK) / 1024);
    }

    /** The memory that a process holds and shares with no file, in MB. */
    static int memoryMb(long pid) {
        return (int) (kilobytes(status(pid), OWN) / 1024);
    }

    /** The same of a process and all below it, with what they share in memory alone. */
    static int memoryOfAllMb(long top) {
        long sum = 0;
        Deque<Long> left = new ArrayDeque<>();
        left.add(top);
        for (int seen = 0; !left.isEmpty() && seen < MOST; seen++) {
            long pid = left.removeFirst();
            String status = status(pid);
            sum += kilobytes(status, OWN) + kilobytes(status, SHARED);
            for (long child : children(pid)) {
                left.addLast(child);
            }
        }
        return (int) (sum / 1024);
    }

    /** The child that a process has had for longest. */
    static OptionalLong eldestChild(long pid) {
        return Arrays.stream(children(pid)).findFirst();
    }

    /** In the order of their birth; those that any thread of the process has, or that were left to it. */
    private static long[] children(long pid) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        try (var each = Files.newDirectoryStream(threads)) {
            StringBuilder all = new StringBuilder();
            for (Path thread : each) {
                all.append(Files.readString(thread.resolve("children"))).append(' ');
            }
            return Arrays.stream(all.toString().trim().split("\\s+"))
                    .filter(number -> !number.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException | RuntimeException e) {
            return new long[0]; // it has ended
        }
    }

    /** Read after each invocation, and during long ones: no stream of lines, no pattern. */
    private static String status(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        } catch (IOException e) {
            return "";
        }
    }

    private static long kilobytes(String status, String line) {
        int at = status.indexOf(line);
        int end = status.indexOf(" kB", Math.max(at, 0));
        if (at < 0 || end < 0) {
            return 0;
        }
        return Long.parseLong(status.substring(at + line.length(), end).trim());
    }
}
