package ateliers.cloud.folders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {
    @TempDir
    Path parent;

    @Test
    void aFolderOfAProcessThatEndedIsDeletedWithAllInIt() throws Exception {
        Process ended = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ended.waitFor();
        Path left = folder("ateliers-note-p" + ended.pid() + "-1");
        Files.writeString(Files.createDirectories(left.resolve("a/b")).resolve("c"), "x");

        TemporaryFolders.sweep(parent);

        assertThat(left).doesNotExist();
    }

    @Test
    void aFolderOfALivingProcessStays() throws Exception {
        Path used = folder("ateliers-cloud-p" + ProcessHandle.current().pid() + "-1");

        TemporaryFolders.sweep(parent);

        assertThat(used).exists();
    }

    @Test
    void aFolderOlderThanTheProcessThatHasItsNumberNowIsDeleted() throws Exception {
        ProcessHandle self = ProcessHandle.current();
        Path left = folder("ateliers-cloud-p" + self.pid() + "-1");
        Files.setLastModifiedTime(
                left, FileTime.from(self.info().startInstant().orElseThrow().minus(Duration.ofHours(1))));

        TemporaryFolders.sweep(parent);

        assertThat(left).doesNotExist();
    }

    @Test
    void whatCarriesNoProcessInItsNameStays() throws Exception {
        Path other = folder("ateliers-mine");
        Path file = Files.writeString(parent.resolve("ateliers-note-p999999999-x"), "a file");

        TemporaryFolders.sweep(parent);

        assertThat(other).exists();
        assertThat(file).exists();
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectory(parent.resolve(name));
    }
}
