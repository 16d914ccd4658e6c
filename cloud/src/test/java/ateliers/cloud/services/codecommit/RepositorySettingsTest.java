package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.model.BatchGetRepositoriesResponse;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;

class RepositorySettingsTest extends CodeCommitFixture {
    private static final String ARN = "arn:aws:codecommit:eu-west-3:123456789012:boutique";

    @Test
    void aRepositoryIsRenamedWithAllThatItHolds() {
        commit(null, "a.txt", "a");
        RepositoryMetadata before = metadata("boutique");
        codecommit.createRepository(r -> r.repositoryName("autre"));

        assertThat(refusal(() -> codecommit.updateRepositoryName(
                        r -> r.oldName("boutique").newName("autre"))))
                .isEqualTo("RepositoryNameExistsException: Repository named autre already exists");
        assertThat(refusal(() ->
                        codecommit.updateRepositoryName(r -> r.oldName("none").newName("b"))))
                .startsWith("RepositoryDoesNotExistException");
        assertThat(refusal(() -> codecommit.updateRepositoryName(
                        r -> r.oldName("boutique").newName("a b"))))
                .startsWith("InvalidRepositoryNameException");
        codecommit.updateRepositoryName(r -> r.oldName("boutique").newName("magasin"));

        RepositoryMetadata after = metadata("magasin");
        assertThat(after.repositoryId()).isEqualTo(before.repositoryId());
        assertThat(after.arn()).endsWith(":magasin");
        assertThat(after.defaultBranch()).isEqualTo("main");
        assertThat(refusal(() -> metadata("boutique"))).startsWith("RepositoryDoesNotExistException");
    }

    @Test
    void itsDescriptionIsChangedOrTakenAway() {
        codecommit.updateRepositoryDescription(r -> r.repositoryName("boutique").repositoryDescription("La boutique"));
        assertThat(metadata("boutique").repositoryDescription()).isEqualTo("La boutique");

        codecommit.updateRepositoryDescription(r -> r.repositoryName("boutique"));
        assertThat(metadata("boutique").repositoryDescription()).isNull();
        assertThat(refusal(() -> codecommit.updateRepositoryDescription(
                        r -> r.repositoryName("boutique").repositoryDescription("x".repeat(1001)))))
                .startsWith("InvalidRepositoryDescriptionException");
    }

    @Test
    void severalAreReadAtOnce() {
        BatchGetRepositoriesResponse answer =
                codecommit.batchGetRepositories(r -> r.repositoryNames("none", "boutique"));

        assertThat(answer.repositories()).containsExactly(metadata("boutique"));
        assertThat(answer.repositoriesNotFound()).containsExactly("none");
        assertThat(answer.errors()).singleElement().satisfies(error -> {
            assertThat(error.errorCodeAsString()).isEqualTo("RepositoryDoesNotExistException");
            assertThat(error.errorMessage()).isEqualTo("none does not exist");
        });
        assertThat(refusal(() -> codecommit.batchGetRepositories(r -> {})))
                .startsWith("RepositoryNamesRequiredException");
        List<String> many = IntStream.range(0, 101).mapToObj(at -> "r" + at).toList();
        assertThat(refusal(() -> codecommit.batchGetRepositories(r -> r.repositoryNames(many))))
                .startsWith("MaximumRepositoryNamesExceededException");
        assertThat(refusal(() -> codecommit.batchGetRepositories(r -> r.repositoryNames("a b"))))
                .startsWith("InvalidRepositoryNameException");
    }

    @Test
    void itsTagsAreSetAndTakenAway() {
        codecommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("env", "test", "team", "a")));
        codecommit.untagResource(r -> r.resourceArn(ARN).tagKeys("team", "none"));

        assertThat(codecommit.listTagsForResource(r -> r.resourceArn(ARN)).tags())
                .isEqualTo(Map.of("env", "test"));
        assertThat(refusal(() -> codecommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("aws:a", "b")))))
                .startsWith("InvalidSystemTagUsageException");
        assertThat(refusal(
                        () -> codecommit.untagResource(r -> r.resourceArn(ARN).tagKeys("aws:a"))))
                .startsWith("InvalidSystemTagUsageException");
        assertThat(refusal(() -> codecommit.tagResource(r -> r.resourceArn(ARN))))
                .startsWith("TagsMapRequiredException");
        assertThat(refusal(() -> codecommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("", "b")))))
                .startsWith("InvalidTagsMapException");
        assertThat(refusal(() -> codecommit.untagResource(r -> r.resourceArn(ARN))))
                .startsWith("TagKeysListRequiredException");
        assertThat(refusal(
                        () -> codecommit.untagResource(r -> r.resourceArn(ARN).tagKeys(""))))
                .startsWith("InvalidTagKeysListException");
        assertThat(refusal(() -> codecommit.listTagsForResource(r -> {}))).startsWith("ResourceArnRequiredException");
        assertThat(refusal(() -> codecommit.listTagsForResource(r -> r.resourceArn("boutique"))))
                .startsWith("InvalidResourceArnException");
        assertThat(refusal(() -> codecommit.listTagsForResource(r -> r.resourceArn(ARN.replace("boutique", "none")))))
                .startsWith("RepositoryDoesNotExistException");
    }

    @Test
    void aRepositoryHasFiftyTagsAtMost() {
        Map<String, String> most =
                IntStream.range(0, 50).boxed().collect(Collectors.toMap(at -> "key" + at, at -> "value"));
        codecommit.tagResource(r -> r.resourceArn(ARN).tags(most));

        codecommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("key1", "other")));
        assertThat(refusal(() -> codecommit.tagResource(r -> r.resourceArn(ARN).tags(Map.of("one", "more")))))
                .startsWith("TooManyTagsException");
    }

    private RepositoryMetadata metadata(String name) {
        return codecommit.getRepository(r -> r.repositoryName(name)).repositoryMetadata();
    }
}
