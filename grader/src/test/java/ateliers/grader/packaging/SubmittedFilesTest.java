package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedFilesTest {
    @TempDir
    private Path home;

    private SubmittedFiles files;
    private Path folder;

    @BeforeEach
    void aSubmission() throws IOException {
        folder = Files.createDirectories(home.resolve("atelier"));
        files = new SubmittedFiles(folder);
    }

    @Test
    void readsAFileOfTheFolder() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a")).resolve("b.json"), "été");

        assertThat(files.text("a/b.json")).contains("été");
    }

    @Test
    void seesNothingElse() throws IOException {
        Files.writeString(home.resolve("secret"), "x");

        assertThat(files.text("../secret")).isEmpty();
        assertThat(files.text(home.resolve("secret").toString())).isEmpty();
        assertThat(files.text("absent")).isEmpty();
        assertThat(files.text("")).isEmpty();
        assertThat(files.text("\0")).isEmpty();
    }

    @Test
    void followsNoLinkOutOfTheFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("lien"), Files.writeString(home.resolve("secret"), "x"));

        assertThat(files.find("lien")).isEmpty();
    }

    @Test
    void readsNoTextThatIsNoneOrThatNobodyWrote() throws IOException {
        Files.write(folder.resolve("latin"), "été".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(folder.resolve("large"), new byte[2_000_001]);

        assertThat(files.text("latin")).isEmpty();
        assertThat(files.text("large")).isEmpty();
    }
}
