package ateliers.grader.report;

import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes a report beside its place and moves it there, so that a half-written one is never read. */
public final class ReportFiles {
    /** Reasons of systems, which come in English. */
    private static final Map<String, String> REASONS = Map.of(
            "Read-only file system", "ce disque est en lecture seule",
            "No space left on device", "le disque est plein",
            "There is not enough space", "le disque est plein",
            "Not a directory", "un fichier est là où il faut un dossier",
            "File name too long", "ce nom est trop long",
            "Operation not permitted", "le système ne le permet pas",
            "being used by another process", "un autre programme l'a ouvert : ferme-le");

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
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    static GraderException unwritable(Path file, IOException e) {
        return new GraderException(
                "Le rapport %s n'a pas pu être écrit : %s. Vérifie les droits et la place sur le disque."
                        .formatted(file, reason(e)),
                e);
    }

    static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " est un fichier, pas un dossier";
        }
        if (e instanceof AccessDeniedException denied) {
            return "accès refusé à " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " n'existe pas, et ne peut pas être créé";
        }
        String words = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return REASONS.entrySet().stream()
                .filter(known -> words != null && words.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("le système le refuse (%s)".formatted(words));
    }
}
