package ateliers.cloud.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes folders that function code has written to. */
final class Folders {
    private Folders() {}

    /** Deletes a folder and all in it, as far as it can be; links are deleted, not followed. */
    static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    return deleteOne(file);
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                    return deleteOne(directory);
                }
            });
        } catch (IOException e) {
            // the visitor throws none
        }
    }

    private static FileVisitResult deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A file still open on Windows, or one being written: what can go, goes.
        }
        return FileVisitResult.CONTINUE;
    }
}
