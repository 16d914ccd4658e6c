package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Credentials;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;

/** IAM as the SDK's own clients see it. */
class IamOverHttpTest {
    private Cloud cloud;
    private String account;
    private IamClient iam;
    private AwsCredentials bob;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        account = cloud.place().account();
        Credentials.Key root = cloud.credentials().issue(cloud.root());
        iam = client(IamClient.builder(), AwsBasicCredentials.create(root.accessKeyId(), root.secretAccessKey()));
        iam.createUser(r -> r.userName("bob"));
        AccessKey key = iam.createAccessKey(r -> r.userName("bob")).accessKey();
        bob = AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void answersWithEveryMemberOfARole() {
        var created = iam.createRole(r -> r.roleName("app")
                        .path("/p/")
                        .description("é")
                        .maxSessionDuration(7200)
                        .tags(Tag.builder().key("a").value("b").build())
                        .assumeRolePolicyDocument(IamRolesTest.TRUST_LAMBDA))
                .role();

        var role = iam.getRole(r -> r.roleName("app")).role();

        assertThat(role.arn()).isEqualTo(created.arn()).endsWith(":role/p/app");
        assertThat(role.description()).isEqualTo("é");
        assertThat(role.maxSessionDuration()).isEqualTo(7200);
        assertThat(role.createDate()).isNotNull();
        assertThat(role.tags()).hasSize(1);
        assertThat(iam.listRolesPaginator().roles()).hasSize(1);
    }

    @Test
    void refusesWithTheExceptionsOfTheSdk() {
        assertThatThrownBy(() -> iam.getRole(r -> r.roleName("none")))
                .isInstanceOfSatisfying(NoSuchEntityException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("The role with name none cannot be found.");
                });
        assertThatThrownBy(() -> iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument("{")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void aUsersKeyWorksAndGivesNothingMore() {
        assertThat(client(StsClient.builder(), bob).getCallerIdentity().arn())
                .isEqualTo("arn:aws:iam::" + account + ":user/bob");
        assertThatThrownBy(() -> client(IamClient.builder(), bob).listRoles())
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .startsWith("User: arn:aws:iam::" + account
                                    + ":user/bob is not authorized to perform: iam:ListRoles on resource: ");
                });
    }

    @Test
    void sqsDeniesInItsOwnWords() {
        String url = queue();

        assertThatThrownBy(() -> client(SqsClient.builder(), bob)
                        .sendMessage(r -> r.queueUrl(url).messageBody("x")))
                .isInstanceOfSatisfying(AwsServiceException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: arn:aws:iam::" + account
                                    + ":user/bob is not authorized to perform: sqs:sendmessage on resource: arn:aws:sqs:"
                                    + cloud.place().region() + ":" + account
                                    + ":q because no identity-based policy allows the sqs:sendmessage action");
                });
    }

    @Test
    void aQueuesPolicyLetsTheUserInAndKeepsHimOut() {
        String url = queue();
        SqsClient his = client(SqsClient.builder(), bob);
        policy(url, "Allow");

        assertThat(his.sendMessage(r -> r.queueUrl(url).messageBody("x")).messageId())
                .isNotEmpty();

        iam.attachUserPolicy(r -> r.userName("bob").policyArn("arn:aws:iam::aws:policy/AdministratorAccess"));
        policy(url, "Deny");
        assertThatThrownBy(() -> his.sendMessage(r -> r.queueUrl(url).messageBody("x")))
                .hasMessageContaining("with an explicit deny in a resource-based policy");
    }

    @Test
    void anAssumedRolesCredentialsWork() {
        String trust = IamRolesTest.TRUST_LAMBDA.replace(
                "\"Service\":\"lambda.amazonaws.com\"", "\"AWS\":\"arn:aws:iam::" + account + ":user/bob\"");
        String arn = iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.attachRolePolicy(r -> r.roleName("app").policyArn("arn:aws:iam::aws:policy/AmazonSQSFullAccess"));
        String url = queue();

        var given = client(StsClient.builder(), bob)
                .assumeRole(r -> r.roleArn(arn).roleSessionName("session"))
                .credentials();
        AwsCredentials session =
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken());

        assertThat(client(StsClient.builder(), session).getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::" + account + ":assumed-role/app/session");
        assertThat(client(SqsClient.builder(), session)
                        .sendMessage(r -> r.queueUrl(url).messageBody("x"))
                        .messageId())
                .isNotEmpty();
        assertThatThrownBy(() -> client(IamClient.builder(), session).listUsers())
                .hasMessageContaining("assumed-role/app/session is not authorized to perform: iam:ListUsers");
    }

    @Test
    void anInactiveKeyIsRefusedUntilItIsActiveAgain() {
        StsClient his = client(StsClient.builder(), bob);

        iam.updateAccessKey(
                r -> r.userName("bob").accessKeyId(bob.accessKeyId()).status(StatusType.INACTIVE));

        assertThat(iam.listAccessKeys(r -> r.userName("bob")).accessKeyMetadata())
                .extracting(AccessKeyMetadata::statusAsString)
                .containsExactly("Inactive");
        assertThatThrownBy(his::getCallerIdentity).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(403);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
        });
        iam.updateAccessKey(
                r -> r.userName("bob").accessKeyId(bob.accessKeyId()).status(StatusType.ACTIVE));
        assertThat(his.getCallerIdentity().arn()).endsWith(":user/bob");
    }

    @Test
    void aKeysStatusIsOneOfTwo() {
        assertThatThrownBy(() -> iam.updateAccessKey(
                        r -> r.userName("bob").accessKeyId(bob.accessKeyId()).status("Asleep")))
                .hasMessageContaining("at 'status' failed to satisfy constraint");
        assertThatThrownBy(() -> iam.updateAccessKey(
                        r -> r.userName("bob").accessKeyId("AKIANOBODY").status(StatusType.INACTIVE)))
                .isInstanceOf(NoSuchEntityException.class)
                .hasMessageContaining("The Access Key with id AKIANOBODY cannot be found.");
    }

    @Test
    void conditionsSeeTheCallersAddress() {
        String url = queue();
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName("p")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\","
                        + "\"Resource\":\"*\",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"127.0.0.0/8\"}}}}"));

        assertThat(client(SqsClient.builder(), bob)
                        .sendMessage(r -> r.queueUrl(url).messageBody("x"))
                        .messageId())
                .isNotEmpty();
    }

    private String queue() {
        return cloud.door()
                .as(cloud.root(), SqsClient.class)
                .createQueue(r -> r.queueName("q"))
                .queueUrl();
    }

    private void policy(String url, String effect) {
        String document = String.join(
                "",
                List.of(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"",
                        effect,
                        "\",\"Principal\":{\"AWS\":\"arn:aws:iam::",
                        account,
                        ":user/bob\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}"));
        cloud.door()
                .as(cloud.root(), SqsClient.class)
                .setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, document)));
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
            B builder, AwsCredentials credentials) {
        return builder.endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
