package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * By what a sandbox's processes are known after they have left their parents, their session, their folder and their
 * environment: a hard limit on what nobody here uses, the bytes of POSIX message queues. The kernel hands it down to every
 * child, a process of an ordinary user can only lower it, and {@code /proc} shows it.
 *
 * <p>Not seen: a process that lowers that very limit. Where there is no {@code prlimit} command there is no mark.
 *
 * @param limit the number; 0 where there is no mark
 */
record ProcessMark(int limit) {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final String LINE = "Max msgqueue size";

    /** Below the kernel's default of 819,200 bytes there is room for a hundred sandboxes of each of 8,000 JVMs. */
    private static final int JVMS = 8_000;

    private static final int SANDBOXES = 100;
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A mark that no other living sandbox of this JVM has. */
    static ProcessMark fresh() {
        return fresh(PRLIMIT);
    }

    /** Whether there can be marks on this machine. */
    static boolean isPossible() {
        return fresh().limit() != 0;
    }

    static ProcessMark fresh(Path prlimit) {
        int ours = (int) (ProcessHandle.current().pid() % JVMS) * SANDBOXES;
        int mark = 1 + ours + COUNT.getAndIncrement() % SANDBOXES;
        return new ProcessMark(Files.isExecutable(prlimit) && hardLimit("self") > mark ? mark : 0);
    }

    /** The command that runs another with the mark, and Lambda's bound of files; its process becomes the other's. */
    List<String> on(List<String> command) {
        if (limit == 0) {
            return command;
        }
        List<String> marked = new ArrayList<>(
                List.of(PRLIMIT.toString(), "--msgqueue=" + limit + ":" + limit, OpenFiles.bound(), "--"));
        marked.addAll(command);
        return marked;
    }

    /** Whether a process has the mark; false when it has ended. */
    boolean isOn(ProcessHandle process) {
        return limit != 0 && hardLimit(Long.toString(process.pid())) == limit;
    }

    private static long hardLimit(String process) {
        return hardLimit(process, LINE);
    }

    /**
     * A hard limit of a process; -1 where the system does not tell.
     *
     * @param process its number, or {@code self}
     * @param line the limit's name in {@code /proc}
     */
    static long hardLimit(String process, String line) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process, "limits"))) {
            return lines.filter(found -> found.startsWith(line))
                    .map(found -> found.substring(line.length()).trim().split("\\s+")[1])
                    .map(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                    .findFirst()
                    .orElse(-1L);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
    }
}
