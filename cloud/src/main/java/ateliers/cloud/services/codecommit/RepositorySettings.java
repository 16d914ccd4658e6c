package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.kit.Operations;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesError;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesErrorCodeEnum;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesRequest;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryDescriptionResponse;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameRequest;
import software.amazon.awssdk.services.codecommit.model.UpdateRepositoryNameResponse;

/** What a repository is called and said to be. */
final class RepositorySettings implements CodeCommitClient, Operations {
    private static final int MOST_NAMES = 100;

    private final Repositories repositories;

    RepositorySettings(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * Names that no repository has do not keep the others from being answered.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_BatchGetRepositories.html">BatchGetRepositories</a>
     */
    @Override
    public BatchGetRepositoriesResponse batchGetRepositories(BatchGetRepositoriesRequest request) {
        if (!request.hasRepositoryNames()) {
            throw Refusal.REPOSITORY_NAMES_REQUIRED.error();
        }
        if (request.repositoryNames().size() > MOST_NAMES) {
            throw Refusal.MAXIMUM_REPOSITORY_NAMES_EXCEEDED.error();
        }
        request.repositoryNames().forEach(Checks::name);
        return repositories.locked(() -> {
            List<String> missing = request.repositoryNames().stream()
                    .filter(name -> repositories.find(name).isEmpty())
                    .toList();
            return BatchGetRepositoriesResponse.builder()
                    .repositories(request.repositoryNames().stream()
                            .flatMap(name -> repositories.find(name).stream())
                            .map(repositories::metadata)
                            .toList())
                    .repositoriesNotFound(missing)
                    .errors(missing.stream().map(RepositorySettings::notFound).toList())
                    .build();
        });
    }

    private static BatchGetRepositoriesError notFound(String name) {
        return BatchGetRepositoriesError.builder()
                .repositoryName(name)
                .errorCode(BatchGetRepositoriesErrorCodeEnum.REPOSITORY_DOES_NOT_EXIST_EXCEPTION)
                .errorMessage(AwsErrors.message(CodeCommitErrors.noRepository(name)))
                .build();
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdateRepositoryName.html">UpdateRepositoryName</a>
     */
    @Override
    public UpdateRepositoryNameResponse updateRepositoryName(UpdateRepositoryNameRequest request) {
        repositories.locked(() -> {
            Repository repository = repositories.get(request.oldName());
            repositories.rename(repository, request.newName());
            repository.modified = repositories.now();
        });
        return UpdateRepositoryNameResponse.builder().build();
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdateRepositoryDescription.html">UpdateRepositoryDescription</a>
     */
    @Override
    public UpdateRepositoryDescriptionResponse updateRepositoryDescription(UpdateRepositoryDescriptionRequest request) {
        Checks.description(request.repositoryDescription());
        repositories.locked(() -> {
            Repository repository = repositories.get(request.repositoryName());
            repository.description = Optional.ofNullable(request.repositoryDescription());
            repository.modified = repositories.now();
        });
        return UpdateRepositoryDescriptionResponse.builder().build();
    }
}
