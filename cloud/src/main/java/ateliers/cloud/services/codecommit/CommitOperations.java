package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsError;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsResponse;
import software.amazon.awssdk.services.codecommit.model.Commit;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitResponse;

/** Reads commits by their full ids. */
final class CommitOperations implements CodeCommitClient, Operations {
    private static final int MOST_IDS = 100;

    private final Repositories repositories;

    CommitOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetCommit.html">GetCommit</a> */
    @Override
    public GetCommitResponse getCommit(GetCommitRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        ObjectId id = Ids.whole(request.commitId(), Refusal.COMMIT_ID_REQUIRED, Refusal.INVALID_COMMIT_ID);
        Commit commit = Reading.of(repository, walk -> find(walk, id))
                .map(Commits::shown)
                .orElseThrow(Refusal.COMMIT_ID_DOES_NOT_EXIST::error);
        return GetCommitResponse.builder().commit(commit).build();
    }

    /**
     * Ids that name no commit do not keep the others from being answered.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_BatchGetCommits.html">BatchGetCommits</a>
     */
    @Override
    public BatchGetCommitsResponse batchGetCommits(BatchGetCommitsRequest request) {
        if (request.commitIds().isEmpty()) {
            throw Refusal.COMMIT_IDS_LIST_REQUIRED.error();
        }
        if (request.commitIds().size() > MOST_IDS) {
            throw Refusal.COMMIT_IDS_LIMIT_EXCEEDED.error();
        }
        Repository repository = repositories.get(request.repositoryName());
        List<Commit> commits = new ArrayList<>();
        List<BatchGetCommitsError> errors = new ArrayList<>();
        for (String id : request.commitIds()) {
            Optional<RevCommit> found = ObjectId.isId(id)
                    ? Reading.of(repository, walk -> find(walk, ObjectId.fromString(id)))
                    : Optional.empty();
            found.map(Commits::shown).ifPresentOrElse(commits::add, () -> errors.add(notFound(id)));
        }
        return BatchGetCommitsResponse.builder().commits(commits).errors(errors).build();
    }

    private static BatchGetCommitsError notFound(String id) {
        Refusal why = ObjectId.isId(id) ? Refusal.COMMIT_ID_DOES_NOT_EXIST : Refusal.INVALID_COMMIT_ID;
        return BatchGetCommitsError.builder()
                .commitId(id)
                .errorCode(why.code())
                .errorMessage(why.words())
                .build();
    }

    /** The commit of an id; empty for all other ids. */
    static Optional<RevCommit> find(RevWalk walk, ObjectId id) throws IOException {
        try {
            RevCommit commit = walk.parseCommit(id);
            walk.parseBody(commit);
            return Optional.of(commit);
        } catch (MissingObjectException | IncorrectObjectTypeException e) {
            return Optional.empty();
        }
    }
}
