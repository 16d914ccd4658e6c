package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.codecommit.CodeCommitClient;
import software.amazon.awssdk.services.codecommit.model.CodeCommitException;
import software.amazon.awssdk.services.codecommit.model.ParentCommitIdOutdatedException;
import software.amazon.awssdk.services.codecommit.model.PutFileEntry;
import software.amazon.awssdk.services.codecommit.model.RepositoryTrigger;
import software.amazon.awssdk.services.codecommit.model.RepositoryTriggerEventEnum;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * CodeCommit as the SDK's client speaks to it, for a user whose policy protects a branch.
 *
 * @see <a href="https://docs.aws.amazon.com/codecommit/latest/userguide/how-to-conditional-branch.html">Limit pushes and
 *     merges to branches</a>
 */
class BranchPermissionsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private CodeCommitClient root;
    private CodeCommitClient bob;
    private String tip;

    @BeforeEach
    void protectMain() {
        root = cloud.client(CodeCommitClient.builder());
        String arn = root.createRepository(r -> r.repositoryName("boutique"))
                .repositoryMetadata()
                .arn();
        tip = root.putFile(r -> r.repositoryName("boutique")
                        .branchName("main")
                        .filePath("a.txt")
                        .fileContent(SdkBytes.fromUtf8String("a")))
                .commitId();
        IamClient iam = cloud.client(IamClient.builder());
        Principal user = cloud.user("bob");
        iam.putUserPolicy(r -> r.userName("bob").policyName("p").policyDocument("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "codecommit:*", "Resource": "%s"},
                  {"Effect": "Deny",
                   "Action": ["codecommit:PutFile", "codecommit:CreateCommit", "codecommit:DeleteBranch"],
                   "Resource": "%s",
                   "Condition": {
                     "StringEqualsIfExists": {"codecommit:References": ["refs/heads/main"]},
                     "Null": {"codecommit:References": "false"}}}]}
                """.formatted(arn, arn)));
        bob = cloud.clientAs(user, CodeCommitClient.builder());
    }

    @Test
    void aPolicyProtectsABranch() {
        bob.createBranch(r -> r.repositoryName("boutique").branchName("feature").commitId(tip));
        String commit = commit(bob, "feature", tip);

        assertThat(bob.getCommit(r -> r.repositoryName("boutique").commitId(commit))
                        .commit()
                        .author()
                        .name())
                .endsWith(":user/bob");
        assertThatThrownBy(() -> commit(bob, "main", tip))
                .isInstanceOf(CodeCommitException.class)
                .hasMessageContaining("is not authorized to perform: codecommit:CreateCommit on resource:")
                .hasMessageContaining("with an explicit deny");
        assertThatThrownBy(
                        () -> bob.deleteBranch(r -> r.repositoryName("boutique").branchName("main")))
                .hasMessageContaining("codecommit:DeleteBranch");
        bob.deleteBranch(r -> r.repositoryName("boutique").branchName("feature"));
    }

    @Test
    void aRepositoryIsRenamedByWhoMayDoSoToBothNames() {
        assertThatThrownBy(() ->
                        bob.updateRepositoryName(r -> r.oldName("boutique").newName("magasin")))
                .hasMessageContaining("codecommit:UpdateRepositoryName on resource:")
                .hasMessageContaining(":magasin");
    }

    @Test
    void listsAndErrorsTravel() {
        RepositoryTrigger trigger = RepositoryTrigger.builder()
                .name("news")
                .destinationArn("arn:aws:sns:" + cloud.cloud().place().region() + ":123456789012:news")
                .branches(new String[0])
                .events(RepositoryTriggerEventEnum.ALL)
                .build();

        bob.putRepositoryTriggers(r -> r.repositoryName("boutique").triggers(trigger));

        assertThat(bob.getRepositoryTriggers(r -> r.repositoryName("boutique")).triggers())
                .containsExactly(trigger);
        commit(root, "main", tip);
        assertThatThrownBy(() -> commit(root, "main", tip)).isInstanceOf(ParentCommitIdOutdatedException.class);
        assertThat(bob.getFile(r -> r.repositoryName("boutique").filePath("b.txt"))
                        .fileContent()
                        .asUtf8String())
                .isEqualTo("é");
    }

    private static String commit(CodeCommitClient client, String branch, String parent) {
        return client.createCommit(r -> r.repositoryName("boutique")
                        .branchName(branch)
                        .parentCommitId(parent)
                        .putFiles(PutFileEntry.builder()
                                .filePath("b.txt")
                                .fileContent(SdkBytes.fromUtf8String("é"))
                                .build()))
                .commitId();
    }
}
