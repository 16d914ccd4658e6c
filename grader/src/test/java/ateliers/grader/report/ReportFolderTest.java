package ateliers.grader.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Reports are the grader's own, whatever else writes where they go. */
class ReportFolderTest {
    @TempDir
    Path base;

    private final List<String> said = new ArrayList<>();
    private final List<String> warned = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void realPath() throws IOException {
        folder = base.toRealPath().resolve("notes");
    }

    @Test
    void nothingIsWrittenBeforeAllHasEnded() throws IOException {
        ReportFolder reports = open();
        reports.ended(SampleVerdict.VERDICT);
        assertThat(folder).isEmptyDirectory();

        reports.closed(SampleVerdict.VERDICT);

        assertThat(names()).containsExactly("junit.xml", "report.html", "report.json");
        assertThat(warned).isEmpty();
    }

    @Test
    void allThreeCarryTheSeal() throws IOException {
        open().closed(SampleVerdict.VERDICT);

        assertThat(said).singleElement().asString().matches("Sceau : [0-9a-f]{16}, clé [0-9a-f]{8}\\.");
        String seal = said.get(0).substring(8, 24);
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"value\" : \"" + seal);
        assertThat(Files.readString(folder.resolve("report.html"))).contains(seal);
        assertThat(Files.readString(folder.resolve("junit.xml")))
                .containsSubsequence("<property name=\"sceau\" value=\"" + seal, "<testcase");
    }

    @Test
    void whatAnEarlierGradingLeftIsTakenAway() throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("report.json"), "20/20");
        Files.writeString(folder.resolve("notes-du-prof.txt"), "à garder");

        open();

        assertThat(names()).containsExactly("notes-du-prof.txt");
    }

    @Test
    void whatWroteThereMeanwhileIsToldAndDoesNotStay() throws IOException {
        ReportFolder reports = open();
        Files.writeString(folder.resolve("report.json"), "20/20");

        reports.closed(SampleVerdict.VERDICT);

        assertThat(warned)
                .singleElement()
                .asString()
                .contains("autre chose que le correcteur a écrit", folder.resolve("report.json") + "");
        assertThat(Files.readString(folder.resolve("report.json"))).contains("\"score\" : 6.0");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInAReportSPlaceIsReplacedAndNotFollowed() throws IOException {
        Path secret = Files.writeString(base.resolve("secret"), "à moi");
        ReportFolder reports = open();
        Files.createSymbolicLink(folder.resolve("report.html"), secret);
        Files.createSymbolicLink(folder.resolve("junit.xml"), base.resolve("nulle-part"));

        reports.closed(SampleVerdict.VERDICT);

        assertThat(secret).hasContent("à moi");
        assertThat(base.resolve("nulle-part")).doesNotExist();
        assertThat(folder.resolve("report.html"))
                .matches(file -> !Files.isSymbolicLink(file))
                .content()
                .contains("6/10");
        assertThat(warned).hasSize(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatWasReplacedIsRefused() throws IOException {
        ReportFolder reports = open();
        Files.move(folder, base.resolve("parti"));
        Path elsewhere = Files.createDirectory(base.resolve("ailleurs"));
        Files.createSymbolicLink(folder, elsewhere);

        assertThatThrownBy(() -> reports.closed(SampleVerdict.VERDICT))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("a été remplacé pendant la notation");

        Files.delete(folder);
        Files.createDirectory(folder);
        assertThatThrownBy(() -> reports.closed(SampleVerdict.VERDICT)).hasMessageContaining("a été remplacé");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderInAReportSPlaceIsAnError() throws IOException {
        ReportFolder reports = open();
        Files.createDirectories(folder.resolve("report.json/x"));

        assertThatThrownBy(() -> reports.closed(SampleVerdict.VERDICT))
                .isInstanceOf(GraderException.class)
                .hasMessageContaining("n'a pas pu être écrit");
        assertThat(names()).containsExactly("report.json");
    }

    @Test
    void whatWasChangedAfterwardsIsSeen() throws IOException {
        ReportFolder reports = open();
        assertThat(reports.changed()).isEmpty();
        reports.closed(SampleVerdict.VERDICT);
        assertThat(reports.changed()).isEmpty();

        Files.delete(folder.resolve("junit.xml"));
        assertThat(reports.changed())
                .hasValueSatisfying(told -> assertThat(told).contains("modifiés", "notes"));
    }

    @Test
    void withoutAKeyReportsAreWrittenWithoutSeal() throws IOException {
        ReportFolder.open(folder, Optional.empty(), said::add, warned::add).closed(SampleVerdict.VERDICT);

        assertThat(said).isEmpty();
        assertThat(Files.readString(folder.resolve("report.json"))).doesNotContain("seal");
        assertThat(Files.readString(folder.resolve("report.html"))).doesNotContain("Sceau");
        assertThat(Files.readString(folder.resolve("junit.xml"))).doesNotContain("sceau");
    }

    private ReportFolder open() {
        return ReportFolder.open(folder, Optional.of(SealKey.in(base.resolve("reglages"))), said::add, warned::add);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
