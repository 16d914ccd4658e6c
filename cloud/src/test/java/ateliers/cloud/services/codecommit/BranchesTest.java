package ateliers.cloud.services.codecommit;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchesTest extends CodeCommitFixture {
    @Test
    void theFirstCommitMakesTheDefaultBranch() {
        String tip = commit(null, "a.txt", "a");

        assertThat(codecommit
                        .getRepository(r -> r.repositoryName("boutique"))
                        .repositoryMetadata()
                        .defaultBranch())
                .isEqualTo("main");
        assertThat(codecommit
                        .getBranch(r -> r.repositoryName("boutique").branchName("main"))
                        .branch()
                        .commitId())
                .isEqualTo(tip);
    }

    @Test
    void branchesAreMadeListedAndDeleted() {
        String tip = commit(null, "a.txt", "a");
        create("feature/b", tip);
        create("a", tip);

        assertThat(codecommit.listBranches(r -> r.repositoryName("boutique")).branches())
                .containsExactly("a", "feature/b", "main");
        assertThat(codecommit
                        .deleteBranch(r -> r.repositoryName("boutique").branchName("feature/b"))
                        .deletedBranch()
                        .commitId())
                .isEqualTo(tip);
        assertThat(codecommit.listBranches(r -> r.repositoryName("boutique")).branches())
                .containsExactly("a", "main");
        assertThat(codecommit
                        .deleteBranch(r -> r.repositoryName("boutique").branchName("feature/b"))
                        .deletedBranch())
                .isNull();
    }

    @Test
    void theDefaultBranchStaysUntilAnotherTakesItsPlace() {
        create("next", commit(null, "a.txt", "a"));

        assertThat(refusal(() -> codecommit.deleteBranch(
                        r -> r.repositoryName("boutique").branchName("main"))))
                .isEqualTo("DefaultBranchCannotBeDeletedException: The specified branch is the default branch for the"
                        + " repository, and cannot be deleted. To delete this branch, you must first set another"
                        + " branch as the default branch.");
        codecommit.updateDefaultBranch(r -> r.repositoryName("boutique").defaultBranchName("next"));
        codecommit.deleteBranch(r -> r.repositoryName("boutique").branchName("main"));

        assertThat(codecommit.listBranches(r -> r.repositoryName("boutique")).branches())
                .containsExactly("next");
        assertThat(content("a.txt")).isEqualTo("a");
    }

    @Test
    void whatIsNotThereIsRefused() {
        String tip = commit(null, "a.txt", "a");

        assertThat(refusal(() ->
                        codecommit.getBranch(r -> r.repositoryName("boutique").branchName("none"))))
                .isEqualTo("BranchDoesNotExistException: The specified branch does not exist.");
        assertThat(refusal(() -> codecommit.getBranch(r -> r.repositoryName("boutique"))))
                .startsWith("BranchNameRequiredException");
        assertThat(refusal(() -> codecommit.updateDefaultBranch(
                        r -> r.repositoryName("boutique").defaultBranchName("none"))))
                .startsWith("BranchDoesNotExistException");
        assertThat(refusal(() -> create("main", tip))).startsWith("BranchNameExistsException");
        assertThat(refusal(() -> create("b", null))).startsWith("CommitIdRequiredException");
        assertThat(refusal(() -> create("b", "abc"))).startsWith("InvalidCommitIdException");
        assertThat(refusal(() -> create("b", UNKNOWN))).startsWith("CommitDoesNotExistException");
        assertThat(refusal(() -> codecommit.listBranches(
                        r -> r.repositoryName("boutique").nextToken("?"))))
                .startsWith("InvalidContinuationTokenException");
        assertThat(refusal(() -> codecommit.listBranches(r -> r.repositoryName("autre"))))
                .isEqualTo("RepositoryDoesNotExistException: autre does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a", "a/", ".a", "a.", "@", "a..b", "a//b", "a@{b", "a b", "a?", "a^", "a*", "a[", "a\\", "a~", "a:",
                UNKNOWN
            })
    void namesThatGitDoesNotTakeAreRefused(String name) {
        String tip = commit(null, "a.txt", "a");

        assertThat(refusal(() -> create(name, tip)))
                .isEqualTo("InvalidBranchNameException: The specified reference name is not valid.");
    }

    private void create(String branch, String commit) {
        codecommit.createBranch(
                r -> r.repositoryName("boutique").branchName(branch).commitId(commit));
    }
}
