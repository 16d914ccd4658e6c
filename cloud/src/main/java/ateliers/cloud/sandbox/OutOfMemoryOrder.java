package ateliers.cloud.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Which process the kernel ends first where the machine's memory is used up: a function's, and with it its temporary files,
 * which are memory where it is isolated. Otherwise it might choose the largest, which is the grader with all that it grades.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/choom.1.html">choom(1)</a>
 */
final class OutOfMemoryOrder {
    static final Path CHOOM = Path.of("/usr/bin/choom");
    static final int FIRST = 1_000;

    private OutOfMemoryOrder() {}

    /** What stands before a command whose process, with all its children, is to end first; nothing where it cannot be said. */
    static List<String> first() {
        return isPossible() ? List.of(CHOOM.toString(), "-n", Integer.toString(FIRST), "--") : List.of();
    }

    /** Whether this machine has what says it. */
    static boolean isPossible() {
        return Files.isExecutable(CHOOM);
    }
}
