package ateliers.cloud.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestsTest {
    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void theMachinesCommandAndJavaSayTheSame() throws IOException {
        List<Path> files = List.of(
                Files.writeString(folder.resolve("été d'Aïcha.jar"), ""),
                Files.writeString(folder.resolve("abc"), "abc"));

        assertThat(FileDigests.sha256(files)).containsExactly(OF_NOTHING, OF_ABC);
        assertThat(FileDigests.byJava(files)).containsExactly(OF_NOTHING, OF_ABC);
    }

    @Test
    void noFilesHaveNoDigests() throws IOException {
        assertThat(FileDigests.sha256(List.of())).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> FileDigests.sha256(List.of(folder.resolve("gone"))))
                .isInstanceOf(IOException.class);
    }
}
