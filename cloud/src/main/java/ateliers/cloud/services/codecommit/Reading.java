package ateliers.cloud.services.codecommit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads what a repository holds. A storage that cannot be read is a defect of this cloud. */
final class Reading {
    private Reading() {}

    /**
     * What is read.
     *
     * @param <T> what of
     */
    interface Work<T> {
        T in(RevWalk walk) throws IOException;
    }

    /** What some work reads, in a walk of its own. */
    static <T> T of(Repository repository, Work<T> work) {
        try (RevWalk walk = new RevWalk(repository.git)) {
            return work.in(walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
