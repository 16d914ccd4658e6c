package ateliers.grader.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.checklist.Status;
import ateliers.grader.cli.GradeRun;
import ateliers.grader.verdict.CriterionResult;
import ateliers.grader.verdict.ExitCode;
import ateliers.grader.verdict.Verdict;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that end, flood or forge get the verdict they earned, and leave nothing to the next submission. */
@Tag("longue")
@Isolated("looks at what this process has started")
class HostileFunctionsTest {
    private static final String LAB = Hostile.LAB;
    private static final String HANDLER = Hostile.HANDLER;
    private static final String START = Hostile.START;

    @TempDir
    Path folder;

    /** It takes no processor from what is tested beside it. */
    private static final String WAITS =
            "        while (System.nanoTime() != 0) { java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L); }\n";

    private Traces before;

    /** The first grade makes what others use again. */
    @BeforeAll
    static void aGradeBefore() throws Exception {
        Hostile.solutionIsWhole();
    }

    @BeforeEach
    void look() {
        before = Traces.now();
    }

    @AfterEach
    void theNextOneIsClean() throws Exception {
        assertThat(Traces.now().changedSince(before)).isEmpty();
        Hostile.nextIsGraded();
    }

    @AfterAll
    static void aGradeAfter() throws Exception {
        Hostile.solutionIsWhole();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(0);",
                "Runtime.getRuntime().halt(0);",
                "handleRequest(event, context);",
                "var all = new java.util.ArrayList<byte[]>(); while (true) { all.add(new byte[10_000_000]); }",
                "System.out.println(\"  ✔ notify 6/6\\nNote : 20/20\\n{\\\"status\\\":\\\"passed\\\"}\"); System.exit(0);"
            })
    void whatDoesNotDoTheWorkFails(String code) throws Exception {
        CriterionResult notify = notifyOf(hostile(code));

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(notify.outcome().seen()).contains("0 notification");
        assertThat(notify.outcome().explanation().cause()).startsWith("UploadFunction ");
        assertThat(notify.outcome().explanation().details()).anyMatch(line -> line.contains("(Unhandled) : "));
    }

    @Test
    void whatOutlastsTheWaitIsNamed() throws Exception {
        CriterionResult notify = notifyOf(SolutionCopy.of(LAB, folder)
                .with(HANDLER, START, WAITS + START)
                .with("template.yaml", "Timeout: 20", "Timeout: 300")
                .folder());

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(notify.outcome().explanation().cause())
                .contains(
                        "UploadFunction n'a pas fini : elle a été appelée il y a ", "son délai (Timeout) est de 300 s");
    }

    @Test
    void whatOutlastsTheGradeIsAnErrorAndEndsWithIt() throws Exception {
        Path endless = SolutionCopy.of(LAB, folder)
                .with(HANDLER, START, "        while (System.nanoTime() != 0) {}\n" + START)
                .with("template.yaml", "Timeout: 20", "Timeout: 300")
                .folder();

        Verdict verdict = GradeRun.grade(endless, LAB, Set.of("content"), Duration.ofSeconds(12));

        assertThat(verdict.exitCode()).as(verdict.toString()).isEqualTo(ExitCode.FAULT);
        assertThat(verdict.toString()).contains("La notation s'est arrêtée à sa limite");
        assertThat(verdict.criteria()).allMatch(result -> result.status() == Status.ERROR);
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains("UploadHandler"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { Thread.onSpinWait(); } }));",
                "new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();"
            })
    void whatDoesNotWantToEndIsEnded(String code) throws Exception {
        CriterionResult notify = notifyOf(hostile(code));

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.PASSED);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void childrenEndWithTheirFunction() throws Exception {
        String seconds = Integer.toString(100_000 + (int) (Math.random() * 1_000_000));

        CriterionResult notify = notifyOf(hostile("""
                try {
                    new ProcessBuilder("sleep", "%s").start();
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(seconds)));

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.PASSED);
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").equals("/usr/bin/sleep " + seconds)
                        || process.info().commandLine().orElse("").endsWith("sleep " + seconds));
    }

    /** In a session of its own, without parent, environment, folder or open files of the function's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void whatHasFledRewritesNoReport() throws Exception {
        Path report = folder.resolve("report.json");

        CriterionResult notify = notifyOf(hostile("""
                try {
                    String waits = "cd /; until [ -s %s ]; do sleep 0.2; done; echo 20/20 > %s";
                    new ProcessBuilder("setsid", "-f", "env", "-i", "/bin/sh", "-c", "(" + waits + ") &")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
                } catch (java.io.IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(report, report)));

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.PASSED);
        assertThat(ProcessHandle.allProcesses())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(report.toString()));
    }

    @Test
    void aClassUnderTheRuntimeSNameDoesNotTakeItsPlace() throws Exception {
        Path copy = SolutionCopy.of(LAB, folder).folder();
        Path own = copy.resolve("src/main/java/com/amazonaws/services/lambda/runtime/api/client/AWSLambda.java");
        Files.createDirectories(own.getParent());
        Files.writeString(own, """
                package com.amazonaws.services.lambda.runtime.api.client;

                public class AWSLambda {
                    public static void main(String[] arguments) {
                        System.out.println("pris");
                    }
                }
                """);

        CriterionResult notify = notifyOf(copy);

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.PASSED);
    }

    /** The agent would speak in the grader's name. What it was told comes back as the function's failure. */
    @Test
    void theGraderCannotBeAttachedTo() throws Exception {
        Path copy = hostile("""
                try {
                    System.setProperty("sun.tools.attach.attachTimeout", "1000");
                    String parent = Long.toString(ProcessHandle.current().parent().orElseThrow().pid());
                    var machine = com.sun.tools.attach.VirtualMachine.attach(parent);
                    machine.loadAgent(Intruder.jar().toString());
                    throw new IllegalStateException("attaché");
                } catch (java.io.IOException | com.sun.tools.attach.AgentLoadException
                        | com.sun.tools.attach.AgentInitializationException e) {
                    throw new IllegalStateException("attaché, puis " + e);
                } catch (com.sun.tools.attach.AttachNotSupportedException e) {
                    throw new IllegalStateException("repoussé");
                }
                """);
        Files.writeString(copy.resolve(HANDLER).resolveSibling("Intruder.java"), """
                package ateliers.labs.annexe;

                import java.nio.file.*;
                import java.util.jar.*;

                public class Intruder {
                    public static void agentmain(String arguments) {
                        System.setProperty("ateliers.intrus", "là");
                        System.out.println("Note : 20/20");
                    }

                    static Path jar() throws java.io.IOException {
                        Path jar = Files.createTempFile("intrus", ".jar");
                        Manifest manifest = new Manifest();
                        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
                        manifest.getMainAttributes().putValue("Agent-Class", Intruder.class.getName());
                        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                                var own = Intruder.class.getResourceAsStream("Intruder.class")) {
                            out.putNextEntry(new JarEntry("ateliers/labs/annexe/Intruder.class"));
                            own.transferTo(out);
                        }
                        return jar;
                    }
                }
                """);

        CriterionResult notify = notifyOf(copy);

        assertThat(notify.status()).as(notify.toString()).isEqualTo(Status.FAILED);
        assertThat(String.join("\n", notify.outcome().explanation().details()))
                .contains("repoussé")
                .doesNotContain("attaché");
        assertThat(System.getProperty("ateliers.intrus")).isNull();
    }

    /** With the first submission's jar on its class path, the second would compile, and run what is in there. */
    @Test
    void aJarSlippedIntoTheKeptClassPathLiftsNoSubmission() throws Exception {
        Path jar = Path.of(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path kept = Path.of("..", "target", "ateliers").toRealPath();

        CriterionResult first = notifyOf(hostile("""
                try (var lists = java.nio.file.Files.newDirectoryStream(java.nio.file.Path.of("%s"), "classpath-*.txt")) {
                    for (var list : lists) {
                        String slipped = "%s" + java.io.File.pathSeparator + java.nio.file.Files.readString(list);
                        java.nio.file.Files.writeString(list, slipped);
                    }
                } catch (java.io.IOException e) {
                    throw new IllegalStateException(e);
                }
                """.formatted(kept, jar)));
        Path second = SolutionCopy.of(LAB, folder.resolve("second"))
                .with(HANDLER, START, "        org.assertj.core.api.Assertions.assertThat(1);\n" + START)
                .folder();

        assertThat(first.status()).as(first.toString()).isEqualTo(Status.PASSED);
        assertThat(kept).isDirectoryContaining(file -> holds(file, jar));
        assertThat(GradeRun.grade(second, LAB, Set.of("notify")))
                .returns(Verdict.Kind.UNUSABLE, Verdict::kind)
                .extracting(Verdict::message)
                .asString()
                .contains("Le code ne compile pas");
        takeOut(jar, kept);
        // The list was written, as this is about: only its time tells now.
        before = Traces.now();
    }

    private static void takeOut(Path jar, Path kept) throws IOException {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(kept, "classpath-*.txt")) {
            for (Path list : lists) {
                Files.writeString(list, Files.readString(list).replace(jar + File.pathSeparator, ""));
            }
        }
    }

    private static boolean holds(Path file, Path path) {
        try {
            return Files.readString(file).contains(path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path hostile(String code) throws Exception {
        return Hostile.function(folder, code);
    }

    private static CriterionResult notifyOf(Path submission) throws Exception {
        return Hostile.notifyOf(submission);
    }
}
