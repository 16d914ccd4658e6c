package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsService;
import ateliers.cloud.door.Members;
import ateliers.cloud.door.Need;
import ateliers.cloud.door.Rows;
import ateliers.cloud.door.ServiceContext;
import ateliers.cloud.door.ServiceModule;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;

/**
 * AWS CodeCommit as a service of a cloud, with what each operation needs.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodecommit.html">Actions,
 *     resources and condition keys for AWS CodeCommit</a>
 */
public final class CodeCommitService implements ServiceModule {
    @Override
    public List<AwsService<?>> create(ServiceContext cloud) {
        Repositories repositories = new Repositories(cloud.place(), cloud.clock(), cloud.memory());
        Announcements announcements = new Announcements(cloud, repositories);
        RefUpdates refs = new RefUpdates(repositories, announcements::changed);
        return List.of(AwsService.of("codecommit", CodeCommitClient.class)
                .operations(new RepositoryOperations(repositories))
                .operations(new RepositorySettings(repositories))
                .operations(new TagOperations(repositories))
                .operations(new BranchOperations(repositories, refs))
                .operations(new CommitOperations(repositories))
                .operations(new DifferenceOperations(repositories))
                .operations(new HistoryOperations(repositories))
                .operations(new FileOperations(repositories))
                .operations(new CommitWrites(repositories, refs))
                .operations(new TriggerOperations(repositories, announcements))
                .routes(new GitRoute(cloud, repositories, refs))
                .rows(rows -> rows(rows, repositories))
                .rows(rows -> CodeCommitRows.declare(rows, repositories))
                .members(CodeCommitService::members)
                .denied((need, message) -> CodeCommitErrors.denied(message))
                .build());
    }

    private static void members(Members members) {
        members.lacking("CreateRepository", "kmsKeyId");
    }

    private static void rows(Rows rows, Repositories repositories) {
        rows.on(
                CreateRepositoryRequest.class,
                r -> new Need("codecommit:CreateRepository", repositories.arn(r.repositoryName())).tagging(r.tags()));
        on(rows, repositories, GetRepositoryRequest.class, "GetRepository", GetRepositoryRequest::repositoryName);
        on(
                rows,
                repositories,
                DeleteRepositoryRequest.class,
                "DeleteRepository",
                DeleteRepositoryRequest::repositoryName);
        rows.on(ListRepositoriesRequest.class, r -> Need.anywhere("codecommit:ListRepositories"));
    }

    private static <R extends SdkRequest> void on(
            Rows rows, Repositories repositories, Class<R> request, String action, Function<R, String> name) {
        rows.on(request, r -> new Need("codecommit:" + action, repositories.arn(name.apply(r))));
    }
}
