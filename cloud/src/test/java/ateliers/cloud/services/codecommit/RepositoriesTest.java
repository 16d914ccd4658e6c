package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.OrderEnum;
import software.amazon.awssdk.services.codecommit.model.RepositoryMetadata;
import software.amazon.awssdk.services.codecommit.model.RepositoryNameIdPair;
import software.amazon.awssdk.services.codecommit.model.SortByEnum;

class RepositoriesTest {
    private final TestServices services = new TestServices(new CodeCommitService());
    private final CodeCommitClient codecommit = services.client(CodeCommitClient.class);

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aRepositoryIsShownAsAwsShowsIt() {
        RepositoryMetadata made = codecommit
                .createRepository(r -> r.repositoryName("boutique").repositoryDescription("La boutique"))
                .repositoryMetadata();

        assertThat(made.arn()).isEqualTo("arn:aws:codecommit:eu-west-3:123456789012:boutique");
        assertThat(made.cloneUrlHttp()).isEqualTo("https://git-codecommit.eu-west-3.amazonaws.com/v1/repos/boutique");
        assertThat(made.cloneUrlSsh()).isEqualTo("ssh://git-codecommit.eu-west-3.amazonaws.com/v1/repos/boutique");
        assertThat(made.accountId()).isEqualTo("123456789012");
        assertThat(made.repositoryDescription()).isEqualTo("La boutique");
        assertThat(made.defaultBranch()).isNull();
        assertThat(made.creationDate()).isEqualTo(made.lastModifiedDate()).isEqualTo(services.clock.instant());
        assertThat(codecommit.getRepository(r -> r.repositoryName("boutique")).repositoryMetadata())
                .isEqualTo(made);
    }

    @Test
    void namesAreChecked() {
        codecommit.createRepository(r -> r.repositoryName("boutique"));

        assertThat(refusal(() -> codecommit.createRepository(r -> r.repositoryName("boutique"))))
                .contains("Repository named boutique already exists");
        assertThat(refusal(() -> codecommit.createRepository(r -> r.repositoryName("la boutique"))))
                .contains("The repository name is not valid");
        assertThat(refusal(() -> codecommit.createRepository(r -> r.repositoryName("boutique.git"))))
                .contains("The repository name is not valid");
        assertThat(refusal(() -> codecommit.createRepository(r -> {}))).contains("name is required");
        assertThat(refusal(() -> codecommit.getRepository(r -> r.repositoryName("autre"))))
                .contains("autre does not exist");
        assertThat(refusal(() -> codecommit.createRepository(
                        r -> r.repositoryName("autre").tags(Map.of("aws:x", "y")))))
                .contains("system tags");
    }

    @Test
    void repositoriesAreListedInTheOrderAskedFor() {
        codecommit.createRepository(r -> r.repositoryName("b"));
        codecommit.createRepository(r -> r.repositoryName("a"));

        assertThat(codecommit.listRepositories(r -> {}).repositories())
                .extracting(RepositoryNameIdPair::repositoryName)
                .containsExactly("a", "b");
        assertThat(codecommit
                        .listRepositories(
                                r -> r.sortBy(SortByEnum.REPOSITORY_NAME).order(OrderEnum.DESCENDING))
                        .repositories())
                .extracting(RepositoryNameIdPair::repositoryName)
                .containsExactly("b", "a");
        assertThat(refusal(() -> codecommit.listRepositories(r -> r.sortBy("size"))))
                .contains("sort by value");
        assertThat(refusal(() -> codecommit.listRepositories(r -> r.order("random"))))
                .contains("sort order");
    }

    @Test
    void aDeletedRepositoryIsGone() {
        String id = codecommit
                .createRepository(r -> r.repositoryName("boutique"))
                .repositoryMetadata()
                .repositoryId();

        assertThat(codecommit
                        .deleteRepository(r -> r.repositoryName("boutique"))
                        .repositoryId())
                .isEqualTo(id);
        assertThat(codecommit
                        .deleteRepository(r -> r.repositoryName("boutique"))
                        .repositoryId())
                .isNull();
        assertThat(codecommit.listRepositories(r -> {}).repositories()).isEmpty();
    }
}
