package ateliers.grader.report;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report beside its place and moves it there, so that a half-written one is never read. */
final class ReportFiles {
    private ReportFiles() {}

    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".rapport", ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static GraderException unwritable(Path file, IOException e) {
        return new GraderException(
                "Le rapport %s n'a pas pu être écrit : %s. Vérifiez les droits et la place sur le disque."
                        .formatted(file, e),
                e);
    }
}
