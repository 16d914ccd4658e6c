package ateliers.cloud.services.codecommit;

import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The branches of a repository. They may be called what Git lets them, except what could be a commit's id.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/limits.html">Quotas in CodeCommit</a>
 */
final class Branches {
    private static final int LONGEST = 256;

    private Branches() {}

    /** The name that a request gives, where it can be a branch's. */
    static String name(String given) {
        if (given == null || given.isEmpty()) {
            throw Refusal.BRANCH_NAME_REQUIRED.error();
        }
        if (!isName(given)) {
            throw Refusal.INVALID_BRANCH_NAME.error();
        }
        return given;
    }

    static boolean isName(String given) {
        return given.length() <= LONGEST
                && !given.startsWith(".")
                && !given.equals("@")
                && !ObjectId.isId(given)
                && org.eclipse.jgit.lib.Repository.isValidRefName(ref(given));
    }

    /** The reference that a branch is. */
    static String ref(String branch) {
        return Constants.R_HEADS + branch;
    }

    /** The commit that a branch points to; empty where there is no such branch. */
    static Optional<ObjectId> tip(Repository repository, String branch) {
        return RefUpdates.find(repository, ref(branch));
    }

    /** In the order of their names. */
    static List<String> names(Repository repository) {
        return Reading.of(
                repository,
                walk -> repository.git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                        .map(ref -> ref.getName().substring(Constants.R_HEADS.length()))
                        .sorted()
                        .toList());
    }
}
