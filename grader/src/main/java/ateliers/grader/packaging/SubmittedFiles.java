package ateliers.grader.packaging;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a submission, by their path from the folder of its template. Nothing outside of that folder is one of them. */
public record SubmittedFiles(Path folder) {
    /** In bytes: what is larger was not written by a person. */
    private static final long LARGEST_TEXT = 2_000_000;

    /** A file of the submission, if there is one at this path. */
    public Optional<Path> find(String path) {
        try {
            Path file = folder.resolve(path).toRealPath();
            return file.startsWith(folder.toRealPath()) && Files.isRegularFile(file)
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }

    /** What a file of the submission says, if there is one at this path that is UTF-8 and of a person's size. */
    public Optional<String> text(String path) {
        return find(path).flatMap(SubmittedFiles::text);
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.size(file) > LARGEST_TEXT ? Optional.empty() : Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("unreadable: " + file, e);
        }
    }
}
