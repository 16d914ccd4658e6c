package ateliers.grader.targets;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;

/** Repositories beside those of a stack. */
final class MadeRepositories implements Makes {

    @Override
    public String noun() {
        return "le dépôt";
    }

    @Override
    public Optional<String> madeBy(SdkRequest request) {
        return request instanceof CreateRepositoryRequest make ? Optional.of(make.repositoryName()) : Optional.empty();
    }

    @Override
    public SdkRequest tagged(SdkRequest request, String run) {
        return ((CreateRepositoryRequest) request)
                .toBuilder().tags(Map.of(TAG, run)).build();
    }

    /** CodeCommit says nothing against the deletion of a repository that does not exist. */
    @Override
    public void remove(AwsClients aws, String name) {
        aws.codeCommit().deleteRepository(r -> r.repositoryName(name));
    }
}
