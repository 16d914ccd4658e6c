package ateliers.grader.report;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a report beside its place and moves it there, so that a half-written one is never read. */
public final class ReportFiles {
    private ReportFiles() {}

    /** Makes sure that reports can be written into a folder, before there is anything to write. */
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".rapport", ".part"));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

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
                        .formatted(file, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " est un fichier, pas un dossier";
        }
        return e instanceof AccessDeniedException denied ? "accès refusé à " + denied.getFile() : e.getMessage();
    }
}
