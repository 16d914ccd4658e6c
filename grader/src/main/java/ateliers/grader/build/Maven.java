package ateliers.grader.build;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Maven, as a child process with a bounded life. */
final class Maven {
    private static final long MINUTES = 10;

    private Maven() {}

    static Result run(Path folder, List<String> arguments, boolean offline) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-q", "-B"));
        if (offline) {
            command.add("-o");
        }
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("ateliers-mvn", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                Thread interrupted = new Thread(() -> {
                    kill(process);
                    output.toFile().delete();
                });
                Runtime.getRuntime().addShutdownHook(interrupted);
                try {
                    process.getOutputStream().close();
                    return new Result(ended(process), Files.readString(output, StandardCharsets.UTF_8));
                } finally {
                    forget(interrupted);
                }
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            throw new GraderException(
                    "Maven ne se lance pas (%s) : vérifiez que la commande mvn marche.".formatted(e.getMessage()), e);
        }
    }

    private static int ended(Process process) {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new GraderException("Maven n'a pas fini en %d minutes.".formatted(MINUTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("La construction a été interrompue.", e);
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already going, and the hook with it.
        }
    }

    record Result(int exit, String output) {
        boolean succeeded() {
            return exit == 0;
        }

        /** The lines that say what went wrong, as Maven wrote them. */
        String errors() {
            return output.lines()
                    .filter(line -> line.startsWith("[ERROR]") && line.length() > 9)
                    .filter(line -> !line.contains("re-run Maven") && !line.contains("[Help 1] http"))
                    .map(line -> line.substring(8))
                    .limit(15)
                    .collect(Collectors.joining("\n"));
        }
    }
}
