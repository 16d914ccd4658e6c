package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whom isolated processes run as on this machine: as this user, or, where this user is root, each as a user of its own that
 * nobody else is, so that the kernel grants it nothing and counts its processes apart.
 *
 * @param group of them all; 0 where they are this user
 */
record SandboxUsers(int group, AtomicInteger count) {
    /** Beyond what systemd and containers give away, and below what is negative as 32 bits. */
    private static final int FIRST = 1_900_000_000;

    private static final int JVMS = 8_000;
    private static final int SANDBOXES = 100;

    static SandboxUsers ofThisMachine() {
        return of(isRoot(), ProcessHandle.current().pid());
    }

    static SandboxUsers of(boolean root, long jvm) {
        return new SandboxUsers(root ? FIRST + (int) (jvm % JVMS) * SANDBOXES : 0, new AtomicInteger());
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Whether they are other users than this one. */
    boolean areOthers() {
        return group != 0;
    }

    /** What a command begins with to run as the next of them. */
    List<String> next() {
        return areOthers() ? BubblewrapCommand.as(group + count.getAndIncrement() % SANDBOXES, group) : List.of();
    }
}
