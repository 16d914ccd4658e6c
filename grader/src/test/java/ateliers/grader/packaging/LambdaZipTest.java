package ateliers.grader.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaZipTest {
    @TempDir
    Path folder;

    @Test
    void holdsTheClassesAtTheTopAndTheDependenciesAsJarsInLib() throws IOException {
        Path classes = jar("function.jar", "2020-01-01T00:00:00Z", "a/A.class", "messages.txt");
        Path dependency = jar("jackson.jar", "2020-01-01T00:00:00Z", "b/B.class");

        Path packed = LambdaZip.pack(classes, List.of(dependency), folder.resolve("complete.zip"));

        try (ZipFile zip = new ZipFile(packed.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("a/A.class", "messages.txt", "lib/jackson.jar");
            assertThat(zip.getInputStream(zip.getEntry("a/A.class"))).hasContent("a/A.class");
            ZipEntry stored = zip.getEntry("lib/jackson.jar");
            assertThat(stored.getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(zip.getInputStream(stored)).hasBinaryContent(Files.readAllBytes(dependency));
        }
    }

    @Test
    void isTheSameWheneverItWasBuilt() throws IOException {
        Path dependency = jar("jackson.jar", "2020-01-01T00:00:00Z", "b/B.class");
        Path monday = LambdaZip.pack(
                jar("function.jar", "2024-01-01T00:00:00Z", "a/A.class"),
                List.of(dependency),
                folder.resolve("monday.zip"));
        Path tuesday = LambdaZip.pack(
                jar("function.jar", "2024-01-02T00:00:00Z", "a/A.class"),
                List.of(dependency),
                folder.resolve("tuesday.zip"));

        assertThat(tuesday).hasSameBinaryContentAs(monday);
        try (ZipFile zip = new ZipFile(tuesday.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTime))
                    .containsOnly(Instant.parse("2026-01-01T00:00:00Z").toEpochMilli());
        }
    }

    /** A jar whose entries hold their own names. */
    private Path jar(String name, String date, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry).setLastModifiedTime(FileTime.from(Instant.parse(date))));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
