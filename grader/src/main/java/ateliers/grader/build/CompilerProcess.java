package ateliers.grader.build;

import ateliers.grader.submission.Unusable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The compiler in a process of its own, for the sources of strangers: what they make of it ends with it. */
final class CompilerProcess {
    private static final int COMPILED = 0;
    private static final int REFUSED = 10;
    private static final int LARGEST_HEAP_MB = 1_024;

    /** For its start, beside what the compiler itself may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CompilerProcess() {}

    /**
     * Compiles.
     *
     * @param work a folder for what it says
     * @throws Unusable in French, where the sources do not compile, or bring the compiler to no end
     */
    static void run(Compilation compilation, Path work) throws IOException {
        run(compilation, work, BoundedCompilation.USUAL.longest().plus(PATIENCE), LARGEST_HEAP_MB);
    }

    static void run(Compilation compilation, Path work, Duration longest, int heapMb) throws IOException {
        Path said = work.resolve("compilateur.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heapMb + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + work.resolve("compilateur.log"),
                        "-Dfile.encoding=UTF-8",
                        CompilerProcess.class.getName(),
                        said.toString(),
                        compilation.sources().toString(),
                        compilation.classes().toString(),
                        ClassPathText.of(compilation.classPath()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw BoundedCompilation.unusable("n'en finit pas");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() == REFUSED) {
            throw new Unusable(Files.readString(said));
        }
        if (process.exitValue() != COMPILED) {
            throw BoundedCompilation.unusable("s'arrête sur une panne, état " + process.exitValue());
        }
    }

    /** The process: a file for what is to be said, the folders of sources and of classes, and the class path. */
    public static void main(String[] arguments) throws IOException {
        List<Path> classPath = Stream.of(arguments[3].split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(Path::of)
                .toList();
        int status = COMPILED;
        try {
            new Compilation(classPath, Path.of(arguments[1]), Path.of(arguments[2])).run();
        } catch (Unusable e) {
            Files.writeString(Path.of(arguments[0]), e.getMessage());
            status = REFUSED;
        }
        // A compiler that was left to itself keeps no process alive.
        Runtime.getRuntime().halt(status);
    }
}
