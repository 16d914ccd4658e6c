package ateliers.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class PlainSandboxHost implements SandboxHost {
    @Override
    public SandboxProcess start(Launch launch) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .directory(launch.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new PlainProcess(process, launch.environment().getOrDefault("AWS_LAMBDA_RUNTIME_API", ""));
    }

    private static final String PEAK = "VmHWM:";

    private record PlainProcess(Process process, String secret) implements SandboxProcess {
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
            return Duration.ofNanos(starvedNanos(Long.toString(process.pid())) + starvedNanos("self"));
        }

        /** The second number of each thread's schedstat: nanoseconds spent waiting on a run queue. */
        private static long starvedNanos(String process) {
            long sum = 0;
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", process, "task"))) {
                for (Path thread : threads) {
                    sum += starvedNanos(thread);
                }
            } catch (IOException | DirectoryIteratorException e) {
                // another system, or a process that has ended
            }
            return sum;
        }

        private static long starvedNanos(Path thread) {
            try {
                String[] numbers = Files.readString(thread.resolve("schedstat")).split(" ");
                return Long.parseLong(numbers[1]);
            } catch (IOException | RuntimeException e) {
                return 0;
            }
        }

        @Override
        public int peakMemoryMb() {
            try {
                // Read after each invocation: no stream of lines, no pattern.
                String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
                int start = status.indexOf(PEAK) + PEAK.length();
                return Integer.parseInt(status.substring(start, status.indexOf(" kB", start))
                                .trim())
                        / 1024;
            } catch (IOException | RuntimeException e) {
                return 0;
            }
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
            if (!secret.isEmpty() && Files.isDirectory(Path.of("/proc", "self"))) {
                ProcessHandle.allProcesses().filter(this::isStray).forEach(ProcessHandle::destroyForcibly);
            }
        }

        /** A process whose parent has ended is nobody's child, but still has the environment that it inherited. */
        private boolean isStray(ProcessHandle other) {
            try {
                byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(other.pid()), "environ"));
                return new String(environment, StandardCharsets.ISO_8859_1).contains(secret);
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }
    }
}
