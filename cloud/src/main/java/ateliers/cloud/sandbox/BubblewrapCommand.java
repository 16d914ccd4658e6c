package ateliers.cloud.sandbox;

import ateliers.cloud.sandbox.SandboxHost.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The command line of an isolated process: namespaces of its own for users, processes, network, mounts and the rest, in which
 * nothing of this machine is found but programs, read-only, and what the process needs. It is the same for any user; the root
 * user becomes another one first, since a namespace that root makes has root's identity for the kernel.
 *
 * @param identity the user it runs as; empty for this one
 * @param etc what stands for {@code /etc}
 * @param javaHome bound too where it is not below {@code /usr}
 * @see <a href="https://github.com/containers/bubblewrap/blob/main/bwrap.xml">bwrap(1)</a>
 */
record BubblewrapCommand(List<String> identity, Path etc, Path javaHome) {
    static final Path BWRAP = Path.of("/usr/bin/bwrap");
    static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    /** Lambda allows as many processes and threads to a function. */
    private static final int MOST_PROCESSES = 1_024;

    /** What a JVM takes beside its heap, in one process; all together are watched from outside. */
    private static final int BESIDE_HEAP_MB = 512;

    private static final long MB = 1L << 20;
    private static final List<Path> LINKS =
            List.of(Path.of("/bin"), Path.of("/lib"), Path.of("/lib32"), Path.of("/lib64"), Path.of("/sbin"));

    /** What makes it another user before it enters any namespace, without a right that it could use. */
    static List<String> as(long uid, long gid) {
        return List.of(
                SETPRIV.toString(),
                "--reuid=" + uid,
                "--regid=" + gid,
                "--clear-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--");
    }

    /** Executable and arguments; the process itself needs no environment. */
    List<String> of(Launch launch) {
        Words words = new Words();
        words.command.addAll(identity);
        words.add(BWRAP.toString())
                .add("--unshare-user", "--disable-userns", "--unshare-pid", "--unshare-net", "--unshare-ipc")
                .add("--unshare-uts", "--unshare-cgroup-try", "--uid", "1000", "--gid", "1000")
                .add("--hostname", "lambda", "--die-with-parent", "--new-session", "--cap-drop", "ALL")
                .add("--ro-bind", "/usr", "/usr");
        LINKS.forEach(words::systemFolder);
        words.add("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev")
                .add("--perms", "1777", "--size", Long.toString(launch.needs().storageMb() * MB), "--tmpfs", "/tmp")
                .add("--ro-bind", etc.toString(), "/etc");
        words.readable(javaHome);
        launch.needs().files().forEach(words::readable);
        launch.needs().sockets().forEach(words::readable);
        // A variable such as LD_PRELOAD must not reach bwrap itself, which still stands outside.
        new TreeMap<>(launch.environment()).forEach((name, value) -> words.add("--setenv", name, value));
        return words.add("--chdir", launch.workingDirectory().toString())
                .add("--remount-ro", "/", "--")
                .addAll(OutOfMemoryOrder.first())
                .add(PRLIMIT.toString(), "--nproc=" + MOST_PROCESSES, OpenFiles.bound(), "--core=0")
                .add("--data=" + (launch.needs().memoryMb() + BESIDE_HEAP_MB) * MB, "--")
                .addAll(launch.command())
                .command;
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException e) {
            return Optional.empty(); // no link
        }
    }

    private static final class Words {
        private final List<String> command = new ArrayList<>();

        /** What is there already, and all below it. */
        private final Set<Path> bound = new HashSet<>(Set.of(Path.of("/usr")));

        private final Set<Path> made = new HashSet<>(Set.of(Path.of("/"), Path.of("/tmp")));

        Words add(String... words) {
            return addAll(List.of(words));
        }

        Words addAll(List<String> words) {
            command.addAll(words);
            return this;
        }

        /** A link below {@code /usr} on most systems, a folder on older ones, nothing on others. */
        void systemFolder(Path folder) {
            Optional<Path> target = BubblewrapCommand.target(folder);
            if (target.isPresent()) {
                add("--symlink", target.get().toString(), folder.toString());
            } else if (Files.isDirectory(folder)) {
                add("--ro-bind", folder.toString(), folder.toString());
            }
        }

        /** At its own path, by which an archive of classes knows it. */
        void readable(Path path) {
            for (Path above = path; above != null; above = above.getParent()) {
                if (bound.contains(above)) {
                    return;
                }
            }
            Deque<Path> parents = new ArrayDeque<>();
            for (Path above = path.getParent(); above != null && made.add(above); above = above.getParent()) {
                parents.addFirst(above);
            }
            // Those that bwrap makes by itself are closed to others than its user.
            parents.forEach(parent -> add("--perms", "0755", "--dir", parent.toString()));
            add("--ro-bind", path.toString(), path.toString());
            bound.add(path);
        }
    }
}
