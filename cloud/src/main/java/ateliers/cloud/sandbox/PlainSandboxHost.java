package ateliers.cloud.sandbox;

import ateliers.cloud.clock.Starvation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

final class PlainSandboxHost implements SandboxHost {
    private final Freezer freezer = new Freezer();

    @Override
    public SandboxProcess start(Launch launch) throws IOException {
        ProcessMark mark = ProcessMark.fresh();
        List<String> command = new ArrayList<>(OutOfMemoryOrder.first());
        command.addAll(mark.on(launch.command()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new PlainProcess(process, mark, freezer);
    }

    @Override
    public boolean endsWhatFled() {
        return ProcessMark.isPossible();
    }

    @Override
    public Path temporaryFolder(Path folder) throws IOException {
        return Files.createTempDirectory(folder, "sandbox-");
    }

    @Override
    public Optional<Path> socketTo(int port) {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The processes are ended by whoever started them.
        freezer.close();
    }

    private static final int ROUNDS = 10;
    private static final int PATIENCE_SECONDS = 2;

    private record PlainProcess(Process process, ProcessMark mark, Freezer freezer) implements SandboxProcess {
        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return process.onExit().thenApply(Process::exitValue);
        }

        @Override
        public Duration processorTime() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public Duration starvedTime() {
            return Starvation.onThisMachine().with(process.pid());
        }

        @Override
        public int peakMemoryMb() {
            return ProcessFacts.peakMemoryMb(process.pid());
        }

        @Override
        public int memoryMb() {
            return ProcessFacts.memoryMb(process.pid());
        }

        /** Without those that it has started: their group is this JVM's too. */
        @Override
        public void freeze() {
            freezer.stop(process.pid());
        }

        @Override
        public void thaw() {
            freezer.go(process.pid());
        }

        @Override
        public void kill() {
            // Twice: a child forked between the listing and the end of its parent is seen the second time.
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly();
            for (ProcessHandle child : children) {
                child.descendants().forEach(ProcessHandle::destroyForcibly);
                child.destroyForcibly();
            }
            // A process whose parent has ended is nobody's child. It may start others while it is looked for.
            for (int round = 0; round < ROUNDS; round++) {
                List<ProcessHandle> strays =
                        ProcessHandle.allProcesses().filter(mark::isOn).toList();
                if (strays.isEmpty()) {
                    return;
                }
                strays.forEach(ProcessHandle::destroyForcibly);
                strays.forEach(PlainProcess::awaitEnd);
            }
        }

        private static void awaitEnd(ProcessHandle killed) {
            try {
                killed.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                // it is looked for once more
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
