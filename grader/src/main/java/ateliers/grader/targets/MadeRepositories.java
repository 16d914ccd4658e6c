package ateliers.grader.targets;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.codecommit.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;

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

    @Override
    public List<Found> found(AwsClients aws, Predicate<String> names) {
        return aws.codeCommit().listRepositoriesPaginator(r -> {}).repositories().stream()
                .map(RepositoryNameIdPair::repositoryName)
                .filter(names)
                .flatMap(name -> Found.of(name, tag(aws, name)))
                .toList();
    }

    private static String tag(AwsClients aws, String name) {
        String arn = aws.codeCommit()
                .getRepository(r -> r.repositoryName(name))
                .repositoryMetadata()
                .arn();
        return aws.codeCommit()
                .listTagsForResource(r -> r.resourceArn(arn))
                .tags()
                .get(TAG);
    }

    /** CodeCommit says nothing against the deletion of a repository that does not exist. */
    @Override
    public void remove(AwsClients aws, String name) {
        aws.codeCommit().deleteRepository(r -> r.repositoryName(name));
    }
}
