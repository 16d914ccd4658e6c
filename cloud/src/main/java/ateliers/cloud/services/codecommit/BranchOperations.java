package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand.Result;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BranchInfo;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchResponse;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchResponse;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchResponse;

/** A repository's branches, and which of them is the default one. */
final class BranchOperations implements CodeCommitClient, Operations {
    private static final int PAGE = 1000;

    private final Repositories repositories;
    private final RefUpdates updates;

    BranchOperations(Repositories repositories, RefUpdates updates) {
        this.repositories = repositories;
        this.updates = updates;
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateBranch.html">CreateBranch</a> */
    @Override
    public CreateBranchResponse createBranch(CreateBranchRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String branch = Branches.name(request.branchName());
        ObjectId id = Ids.whole(request.commitId(), Refusal.COMMIT_ID_REQUIRED, Refusal.INVALID_COMMIT_ID);
        if (Branches.tip(repository, branch).isPresent()) {
            throw Refusal.BRANCH_NAME_EXISTS.error();
        }
        ObjectId commit = Reading.of(repository, walk -> CommitOperations.find(walk, id))
                .orElseThrow(Refusal.COMMIT_DOES_NOT_EXIST::error);
        if (updates.update(repository, Branches.ref(branch), ObjectId.zeroId(), commit) != Result.OK) {
            throw Refusal.BRANCH_NAME_EXISTS.error();
        }
        return CreateBranchResponse.builder().build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetBranch.html">GetBranch</a> */
    @Override
    public GetBranchResponse getBranch(GetBranchRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String branch = Branches.name(request.branchName());
        ObjectId tip = Branches.tip(repository, branch).orElseThrow(Refusal.BRANCH_DOES_NOT_EXIST::error);
        return GetBranchResponse.builder().branch(shown(branch, tip)).build();
    }

    /** @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListBranches.html">ListBranches</a> */
    @Override
    public ListBranchesResponse listBranches(ListBranchesRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        Paging.Page<String> page = Paging.<String>byOrder(name -> name, Refusal.INVALID_CONTINUATION_TOKEN::error)
                .opaque()
                .page(Branches.names(repository), PAGE, request.nextToken());
        return ListBranchesResponse.builder()
                .branches(page.items())
                .nextToken(page.next())
                .build();
    }

    /**
     * Deletes a branch; one that does not exist is answered with nothing.
     *
     * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_DeleteBranch.html">DeleteBranch</a>
     */
    @Override
    public DeleteBranchResponse deleteBranch(DeleteBranchRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String branch = Branches.name(request.branchName());
        if (repositories.locked(() -> repository.defaultBranch).equals(Optional.of(branch))) {
            throw Refusal.DEFAULT_BRANCH_CANNOT_BE_DELETED.error();
        }
        Optional<ObjectId> tip = Branches.tip(repository, branch);
        boolean deleted = tip.isPresent()
                && updates.update(repository, Branches.ref(branch), tip.get(), ObjectId.zeroId()) == Result.OK;
        return DeleteBranchResponse.builder()
                .deletedBranch(deleted ? shown(branch, tip.get()) : null)
                .build();
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdateDefaultBranch.html">UpdateDefaultBranch</a>
     */
    @Override
    public UpdateDefaultBranchResponse updateDefaultBranch(UpdateDefaultBranchRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        String branch = Branches.name(request.defaultBranchName());
        repositories.locked(() -> {
            if (Branches.tip(repository, branch).isEmpty()) {
                throw Refusal.BRANCH_DOES_NOT_EXIST.error();
            }
            RefUpdates.setDefaultBranch(repository, branch);
        });
        return UpdateDefaultBranchResponse.builder().build();
    }

    private static BranchInfo shown(String branch, ObjectId tip) {
        return BranchInfo.builder().branchName(branch).commitId(tip.name()).build();
    }
}
