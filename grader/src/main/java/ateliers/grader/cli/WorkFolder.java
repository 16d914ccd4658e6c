package ateliers.grader.cli;

import ateliers.cloud.folders.Folders;
import ateliers.cloud.folders.TemporaryFolders;
import ateliers.grader.targets.GraderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A private folder for one grading, deleted at its end however it ends. */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final boolean keep;
    private final PrintStream says;
    private final Interruption interruption;

    private WorkFolder(Path path, boolean keep, PrintStream says) {
        this.path = path;
        this.keep = keep;
        this.says = says;
        this.interruption = Interruption.closes(this::end);
    }

    static WorkFolder make(boolean keep, PrintStream says) {
        try {
            TemporaryFolders.sweep();
            return new WorkFolder(TemporaryFolders.make("note"), keep, says);
        } catch (IOException e) {
            throw new GraderException(
                    "Aucun dossier de travail n'a pu être créé dans %s : %s"
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        interruption.close();
        end();
    }

    private void end() {
        if (keep) {
            says.println("Dossier de travail : " + path);
        } else {
            delete();
        }
    }

    private synchronized void delete() {
        Folders.delete(path)
                .ifPresent(failure -> says.println("Le dossier de travail %s n'a pas pu être supprimé : %s"
                        .formatted(path, failure.getMessage())));
    }
}
