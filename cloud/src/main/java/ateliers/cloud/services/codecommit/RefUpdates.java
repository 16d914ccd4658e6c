package ateliers.cloud.services.codecommit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceiveCommand.Result;

/**
 * The one way in which references change: it checks, updates, keeps the repository's default branch and the time of its
 * last change, and reports what has changed. What a command became is its result.
 */
final class RefUpdates {
    static final String DEFAULT_BRANCH_STAYS = "deletion of the default branch is not allowed";

    private final Repositories repositories;
    private final BiConsumer<Repository, List<RefChange>> changed;

    /** @param changed hears of what has changed, in the context of the call that did it, one report for each execution */
    RefUpdates(Repositories repositories, BiConsumer<Repository, List<RefChange>> changed) {
        this.repositories = repositories;
        this.changed = changed;
    }

    /**
     * Changes one reference.
     *
     * @param ref its full name
     * @param before where it must point now; the zero id for a reference that must not exist
     * @param after where it will point, to an object that is in the repository already; the zero id to delete it
     * @return OK; LOCK_FAILURE when it did not point where it must; REJECTED_OTHER_REASON for the default branch's deletion
     */
    Result update(Repository repository, String ref, ObjectId before, ObjectId after) {
        ReceiveCommand command = new ReceiveCommand(before, after, ref);
        execute(repository, List.of(command), true);
        return command.getResult();
    }

    /**
     * Executes commands that nobody has rejected yet.
     *
     * @param atomic all of them or none
     */
    void execute(Repository repository, List<ReceiveCommand> commands, boolean atomic) {
        List<ReceiveCommand> pending = ReceiveCommand.filter(commands, Result.NOT_ATTEMPTED);
        repositories.locked(() -> {
            pending.forEach(command -> check(repository, command));
            if (atomic && pending.stream().anyMatch(command -> command.getResult() != Result.NOT_ATTEMPTED)) {
                ReceiveCommand.abort(pending);
                return;
            }
            List<ReceiveCommand> checked = ReceiveCommand.filter(pending, Result.NOT_ATTEMPTED);
            if (atomic) {
                batch(repository, checked);
            } else {
                checked.forEach(command -> batch(repository, List.of(command)));
            }
            List<RefChange> changes = ReceiveCommand.filter(checked, Result.OK).stream()
                    .map(RefChange::of)
                    .toList();
            if (!changes.isEmpty()) {
                repository.modified = repositories.now();
                chooseDefaultBranch(repository, changes);
                changed.accept(repository, changes);
            }
        });
    }

    /** Where a reference points to, by its full name. */
    static Optional<ObjectId> find(Repository repository, String ref) {
        try {
            return Optional.ofNullable(repository.git.exactRef(ref)).map(Ref::getObjectId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(Repository repository, ReceiveCommand command) {
        String ref = command.getRefName();
        if (!repositories.has(repository)) {
            command.setResult(Result.REJECTED_OTHER_REASON, "the repository does not exist");
        } else if (!ref.startsWith(Constants.R_REFS) || !org.eclipse.jgit.lib.Repository.isValidRefName(ref)) {
            command.setResult(Result.REJECTED_OTHER_REASON, "funny refname");
        } else if (command.getType() == ReceiveCommand.Type.DELETE) {
            if (isDefault(repository, ref)) {
                command.setResult(Result.REJECTED_OTHER_REASON, DEFAULT_BRANCH_STAYS);
            }
        } else if (ref.startsWith(Constants.R_HEADS) && !isCommit(repository, command.getNewId())) {
            command.setResult(Result.REJECTED_OTHER_REASON, "a branch must point to a commit");
        }
    }

    private static boolean isDefault(Repository repository, String ref) {
        return repository.defaultBranch.map(Constants.R_HEADS::concat).equals(Optional.of(ref));
    }

    private static boolean isCommit(Repository repository, ObjectId id) {
        try (RevWalk walk = new RevWalk(repository.git)) {
            return walk.parseAny(id) instanceof RevCommit;
        } catch (MissingObjectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void batch(Repository repository, List<ReceiveCommand> commands) {
        BatchRefUpdate update = repository.git.getRefDatabase().newBatchUpdate();
        update.setAtomic(true);
        update.setAllowNonFastForwards(true);
        update.addCommand(commands);
        try (RevWalk walk = new RevWalk(repository.git)) {
            update.execute(walk, NullProgressMonitor.INSTANCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first branch of an empty repository becomes its default branch. */
    private static void chooseDefaultBranch(Repository repository, List<RefChange> changes) {
        if (repository.defaultBranch.isEmpty()) {
            changes.stream()
                    .map(RefChange::ref)
                    .filter(ref -> ref.startsWith(Constants.R_HEADS))
                    .findFirst()
                    .ifPresent(ref -> setDefaultBranch(repository, ref.substring(Constants.R_HEADS.length())));
        }
    }

    /** Makes a branch the default one, which clones check out. Called {@link Repositories#locked}. */
    static void setDefaultBranch(Repository repository, String branch) {
        repository.defaultBranch = Optional.of(branch);
        try {
            repository.git.updateRef(Constants.HEAD).link(Constants.R_HEADS + branch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
