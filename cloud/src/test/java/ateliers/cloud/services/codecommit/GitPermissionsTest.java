package ateliers.cloud.services.codecommit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Credentials;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.TransportException;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.ServiceSpecificCredential;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Who may clone and push. */
class GitPermissionsTest {
    private static final String READ_ONLY =
            policy("\"Effect\":\"Allow\",\"Action\":\"codecommit:GitPull\",\"Resource\":\"*\"");

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @TempDir
    Path folder;

    private GitFixture git;

    @BeforeEach
    void start() {
        git = new GitFixture(cloud, folder);
    }

    @AfterEach
    void close() {
        git.close();
    }

    private static String policy(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{" + String.join("},{", statements) + "}]}";
    }

    @Test
    void whoMayNotPullGets403AndTheJournalSaysWhy() {
        ServiceSpecificCredential eve =
                git.user("eve", policy("\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\""));

        assertThatThrownBy(() -> git.newClone(GitFixture.login(eve)))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("git-upload-pack not permitted");
        Entry denial = denial();
        assertThat(denial.principal()).endsWith(":user/eve");
        assertThat(denial.operation()).isEqualTo("GitPull");
        assertThat(denial.resource()).endsWith(":boutique");
        assertThat(denial.message())
                .contains("user/eve is not authorized to perform: codecommit:GitPull on resource: arn:aws:codecommit:");
    }

    @Test
    void whoMayOnlyPullPushesNothing() throws Exception {
        Git mine = git.newClone(GitFixture.login(git.user("eve", READ_ONLY)));
        GitFixture.commit(mine, "README.md", "1");

        assertThatThrownBy(() -> git.push(mine, false, GitFixture.login(reset("eve")), "HEAD:refs/heads/main"))
                .hasMessageContaining("git-receive-pack not permitted");
        assertThat(git.metadata().defaultBranch()).isNull();
    }

    /** A new password for a user's only credential. */
    private ServiceSpecificCredential reset(String user) {
        String id = git.iam
                .listServiceSpecificCredentials(r -> r.userName(user))
                .serviceSpecificCredentials()
                .get(0)
                .serviceSpecificCredentialId();
        return git.iam
                .resetServiceSpecificCredential(r -> r.userName(user).serviceSpecificCredentialId(id))
                .serviceSpecificCredential();
    }

    @Test
    void aReferenceThatIsDeniedIsRefusedByItsName() throws Exception {
        String deny = "\"Effect\":\"Deny\",\"Action\":\"codecommit:GitPush\",\"Resource\":\"*\",\"Condition\":{"
                + "\"StringEqualsIfExists\":{\"codecommit:References\":[\"refs/heads/main\"]},"
                + "\"Null\":{\"codecommit:References\":\"false\"}}";
        ServiceSpecificCredential junior =
                git.user("junior", policy("\"Effect\":\"Allow\",\"Action\":\"codecommit:*\",\"Resource\":\"*\"", deny));
        Git mine = git.newClone();
        GitFixture.commit(mine, "README.md", "1");

        List<RemoteRefUpdate> updates =
                git.push(mine, false, GitFixture.login(junior), "HEAD:refs/heads/main", "HEAD:refs/heads/essai");

        assertThat(updates)
                .extracting(RemoteRefUpdate::getRemoteName, RemoteRefUpdate::getStatus)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("refs/heads/main", Status.REJECTED_OTHER_REASON),
                        org.assertj.core.groups.Tuple.tuple("refs/heads/essai", Status.OK));
        assertThat(updates)
                .extracting(RemoteRefUpdate::getMessage)
                .anyMatch(message -> message != null
                        && message.contains("user/junior is not authorized to perform: codecommit:GitPush"));
        assertThat(denial().operation()).isEqualTo("GitPush refs/heads/main");
    }

    private Entry denial() {
        return cloud.cloud().journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.DENIAL)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWrongPasswordIsNotAuthorized() {
        assertThatThrownBy(() ->
                        git.newClone(new UsernamePasswordCredentialsProvider(git.credential.serviceUserName(), "faux")))
                .hasMessageContaining("not authorized");
    }

    @Test
    void anInactiveCredentialIsRefusedUntilItIsActiveAgain() throws Exception {
        git.iam.updateServiceSpecificCredential(r -> r.userName("zoe")
                .serviceSpecificCredentialId(git.credential.serviceSpecificCredentialId())
                .status(StatusType.INACTIVE));
        assertThatThrownBy(() -> git.newClone()).hasMessageContaining("not authorized");

        git.iam.updateServiceSpecificCredential(r -> r.userName("zoe")
                .serviceSpecificCredentialId(git.credential.serviceSpecificCredentialId())
                .status(StatusType.ACTIVE));
        assertThat(git.newClone()).isNotNull();
    }

    @Test
    void aRepositoryThatIsNotThereIsNotFound() {
        git.codecommit.deleteRepository(r -> r.repositoryName("boutique"));

        assertThatThrownBy(() -> git.newClone()).hasStackTraceContaining("not found: Not Found");
    }

    @Test
    void anAccessKeySignsAsGitRemoteCodecommitDoes() throws Exception {
        Credentials.Key key = cloud.cloud().credentials().issue(cloud.cloud().root());

        assertThat(git.newClone(signed(key, Instant.now().minus(Duration.ofMinutes(10)))))
                .isNotNull();
        assertThatThrownBy(() -> git.newClone(signed(key, Instant.now().minus(Duration.ofMinutes(16)))))
                .hasMessageContaining("not authorized");
        assertThatThrownBy(() -> git.newClone(signed(key, Instant.now().plus(Duration.ofMinutes(16)))))
                .hasMessageContaining("not authorized");
    }

    @Test
    void aSessionSignsWithItsToken() throws Exception {
        Principal root = cloud.cloud().root();
        Credentials.Key key = cloud.cloud().credentials().issueTemporary(root, Duration.ofHours(1));
        UsernamePasswordCredentialsProvider withoutToken =
                new UsernamePasswordCredentialsProvider(key.accessKeyId(), password(key, Instant.now()));

        assertThat(git.newClone(signed(key, Instant.now()))).isNotNull();
        assertThatThrownBy(() -> git.newClone(withoutToken)).hasMessageContaining("not authorized");
    }

    private UsernamePasswordCredentialsProvider signed(Credentials.Key key, Instant when) throws Exception {
        String user = key.accessKeyId() + key.sessionToken().map("%"::concat).orElse("");
        return new UsernamePasswordCredentialsProvider(user, password(key, when));
    }

    private String password(Credentials.Key key, Instant when) throws Exception {
        String region = cloud.cloud().place().region();
        String timestamp = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(when);
        String day = timestamp.substring(0, 8);
        String canonical = "GIT\n/v1/repos/boutique\n\nhost:git-codecommit." + region + ".amazonaws.com\n\nhost\n";
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        String text =
                "AWS4-HMAC-SHA256\n" + timestamp + "\n" + day + "/" + region + "/codecommit/aws4_request\n" + hash;
        byte[] signature = ("AWS4" + key.secretAccessKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(day, region, "codecommit", "aws4_request", text)) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(signature, "HmacSHA256"));
            signature = mac.doFinal(part.getBytes(StandardCharsets.UTF_8));
        }
        return timestamp + "Z" + HexFormat.of().formatHex(signature);
    }
}
