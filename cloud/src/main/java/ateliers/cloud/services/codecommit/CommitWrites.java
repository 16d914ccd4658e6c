package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.CallContext;
import ateliers.cloud.kit.Operations;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileResponse;
import software.amazon.awssdk.services.codecommit.model.FileMetadata;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileResponse;

/** Commits on the tip of a branch, or the first one of an empty repository, whose branch it makes. */
final class CommitWrites implements CodeCommitClient, Operations {
    private final Repositories repositories;
    private final RefUpdates updates;

    CommitWrites(Repositories repositories, RefUpdates updates) {
        this.repositories = repositories;
        this.updates = updates;
    }

    /** A commit that was made. */
    private record Made(ObjectId commit, ObjectId tree, ChangedFiles files) {}

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_PutFile.html">PutFile</a> */
    @Override
    public PutFileResponse putFile(PutFileRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        Made made = commit(repository, CommitPlan.of(request), Refusal.SAME_FILE_CONTENT);
        return PutFileResponse.builder()
                .commitId(made.commit().name())
                .treeId(made.tree().name())
                .blobId(made.files().first().blobId())
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_DeleteFile.html">DeleteFile</a> */
    @Override
    public DeleteFileResponse deleteFile(DeleteFileRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        Made made = commit(repository, CommitPlan.of(request), Refusal.NO_CHANGE);
        FileMetadata deleted = made.files().deleted().get(0);
        return DeleteFileResponse.builder()
                .commitId(made.commit().name())
                .treeId(made.tree().name())
                .blobId(deleted.blobId())
                .filePath(deleted.absolutePath())
                .build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateCommit.html">CreateCommit</a> */
    @Override
    public CreateCommitResponse createCommit(CreateCommitRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        Made made = commit(repository, CommitPlan.of(request), Refusal.NO_CHANGE);
        return CreateCommitResponse.builder()
                .commitId(made.commit().name())
                .treeId(made.tree().name())
                .filesAdded(made.files().added())
                .filesUpdated(made.files().updated())
                .filesDeleted(made.files().deleted())
                .build();
    }

    /** @param unchanged what a commit that would change nothing is refused with */
    private Made commit(Repository repository, CommitPlan plan, Refusal unchanged) {
        Optional<ObjectId> parent = parent(repository, plan);
        Made made = Reading.of(
                repository,
                walk -> repositories.keeping(
                        repository, plan.bytes(), () -> write(repository, walk, plan, parent, unchanged)));
        Result result = updates.update(
                repository, Branches.ref(plan.branch()), parent.orElse(ObjectId.zeroId()), made.commit());
        if (result != Result.OK) {
            throw Refusal.PARENT_COMMIT_ID_OUTDATED.error();
        }
        return made;
    }

    /** The tip of the branch, which a request must know; empty for an empty repository's first commit. */
    private static Optional<ObjectId> parent(Repository repository, CommitPlan plan) {
        Optional<ObjectId> tip = Branches.tip(repository, plan.branch());
        if (tip.isEmpty() && !Branches.names(repository).isEmpty()) {
            throw RefUpdates.find(repository, Constants.R_TAGS + plan.branch()).isPresent()
                    ? Refusal.BRANCH_NAME_IS_TAG_NAME.error()
                    : Refusal.BRANCH_DOES_NOT_EXIST.error();
        }
        if (plan.parent() == null) {
            if (tip.isPresent()) {
                throw Refusal.PARENT_COMMIT_ID_REQUIRED.error();
            }
            return tip;
        }
        ObjectId known = Ids.whole(plan.parent(), Refusal.INVALID_PARENT_COMMIT_ID, Refusal.INVALID_PARENT_COMMIT_ID);
        if (Reading.of(repository, walk -> CommitOperations.find(walk, known)).isEmpty()) {
            throw Refusal.PARENT_COMMIT_DOES_NOT_EXIST.error();
        }
        if (!tip.equals(Optional.of(known))) {
            throw Refusal.PARENT_COMMIT_ID_OUTDATED.error();
        }
        return tip;
    }

    private Made write(
            Repository repository, RevWalk walk, CommitPlan plan, Optional<ObjectId> parent, Refusal unchanged)
            throws IOException {
        ObjectId before =
                parent.isEmpty() ? null : walk.parseCommit(parent.get()).getTree();
        DirCache files = before == null ? DirCache.newInCore() : DirCache.read(walk.getObjectReader(), before);
        try (ObjectInserter inserter = repository.git.newObjectInserter()) {
            FileChanges changes = new FileChanges(files, inserter);
            changes.make(plan);
            ChangedFiles changed = changes.changed();
            ObjectId tree = changes.write();
            if (tree.equals(before)) {
                throw unchanged.error();
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            parent.ifPresent(commit::setParentId);
            PersonIdent person = person(plan.signature());
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage(plan.signature().message().orElseGet(changed::message));
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new Made(id, tree, changed);
        }
    }

    /** Without a name, it is the caller's ARN that signs. */
    private PersonIdent person(CommitPlan.Signature signature) {
        return new PersonIdent(
                signature.author().orElseGet(() -> CallContext.caller().arn()),
                signature.email().orElse(""),
                repositories.now(),
                ZoneOffset.UTC);
    }
}
