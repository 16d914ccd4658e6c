package ateliers.cloud.services.codecommit;

import java.io.IOException;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;

/** How requests name commits: by their full id, a branch, a tag, {@code HEAD} or a full reference. */
final class Specifiers {
    private Specifiers() {}

    /** The same, for a specifier that must be given. */
    static RevCommit given(Repository repository, RevWalk walk, String specifier) throws IOException {
        if (specifier == null || specifier.isEmpty()) {
            throw Refusal.COMMIT_REQUIRED.error();
        }
        return orHead(repository, walk, specifier);
    }

    /**
     * The commit that a specifier names.
     *
     * @param specifier null for the tip of the default branch
     */
    static RevCommit orHead(Repository repository, RevWalk walk, String specifier) throws IOException {
        RevObject named = walk.peel(named(walk, id(repository, specifier)));
        if (named instanceof RevCommit commit) {
            walk.parseBody(commit);
            return commit;
        }
        throw Refusal.INVALID_COMMIT.error();
    }

    private static RevObject named(RevWalk walk, ObjectId id) throws IOException {
        try {
            return walk.parseAny(id);
        } catch (MissingObjectException e) {
            throw Refusal.COMMIT_DOES_NOT_EXIST.error();
        }
    }

    private static ObjectId id(Repository repository, String specifier) {
        String asked = specifier == null ? Constants.HEAD : specifier;
        if (ObjectId.isId(asked)) {
            return ObjectId.fromString(asked);
        }
        if (!org.eclipse.jgit.lib.Repository.isValidRefName(Constants.R_HEADS + asked)) {
            throw Refusal.INVALID_COMMIT.error();
        }
        return Stream.of("", Constants.R_HEADS, Constants.R_TAGS)
                .map(prefix -> prefix + asked)
                .filter(name -> name.startsWith(Constants.R_REFS) || name.equals(Constants.HEAD))
                .flatMap(name -> RefUpdates.find(repository, name).stream())
                .findFirst()
                .orElseThrow(Refusal.COMMIT_DOES_NOT_EXIST::error);
    }
}
