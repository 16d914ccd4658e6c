package ateliers.grader.submission;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What is read of a submission is its own: through a link somebody else's work would be graded, or a file read that is none of the
 * student's. Hard links cannot be told from files.
 *
 * @param folder the submission's, by its real path
 */
record OwnFiles(Path folder) {

    /**
     * @param name of a file or folder that may be missing
     * @throws Unusable where it is a link, or a Windows junction, or is not in the folder
     */
    void require(String name) {
        Path file = folder.resolve(name);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            try {
                require(file, Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        }
    }

    /** The same of a folder and all that is in it. */
    void requireTree(String name) {
        require(name);
        Path top = folder.resolve(name);
        if (!Files.exists(top)) {
            return;
        }
        try {
            Files.walkFileTree(top, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    require(directory, attributes);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    require(file, attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(top, e);
        }
    }

    private void require(Path file, BasicFileAttributes attributes) throws IOException {
        boolean leads = attributes.isSymbolicLink() || attributes.isDirectory() && attributes.isOther();
        if (leads || !file.toRealPath().startsWith(folder)) {
            throw new Unusable(
                    "« %s » est un lien vers « %s » : seul ce qui est dans ton dossier est noté. Remplace-le par tes propres fichiers."
                            .formatted(
                                    file,
                                    attributes.isSymbolicLink() ? Files.readSymbolicLink(file) : file.toRealPath()));
        }
    }

    private static Unusable unreadable(Path file, IOException e) {
        return new Unusable("« %s » est illisible : %s".formatted(file, e.getMessage()));
    }
}
