package ateliers.grader.build;

import ateliers.grader.submission.Unusable;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Copies what is built into a private folder, so that nothing is written in the student's own. */
final class Copies {
    private static final long MOST_BYTES = 50L << 20;
    private static final int MOST_FILES = 5_000;

    private Copies() {}

    /** Copies regular files; links are refused, since they would lead out of the submission. */
    static void tree(Path from, Path to, Set<String> leaveOut) {
        try {
            Files.walkFileTree(from, new Copier(from, to, leaveOut));
        } catch (IOException e) {
            throw new GraderException(
                    "La copie de « %s » a échoué : %s. Reste-t-il de la place sur le disque ?".formatted(from, e), e);
        }
    }

    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;
        private final Set<String> leaveOut;
        private long bytes;
        private int files;

        Copier(Path from, Path to, Set<String> leaveOut) {
            this.from = from;
            this.to = to;
            this.leaveOut = leaveOut;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (leaveOut.contains(folder.getFileName().toString()) && !folder.equals(from)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!attributes.isRegularFile()) {
                throw new Unusable(
                        "« %s » est un lien ou un fichier spécial : remplace-le par un vrai fichier.".formatted(file));
            }
            String name = file.getFileName().toString();
            if (name.chars().anyMatch(Character::isISOControl)) {
                // It would be told as a line of its own, which the grader has not written.
                throw new Unusable("Le nom de « %s » contient un caractère de commande : donne-lui un autre nom."
                        .formatted(name.replaceAll("\\p{Cntrl}", "?")));
            }
            bytes += attributes.size();
            files++;
            if (bytes > MOST_BYTES || files > MOST_FILES) {
                throw new Unusable("Les sources de « %s » dépassent %d Mo ou %d fichiers : garde seulement ton code."
                        .formatted(from, MOST_BYTES >> 20, MOST_FILES));
            }
            Files.copy(file, to.resolve(from.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
        }
    }
}
