package ateliers.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageReaderTest {
    @TempDir
    private Path folder;

    @Test
    void unpacksFilesIntoATaskRootOfTheirOwn() throws Exception {
        FunctionCode code = new PackageReader(1000).unpack(zip("a/b.txt", 5), folder);

        assertThat(code.taskRoot().resolve("a/b.txt")).hasContent("xxxxx");
    }

    @Test
    void refusesWhatIsNoZip() {
        assertThatThrownBy(() -> new PackageReader(1000).unpack(new byte[] {1, 2, 3}, folder))
                .isInstanceOf(BadPackageException.class)
                .hasMessage("Could not unzip uploaded file. Please check your file, then try to upload again.");
    }

    @Test
    void refusesNamesThatLeaveTheFolder() throws Exception {
        for (String name : new String[] {"../evil", "/evil", "a/../../evil", "..\\evil"}) {
            byte[] zip = zip(name, 5);
            assertThatThrownBy(() -> new PackageReader(1000).unpack(zip, folder))
                    .isInstanceOf(BadPackageException.class);
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesMoreThanTheLimitWhateverTheZipSaysAndLeavesNothing() throws Exception {
        byte[] zip = zip("bomb", 1_000_000);

        assertThatThrownBy(() -> new PackageReader(1000).unpack(zip, folder))
                .isInstanceOf(BadPackageException.class)
                .hasMessage("Unzipped size must be smaller than 1000 bytes");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private static byte[] zip(String name, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write("x".repeat(size).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
