package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Whom a resource's policy leaves out of its denials.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html">NotPrincipal</a>
 */
class NotPrincipalTest {
    private static final String EVERYTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private IamClient iam;
    private SqsClient sqs;
    private String queue;
    private Principal.User bob;

    @BeforeEach
    void aQueueAndAUser() {
        iam = cloud.client(IamClient.builder());
        sqs = cloud.client(SqsClient.builder());
        queue = sqs.createQueue(r -> r.queueName("orders")).queueUrl();
        bob = user("bob");
    }

    private Principal.User user(String name) {
        Principal.User user = cloud.user(name);
        iam.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(EVERYTHING));
        return user;
    }

    private static String policy(String effect, String action, String notPrincipal, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"NotPrincipal\":"
                + notPrincipal + ",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private void deny(String... notPrincipals) {
        String document = policy(
                "Deny",
                "sqs:SendMessage",
                "{\"AWS\":[\"" + String.join("\",\"", notPrincipals) + "\"]}",
                "arn:aws:sqs:" + cloud.cloud().place().region() + ":" + bob.account() + ":orders");
        sqs.setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, document)));
    }

    private void send(SqsClient client) {
        client.sendMessage(r -> r.queueUrl(queue).messageBody("m"));
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("with an explicit deny in a resource-based policy");
    }

    @Test
    void aUserWithItsAccountIsLeftOutAndNobodyElse() {
        SqsClient bobs = cloud.clientAs(bob, SqsClient.builder());
        SqsClient eves = cloud.clientAs(user("eve"), SqsClient.builder());
        deny(bob.arn(), bob.account());

        send(bobs);
        denied(() -> send(eves));

        deny(bob.arn());
        denied(() -> send(bobs));
    }

    @Test
    void aUserWithAPermissionsBoundaryIsAlwaysDenied() {
        SqsClient bobs = cloud.clientAs(bob, SqsClient.builder());
        deny(bob.arn(), bob.account());
        send(bobs);

        iam.putUserPermissionsBoundary(
                r -> r.userName("bob").permissionsBoundary("arn:aws:iam::aws:policy/AdministratorAccess"));
        denied(() -> send(bobs));

        iam.deleteUserPermissionsBoundary(r -> r.userName("bob"));
        send(bobs);
    }

    @Test
    void aRoleWithItsAccountLeavesItsSessionsOut() {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + bob.arn() + "\"}}}";
        String role = iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(r -> r.roleName("app").policyName("p").policyDocument(EVERYTHING));
        Credentials given = cloud.clientAs(bob, StsClient.builder())
                .assumeRole(r -> r.roleArn(role).roleSessionName("session"))
                .credentials();
        SqsClient session = cloud.client(
                SqsClient.builder(),
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));

        deny(role, bob.account());
        send(session);

        deny(bob.arn(), bob.account());
        denied(() -> send(session));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"ACCOUNT\"}"})
    void itLetsNobodyInSinceServicesRefuseIt(String given) {
        String notPrincipal = given.replace("ACCOUNT", bob.account());
        String region = cloud.cloud().place().region();
        String queuePolicy = policy(
                "Allow", "sqs:SendMessage", notPrincipal, "arn:aws:sqs:" + region + ":" + bob.account() + ":orders");
        refused(() -> sqs.setQueueAttributes(
                r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, queuePolicy))));
        assertThat(sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .doesNotContainKey(QueueAttributeName.POLICY);

        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        refused(() -> sns.setTopicAttributes(r -> r.topicArn(topic)
                .attributeName("Policy")
                .attributeValue(policy("Allow", "SNS:Publish", notPrincipal, topic))));

        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("drawer").createBucketConfiguration(c -> c.locationConstraint(region)));
        refused(() -> s3.putBucketPolicy(r ->
                r.bucket("drawer").policy(policy("Allow", "s3:GetObject", notPrincipal, "arn:aws:s3:::drawer/*"))));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.statusCode()).isEqualTo(400));
    }
}
