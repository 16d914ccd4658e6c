package ateliers.grader.cli;

import ateliers.grader.LiveAccount;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command as a person starts it: a process, with its own temporary folder. */
final class Cli {
    private final Path folder;
    private final Path home;
    private final List<Path> classes;
    private final Map<String, String> environment = new HashMap<>();
    private String aws = System.getProperty("ateliers.aws.endpoint", "http://127.0.0.1:9");
    private int runs;

    /** @param folder where temporary folders and outputs go */
    Cli(Path folder) {
        this(folder, Path.of(".."), List.of());
    }

    /**
     * @param home the project that the launcher names
     * @param classes folders of classes before the program's own
     */
    Cli(Path folder, Path home, List<Path> classes) {
        this.folder = folder;
        this.home = home;
        this.classes = classes;
    }

    /** The same with more variables around it. */
    Cli with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** The same, for which an account of this machine stands for AWS; it has the account's keys. */
    Cli on(LiveAccount account) {
        aws = account.cloud().endpoint().toString();
        return with(account.keys());
    }

    Run start(String... arguments) throws IOException {
        Path own = Files.createDirectory(folder.resolve("cli-" + runs++));
        Path temporary = Files.createDirectory(own.resolve("tmp"));
        Path out = own.resolve("out.txt");
        Path err = own.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Dateliers.home=" + home.toRealPath(),
                "-Dateliers.terminal=false",
                "-Dateliers.reglages=" + folder.resolve("reglages"),
                "-Dateliers.aws.endpoint=" + aws,
                "-cp",
                classPath(),
                "ateliers.grader.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Run(process, temporary, out, err);
    }

    private String classPath() {
        StringBuilder path = new StringBuilder();
        classes.forEach(each -> path.append(each).append(File.pathSeparator));
        return path + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    record Run(Process process, Path temporary, Path outFile, Path errFile) {
        int exit() throws InterruptedException {
            return process.waitFor();
        }

        String out() throws IOException {
            return Files.readString(outFile);
        }

        String err() throws IOException {
            return Files.readString(errFile);
        }

        String all() throws IOException {
            return out() + err();
        }

        List<Path> leftBehind() throws IOException {
            try (Stream<Path> files = Files.list(temporary)) {
                return files.filter(file -> !file.getFileName().toString().startsWith("hsperf"))
                        .toList();
            }
        }
    }
}
