package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import ateliers.cloud.kit.Paging;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryResponse;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.ListRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;

/**
 * Repositories as a whole.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateRepository.html">CreateRepository</a>
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListRepositories.html">ListRepositories</a>
 */
final class RepositoryOperations implements CodeCommitClient, Operations {
    private static final int PAGE = 1000;

    private final Repositories repositories;

    RepositoryOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    @Override
    public CreateRepositoryResponse createRepository(CreateRepositoryRequest request) {
        Checks.name(request.repositoryName());
        Checks.description(request.repositoryDescription());
        Checks.tags(request.tags());
        return repositories.locked(() -> {
            Repository repository = repositories.create(request.repositoryName());
            repository.description = Optional.ofNullable(request.repositoryDescription());
            repository.tags.putAll(request.tags());
            return CreateRepositoryResponse.builder()
                    .repositoryMetadata(repositories.metadata(repository))
                    .build();
        });
    }

    @Override
    public GetRepositoryResponse getRepository(GetRepositoryRequest request) {
        return GetRepositoryResponse.builder()
                .repositoryMetadata(repositories.metadata(repositories.get(request.repositoryName())))
                .build();
    }

    @Override
    public ListRepositoriesResponse listRepositories(ListRepositoriesRequest request) {
        if (request.sortBy() == SortByEnum.UNKNOWN_TO_SDK_VERSION) {
            throw Refusal.INVALID_SORT_BY.error();
        }
        if (request.order() == OrderEnum.UNKNOWN_TO_SDK_VERSION) {
            throw Refusal.INVALID_ORDER.error();
        }
        Comparator<Repository> order = request.sortBy() == SortByEnum.LAST_MODIFIED_DATE
                ? Comparator.comparing(repository -> repository.modified)
                : Comparator.comparing(repository -> repository.name);
        List<RepositoryNameIdPair> all = repositories.locked(() -> repositories.all().stream()
                .sorted(request.order() == OrderEnum.DESCENDING ? order.reversed() : order)
                .map(repository -> RepositoryNameIdPair.builder()
                        .repositoryName(repository.name)
                        .repositoryId(repository.id)
                        .build())
                .toList());
        Paging.Page<RepositoryNameIdPair> page = Pages.of(all, PAGE, request.nextToken());
        return ListRepositoriesResponse.builder()
                .repositories(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Of a repository that is not there, no id is told. */
    @Override
    public DeleteRepositoryResponse deleteRepository(DeleteRepositoryRequest request) {
        Checks.name(request.repositoryName());
        return repositories.locked(() -> {
            Optional<Repository> found = repositories.find(request.repositoryName());
            found.ifPresent(repositories::delete);
            return DeleteRepositoryResponse.builder()
                    .repositoryId(found.map(repository -> repository.id).orElse(null))
                    .build();
        });
    }
}
