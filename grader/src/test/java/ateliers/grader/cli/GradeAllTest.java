package ateliers.grader.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.submission.Labs;
import ateliers.grader.targets.EmbeddedKind;
import ateliers.grader.targets.TargetOptions;
import ateliers.grader.verdict.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./lab grade --all}: a folder of submissions. */
class GradeAllTest {
    @TempDir
    Path folder;

    @Test
    void oneThatCannotBeGradedStopsNoOtherAndTheWorstCodeIsTold() throws Exception {
        Path handedIn = Files.createDirectory(folder.resolve("classe"));
        SolutionCopy.of("00-annexe-s3-sns", handedIn);
        Files.writeString(handedIn.resolve("eloise.zip"), "no archive");
        Files.writeString(handedIn.resolve("notes.txt"), "ignored");
        Path reports = folder.resolve("rapports");

        Cli.Run run = new Cli(folder)
                .start("grade", "--all", handedIn.toString(), "--report", reports.toString(), "--isolation", "auto");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.out())
                .contains("/2  00-annexe-s3-sns : 20/20", "/2  eloise.zip : ", "critères manqués")
                .doesNotContain("notes.txt");
        assertThat(reports.resolve("00-annexe-s3-sns")).isDirectoryContaining("glob:**/report.{json,html}");
        assertThat(run.leftBehind()).isEmpty();
    }

    /** As where one has used up the memory: the error is a row, and not the end. */
    @Test
    void anErrorIsTheRowOfWhoCausedItAndStopsNoOther() throws Exception {
        Path handedIn = Files.createDirectory(folder.resolve("classe"));
        SolutionCopy.of("00-annexe-s3-sns", handedIn);
        Files.writeString(handedIn.resolve("eloise.zip"), "no archive");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Courses hungry = new Courses(Labs.in(Path.of("..").toRealPath()), lab -> {
            throw new OutOfMemoryError("Java heap space");
        });

        int exit = new GradeAll(
                        new Console(new PrintStream(out, true, UTF_8), System.err),
                        hungry,
                        null,
                        false,
                        Duration.ofMinutes(1),
                        new TargetChoice(new EmbeddedKind(), TargetOptions.NONE))
                .grade(handedIn);

        assertThat(exit).isEqualTo(ExitCode.FAULT);
        assertThat(out.toString(UTF_8))
                .contains("/2  00-annexe-s3-sns : Le correcteur a rencontré un imprévu (OutOfMemoryError).")
                .contains("/2  eloise.zip : ")
                .containsPattern("00-annexe-s3-sns +– +\\d+ s  Le correcteur a rencontré un imprévu")
                .containsPattern("eloise.zip +– ");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkAmongThemIsNotGradedAsOnesOwn() throws Exception {
        Path handedIn = Files.createDirectory(folder.resolve("classe"));
        Path other = SolutionCopy.of("00-annexe-s3-sns", folder).folder();
        Files.createSymbolicLink(handedIn.resolve("zoe"), other);
        Files.createSymbolicLink(handedIn.resolve("yann.zip"), Files.createFile(folder.resolve("autre.zip")));

        Cli.Run run = new Cli(folder).start("grade", "--all", handedIn.toString(), "--isolation", "none");

        assertThat(run.exit()).as(run.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.out())
                .contains("zoe : ", "C'est un lien vers « %s »".formatted(other), "yann.zip : ")
                .doesNotContain("/20");
    }

    @Test
    void aFolderWithoutAnySaysSo() throws Exception {
        Path none = Files.createDirectory(folder.resolve("vide"));

        Cli.Run run = new Cli(folder).start("grade", "--all", none.toString(), "--isolation", "none");

        assertThat(run.exit()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.err()).contains("Rien à noter dans");
    }

    @Test
    void allAndOneTogetherAreRefused() throws Exception {
        Cli.Run run = new Cli(folder).start("grade", folder.toString(), "--all", folder.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.err()).contains("--all note tout un dossier");
    }

    @Test
    void neitherOneNorAllIsMissed() throws Exception {
        Cli.Run run = new Cli(folder).start("grade");

        assertThat(run.exit()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(run.err()).contains("Il manque : DOSSIER|ZIP");
    }
}
