package ateliers.grader.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.grader.SolutionCopy;
import ateliers.grader.verdict.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatWasGradedIsSealedAndAnEditShows() throws Exception {
        Cli cli = new Cli(folder);
        Path submission = SolutionCopy.of("00-annexe-s3-sns", folder).folder();
        Path reports = folder.resolve("notes");
        Path report = reports.resolve("report.json");

        Cli.Run graded = cli.start("grade", submission.toString(), "--only", "content", "--report", reports.toString());
        assertThat(graded.exit()).as(graded.all()).isEqualTo(ExitCode.PASSED);
        assertThat(graded.out().lines().reduce((first, last) -> last))
                .hasValueSatisfying(last -> assertThat(last).matches("Sceau : [0-9a-f]{16}, clé [0-9a-f]{8}\\."));

        Cli.Run right = cli.start("verify-report", report.toString());
        assertThat(right.exit()).as(right.all()).isEqualTo(ExitCode.PASSED);
        assertThat(right.out()).contains("sceau juste", "00-annexe-s3-sns");

        Path edited = Files.writeString(
                folder.resolve("retouche.json"),
                Files.readString(report).replaceFirst("\"score\" : \\d+", "\"score\" : 19"));
        Cli.Run wrong = cli.start("verify-report", report.toString(), edited.toString());
        assertThat(wrong.exit()).as(wrong.all()).isEqualTo(ExitCode.MISSED);
        assertThat(wrong.out()).contains("sceau juste", "sceau faux");

        Cli.Run none = cli.start(
                "verify-report",
                edited.toString(),
                submission.resolve("pom.xml").toString());
        assertThat(none.exit()).as(none.all()).isEqualTo(ExitCode.UNUSABLE);
        assertThat(none.out()).contains("n'est pas un rapport").doesNotContain("Exception", "\tat ");
    }

    @Test
    void settingsAreWhereTheSystemWantsThem() {
        assertThat(Settings.folder("Linux", "/home/moi", Map.of()))
                .isEqualTo(Path.of("/home/moi/.config/ateliers-aws"));
        assertThat(Settings.folder("Linux", "/home/moi", Map.of("XDG_CONFIG_HOME", "/c")))
                .isEqualTo(Path.of("/c/ateliers-aws"));
        assertThat(Settings.folder("Linux", "/home/moi", Map.of("XDG_CONFIG_HOME", "c")))
                .isEqualTo(Path.of("/home/moi/.config/ateliers-aws"));
        assertThat(Settings.folder("Windows 11", "/u", Map.of("APPDATA", "/roaming")))
                .isEqualTo(Path.of("/roaming/ateliers-aws"));
    }
}
