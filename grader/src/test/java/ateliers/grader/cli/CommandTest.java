package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ateliers.grader.SolutionCopy;
import ateliers.grader.verdict.ExitCode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ./lab grade} as people use it, and as they stop it. */
class CommandTest {
    private static final String LAB = "00-annexe-s3-sns";

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void aCommand() {
        cli = new Cli(folder);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void gradesAnArchive() throws Exception {
        Path zip = zip("rendu d'Éloïse & Zoé.zip");

        Cli.Run run = cli.start("grade", zip.toString(), "--only", "notify", "--isolation", "auto");

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out().lines().findFirst().orElseThrow()).containsAnyOf("Isolation : ", "Sans isolation : ");
        assertThat(run.out()).contains("✔ notify", "Note : ");
        assertThat(run.leftBehind()).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void gradesAFolderWithSpaceAccentAndAmpersandAndWritesItsReportThere() throws Exception {
        Path copy = copy("été & hiver/mon rendu");
        Path reports = folder.resolve("été & hiver/mes rapports");

        Cli.Run run = cli.start("grade", copy.toString(), "--only", "notify", "--report", reports.toString());

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(reports).isDirectoryContaining("glob:**/report.{json,html}");
        assertThat(run.leftBehind()).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void gradesTheSameFolderTwiceAtOnce() throws Exception {
        Path copy = copy("rendu");
        List<Cli.Run> runs = List.of(
                cli.start("grade", copy.toString(), "--only", "notify,content"),
                cli.start("grade", copy.toString(), "--only", "notify,content"));

        for (Cli.Run run : runs) {
            assertThat(run.exit()).as(run.all()).isZero();
            assertThat(run.leftBehind()).isEmpty();
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysThatTheCloudHasStoppedAndSpeaksOfNoGrade() throws Exception {
        Cli.Run run = cli.start("cloud", "--port", "0");
        while (run.process().isAlive() && !run.out().contains("AWS_ENDPOINT_URL")) {
            run.process().waitFor(20, TimeUnit.MILLISECONDS);
        }

        new ProcessBuilder("kill", "-TERM", Long.toString(run.process().pid()))
                .start()
                .waitFor();

        assertThat(run.exit()).as(run.all()).isEqualTo(143);
        assertThat(run.err()).isEqualToIgnoringNewLines("L'AWS embarqué est arrêté.");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @DisabledOnOs(OS.WINDOWS)
    void leavesNothingBehindWhenItIsStopped(String signal, int exit) throws Exception {
        assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "whoever started the tests ignores SIGINT");
        Cli.Run run = cli.start("grade", copy("rendu").toString());
        while (run.process().isAlive() && !run.out().contains("notify")) {
            run.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
        List<ProcessHandle> children = run.process().descendants().toList();

        new ProcessBuilder("kill", "-" + signal, Long.toString(run.process().pid()))
                .start()
                .waitFor();

        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.err()).isEqualToIgnoringNewLines("Interrompu : rien n'a été noté.");
        assertThat(run.out()).doesNotContain("Note :");
        assertThat(children).isNotEmpty();
        for (ProcessHandle child : children) {
            assertThat(child.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
        }
        assertThat(run.leftBehind()).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void asksForALimitOfAMinuteOrMore() throws Exception {
        Cli.Run run = cli.start("grade", copy("rendu").toString(), "--limit", "0");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.err()).isEqualToIgnoringNewLines("--limit demande un nombre de minutes, 1 ou plus.");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void saysThatTheFolderOfTheReportIsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("rapport"), "occupé");

        Cli.Run run = cli.start("grade", copy("rendu").toString(), "--only", "notify", "--report", file.toString());

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.FAULT);
        assertThat(run.err())
                .contains("n'a pas pu être écrit", file + " est un fichier, pas un dossier")
                .doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
        assertThat(file).hasContent("occupé");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void marksARefusedTemplateWithoutATrace() throws Exception {
        Path copy = copy("rendu");
        Path template = copy.resolve("template.yaml");
        Files.writeString(template, Files.readString(template).replace("AWS::SNS::Topic\n", "AWS::SNS::Topik\n"));

        Cli.Run run = cli.start("grade", copy.toString());

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out())
                .contains("Unrecognized resource types: [AWS::SNS::Topik]", "template.yaml, ligne ", "Note : 0/20")
                .doesNotContain("\tat ", "Exception");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void failsWhatNeedsAnOutputThatIsMissing() throws Exception {
        Path copy = copy("rendu");
        Path template = copy.resolve("template.yaml");
        Files.writeString(template, Files.readString(template).replace("  UploadBucketName:\n", "  BucketName:\n"));

        Cli.Run run = cli.start("grade", copy.toString(), "--only", "notify");

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains("UploadBucketName", "Note : 0/").doesNotContain("\tat ");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void tellsOfAHandlerThatDoesNotExistWhatLambdaTells() throws Exception {
        Path copy = copy("rendu");
        Path template = copy.resolve("template.yaml");
        Files.writeString(template, Files.readString(template).replace("UploadHandler::", "UploadHandlr::"));

        Cli.Run run = cli.start("grade", copy.toString(), "--only", "notify");

        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains("ClassNotFoundException", "UploadHandlr").doesNotContain("\tat ");
    }

    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line -> new BigInteger(line.substring(7).strip(), 16).testBit(1));
    }

    private Path copy(String name) throws IOException {
        return SolutionCopy.of(LAB, folder.resolve(name)).folder();
    }

    private Path zip(String name) throws IOException {
        Path zip = folder.resolve(name);
        Path copy = copy("a-emballer");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), StandardCharsets.UTF_8);
                Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(
                        LAB + "/" + copy.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
            }
        }
        return zip;
    }
}
