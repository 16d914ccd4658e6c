package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.verdict.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
