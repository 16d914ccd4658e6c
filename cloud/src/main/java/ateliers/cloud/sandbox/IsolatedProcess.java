package ateliers.cloud.sandbox;

import ateliers.cloud.clock.Starvation;
import ateliers.cloud.sandbox.SandboxHost.SandboxProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A process in namespaces of its own. The one that is known here is bwrap, which waits outside; below it is the first of the
 * process namespace, which only reaps, and below that the one that was asked for. The end of the first is the end of all, however
 * they were started, and bwrap ends after them.
 */
final class IsolatedProcess implements SandboxProcess {
    private static final int PATIENCE_SECONDS = 5;
    private static final long PAUSE_NANOS = 500_000;
    private static final int MOST_LOOKS = 4_000;

    private static final Pattern PREPARING = Pattern.compile("(bwrap|setpriv|choom|prlimit): ");

    private final Process bwrap;
    private final InputStream output;
    private final Freezer freezer;

    /** Known by more than their numbers, which others get after them. */
    private volatile Optional<ProcessHandle> first = Optional.empty();

    private volatile Optional<ProcessHandle> asked = Optional.empty();

    private IsolatedProcess(Process bwrap, InputStream output, Freezer freezer) {
        this.bwrap = bwrap;
        this.output = output;
        this.freezer = freezer;
    }

    /**
     * Waits until the namespaces stand and the command runs in them.
     *
     * @throws IOException where they cannot be made: with what bwrap says of it
     */
    static IsolatedProcess of(Process bwrap, Freezer freezer) throws IOException {
        IsolatedProcess process = new IsolatedProcess(bwrap, bwrap.getInputStream(), freezer);
        while (process.asked().isEmpty()) {
            if (!bwrap.isAlive()) {
                return ended(bwrap, freezer);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return process;
    }

    /** So soon that nobody has seen it run: it may have run all the same, if nothing that prepares it complains. */
    private static IsolatedProcess ended(Process bwrap, Freezer freezer) throws IOException {
        byte[] said = bwrap.getInputStream().readAllBytes();
        String text = new String(said, StandardCharsets.UTF_8).trim();
        if (PREPARING.matcher(text).lookingAt()) {
            throw new IOException(text);
        }
        return new IsolatedProcess(bwrap, new ByteArrayInputStream(said), freezer);
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return bwrap.onExit().thenApply(Process::exitValue);
    }

    @Override
    public Duration processorTime() {
        return asked().flatMap(process -> process.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    @Override
    public Duration starvedTime() {
        return Starvation.onThisMachine().with(asked().orElse(bwrap.toHandle()).pid());
    }

    @Override
    public int peakMemoryMb() {
        return asked().map(process -> ProcessFacts.peakMemoryMb(process.pid())).orElse(0);
    }

    /** With all that it has started: one limit for each process would be no limit for all. */
    @Override
    public int memoryMb() {
        return first().map(process -> ProcessFacts.memoryOfAllMb(process.pid())).orElse(0);
    }

    /** The first has a session of its own, and thus a group, in which all are that do not leave it. */
    @Override
    public void freeze() {
        first().ifPresent(process -> freezer.stop(-process.pid()));
    }

    @Override
    public void thaw() {
        first().ifPresent(process -> freezer.go(-process.pid()));
    }

    @Override
    public void kill() {
        first().ifPresentOrElse(ProcessHandle::destroyForcibly, bwrap::destroyForcibly);
        try {
            if (!bwrap.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                bwrap.destroyForcibly();
            }
        } catch (InterruptedException e) {
            bwrap.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        // It ends after all that were in its namespace; bwrap may have left before. The JDK would look every 300 ms.
        for (int looks = 0;
                looks < MOST_LOOKS && first().filter(ProcessHandle::isAlive).isPresent();
                looks++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private Optional<ProcessHandle> first() {
        if (first.isEmpty()) {
            first = below(bwrap.toHandle());
        }
        return first;
    }

    private Optional<ProcessHandle> asked() {
        if (asked.isEmpty()) {
            asked = first().flatMap(IsolatedProcess::below);
        }
        return asked;
    }

    private static Optional<ProcessHandle> below(ProcessHandle process) {
        OptionalLong child = ProcessFacts.eldestChild(process.pid());
        return child.isEmpty() ? Optional.empty() : ProcessHandle.of(child.getAsLong());
    }
}
