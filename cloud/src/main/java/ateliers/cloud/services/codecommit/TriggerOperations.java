package ateliers.cloud.services.codecommit;

import ateliers.cloud.kit.Operations;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersResponse;

/** What a repository tells topics and functions of its changes. */
final class TriggerOperations implements CodeCommitClient, Operations {
    private final Repositories repositories;

    TriggerOperations(Repositories repositories) {
        this.repositories = repositories;
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetRepositoryTriggers.html">GetRepositoryTriggers</a>
     */
    @Override
    public GetRepositoryTriggersResponse getRepositoryTriggers(GetRepositoryTriggersRequest request) {
        return repositories.locked(() -> {
            Repository repository = repositories.get(request.repositoryName());
            return GetRepositoryTriggersResponse.builder()
                    .configurationId(repository.triggersId.orElse(null))
                    .triggers(repository.triggers)
                    .build();
        });
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_PutRepositoryTriggers.html">PutRepositoryTriggers</a>
     */
    @Override
    public PutRepositoryTriggersResponse putRepositoryTriggers(PutRepositoryTriggersRequest request) {
        return repositories.locked(() -> {
            Repository repository = repositories.get(request.repositoryName());
            TriggerChecks.require(
                    request.hasTriggers(),
                    request.triggers(),
                    repositories.place().region());
            repository.triggers = List.copyOf(request.triggers());
            repository.triggersId = Optional.of(UUID.randomUUID().toString());
            return PutRepositoryTriggersResponse.builder()
                    .configurationId(repository.triggersId.get())
                    .build();
        });
    }
}
