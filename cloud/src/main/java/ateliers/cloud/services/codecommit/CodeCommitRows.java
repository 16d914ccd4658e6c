package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetCommitsRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.CreateBranchRequest;
import software.amazon.awssdk.services.codecommit.model.CreateCommitRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteBranchRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetBlobRequest;
import software.amazon.awssdk.services.codecommit.model.GetBranchRequest;
import software.amazon.awssdk.services.codecommit.model.GetCommitRequest;
import software.amazon.awssdk.services.codecommit.model.GetDifferencesRequest;
import software.amazon.awssdk.services.codecommit.model.GetFileRequest;
import software.amazon.awssdk.services.codecommit.model.GetFolderRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.ListBranchesRequest;
import software.amazon.awssdk.services.codecommit.model.ListFileCommitHistoryRequest;
import software.amazon.awssdk.services.codecommit.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.codecommit.model.PutFileRequest;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.TagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.UntagResourceRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateDefaultBranchRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameRequest;

/** What the operations on what a repository holds need: the operation's own action on the repository. */
final class CodeCommitRows {
    private final Rows rows;
    private final Repositories repositories;

    private CodeCommitRows(Rows rows, Repositories repositories) {
        this.rows = rows;
        this.repositories = repositories;
    }

    static void declare(Rows rows, Repositories repositories) {
        CodeCommitRows declared = new CodeCommitRows(rows, repositories);
        declared.reads();
        declared.changes();
        declared.settings();
    }

    private void reads() {
        on(GetBranchRequest.class, GetBranchRequest::repositoryName);
        on(ListBranchesRequest.class, ListBranchesRequest::repositoryName);
        on(GetCommitRequest.class, GetCommitRequest::repositoryName);
        on(BatchGetCommitsRequest.class, BatchGetCommitsRequest::repositoryName);
        on(GetDifferencesRequest.class, GetDifferencesRequest::repositoryName);
        on(GetBlobRequest.class, GetBlobRequest::repositoryName);
        on(GetFileRequest.class, GetFileRequest::repositoryName);
        on(GetFolderRequest.class, GetFolderRequest::repositoryName);
        on(ListFileCommitHistoryRequest.class, ListFileCommitHistoryRequest::repositoryName);
        on(GetRepositoryTriggersRequest.class, GetRepositoryTriggersRequest::repositoryName);
    }

    private void changes() {
        onBranch(CreateBranchRequest.class, CreateBranchRequest::repositoryName, CreateBranchRequest::branchName);
        onBranch(DeleteBranchRequest.class, DeleteBranchRequest::repositoryName, DeleteBranchRequest::branchName);
        onBranch(PutFileRequest.class, PutFileRequest::repositoryName, PutFileRequest::branchName);
        onBranch(DeleteFileRequest.class, DeleteFileRequest::repositoryName, DeleteFileRequest::branchName);
        onBranch(CreateCommitRequest.class, CreateCommitRequest::repositoryName, CreateCommitRequest::branchName);
    }

    private void settings() {
        on(UpdateDefaultBranchRequest.class, UpdateDefaultBranchRequest::repositoryName);
        on(UpdateRepositoryDescriptionRequest.class, UpdateRepositoryDescriptionRequest::repositoryName);
        on(PutRepositoryTriggersRequest.class, PutRepositoryTriggersRequest::repositoryName);
        on(TestRepositoryTriggersRequest.class, TestRepositoryTriggersRequest::repositoryName);
        // Both the repository and the name that it will have.
        rows.onEach(UpdateRepositoryNameRequest.class, r -> List.of(need(r, r.oldName()), need(r, r.newName())));
        rows.onEach(
                BatchGetRepositoriesRequest.class,
                r -> r.repositoryNames().stream().map(name -> need(r, name)).toList());
        rows.on(TagResourceRequest.class, r -> new Need("codecommit:TagResource", r.resourceArn()).tagging(r.tags()));
        rows.on(
                UntagResourceRequest.class,
                r -> new Need("codecommit:UntagResource", r.resourceArn()).untagging(r.tagKeys()));
        rows.on(ListTagsForResourceRequest.class, r -> new Need("codecommit:ListTagsForResource", r.resourceArn()));
    }

    private <R extends SdkRequest> void on(Class<R> request, Function<R, String> name) {
        rows.on(request, r -> need(r, name.apply(r)));
    }

    /** The same for what changes a branch, which policies may name. */
    private <R extends SdkRequest> void onBranch(
            Class<R> request, Function<R, String> name, Function<R, String> branch) {
        rows.on(request, r -> {
            Need need = need(r, name.apply(r));
            return branch.apply(r) == null ? need : need.with("codecommit:References", Branches.ref(branch.apply(r)));
        });
    }

    /** The action is called as the operation. */
    private Need need(SdkRequest request, String repository) {
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        return new Need("codecommit:" + operation, repositories.arn(repository));
    }
}
