package ateliers.cloud.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path parent;

    @Test
    void aFolderGoesWithAllInIt() throws Exception {
        Path folder = Files.createDirectory(parent.resolve("folder"));
        Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c"), "x");

        assertThat(Folders.delete(folder)).isEmpty();

        assertThat(folder).doesNotExist();
    }

    @Test
    void whatALinkLeadsToStays() throws Exception {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Path kept = Files.writeString(outside.resolve("kept"), "x");
        Path folder = Files.createDirectory(parent.resolve("folder"));
        Files.createSymbolicLink(folder.resolve("link"), outside);

        assertThat(Folders.delete(folder)).isEmpty();

        assertThat(folder).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void aFolderThatIsNotThereIsDeletedAlready() {
        assertThat(Folders.delete(parent.resolve("none"))).isEmpty();
    }
}
