package ateliers.cloud.services.codecommit;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Unsupported;
import ateliers.cloud.kit.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.GetRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.PutRepositoryTriggersResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerExecutionFailure;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersRequest;
import software.amazon.awssdk.services.codecommit.model.TestRepositoryTriggersResponse;

/** What a repository tells topics and functions of its changes. */
final class TriggerOperations implements CodeCommitClient, Operations {
    private final Repositories repositories;
    private final Announcements announcements;

    TriggerOperations(Repositories repositories, Announcements announcements) {
        this.repositories = repositories;
        this.announcements = announcements;
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

    /**
     * Tries triggers that the request describes, whether the repository has them or not.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codecommit/latest/APIReference/API_TestRepositoryTriggers.html">TestRepositoryTriggers</a>
     */
    @Override
    public TestRepositoryTriggersResponse testRepositoryTriggers(TestRepositoryTriggersRequest request) {
        Repository repository = repositories.get(request.repositoryName());
        TriggerChecks.require(
                request.hasTriggers(), request.triggers(), repositories.place().region());
        List<String> reached = new ArrayList<>();
        List<RepositoryTriggerExecutionFailure> failed = new ArrayList<>();
        for (RepositoryTrigger trigger : request.triggers()) {
            try {
                announcements.test(repository, trigger);
                reached.add(trigger.name());
            } catch (Unsupported e) {
                throw e;
            } catch (SdkException e) {
                failed.add(RepositoryTriggerExecutionFailure.builder()
                        .trigger(trigger.name())
                        .failureMessage(AwsErrors.message(e))
                        .build());
            }
        }
        return TestRepositoryTriggersResponse.builder()
                .successfulExecutions(reached)
                .failedExecutions(failed)
                .build();
    }
}
