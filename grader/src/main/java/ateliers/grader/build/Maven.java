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
import java.util.regex.Pattern;

/** Maven, as a child process with a bounded life. */
final class Maven {
    private static final long MINUTES = 10;
    private static final int MOST_LINES = 12;

    /** Maven 3.8 resets them at the start of its first line, also where it is told to write none. */
    private static final String COLOURS = "\u001b\\[[0-9;]*m";

    /** What Maven adds to every failure, and helps nobody here. */
    private static final Pattern ADVICE = Pattern.compile(
            "(?i)^re-run maven|^to see the full stack trace|^for more information about the errors|^\\[Help \\d+]"
                    + "|^after correcting the problems|^The build could not read \\d+ project|^-> \\[");

    private Maven() {}

    static Result run(Path folder, List<String> arguments, boolean offline) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-q", "-B", "-Dstyle.color=never"));
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
                    "Maven ne se lance pas (%s) : vérifie que la commande mvn marche.".formatted(e.getMessage()), e);
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

        /** The lines that say what went wrong, as Maven wrote them, each once; where none does, the last ones that it wrote. */
        String errors() {
            String plain = output.replaceAll(COLOURS, "");
            List<String> errors = plain.lines()
                    .filter(line -> line.startsWith("[ERROR]") || line.startsWith("[FATAL]"))
                    .map(line -> line.substring(7)
                            .replaceAll("\\s*(->)?\\s*\\[Help \\d+]\\s*$", "")
                            .strip())
                    .filter(line ->
                            !line.isEmpty() && !ADVICE.matcher(line).find() && !line.equals("COMPILATION ERROR :"))
                    .distinct()
                    .limit(MOST_LINES)
                    .toList();
            if (!errors.isEmpty()) {
                String said = String.join("\n", errors);
                return MavenFrench.of(said).map(french -> french + "\n").orElse("") + said;
            }
            List<String> all = plain.lines().filter(line -> !line.isBlank()).toList();
            return all.isEmpty()
                    ? "Maven n'a rien écrit (code %d).".formatted(exit)
                    : String.join("\n", all.subList(Math.max(0, all.size() - MOST_LINES), all.size()));
        }
    }
}
