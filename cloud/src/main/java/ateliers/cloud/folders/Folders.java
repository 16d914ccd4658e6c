package ateliers.cloud.folders;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Deletes folders. */
public final class Folders {
    private Folders() {}

    /**
     * Deletes a folder and all in it, as far as it can be: a file may be open on Windows, or still being written by a
     * function. Links are deleted, not followed; a folder that is not there is deleted already.
     *
     * @return why the first of what is left could not be deleted; empty when nothing is left
     */
    public static Optional<IOException> delete(Path folder) {
        Deletion deletion = new Deletion();
        try {
            Files.walkFileTree(folder, deletion);
        } catch (IOException e) {
            deletion.failed(e);
        }
        return Optional.ofNullable(deletion.first);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private IOException first;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return delete(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return failed(failure);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
            return delete(directory);
        }

        private FileVisitResult delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                failed(e);
            }
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult failed(IOException failure) {
            if (first == null && !(failure instanceof NoSuchFileException)) {
                first = failure;
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
