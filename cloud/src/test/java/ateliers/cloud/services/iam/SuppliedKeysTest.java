package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Condition keys that AWS has in each request's context.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html">Controlling access by tags:
 *     aws:ResourceTag and iam:ResourceTag</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global condition
 *     keys: aws:TokenIssueTime, aws:MultiFactorAuthPresent</a>
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html">GetSessionToken</a>
 */
@SuppressWarnings("unchecked") // consumers as varargs, which the SDK does not call safe
class SuppliedKeysTest {
    private static final String DENIED = "is not authorized to perform";

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private IamClient iam;
    private Principal.User bob;

    @BeforeEach
    void prepare() {
        iam = cloud.client(IamClient.builder());
        bob = cloud.user("bob");
    }

    private static String document(String effect, String action, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"Action\":\"" + action
                + "\",\"Resource\":\"*\",\"Condition\":" + condition + "}}";
    }

    private void allow(String action, String condition) {
        iam.putUserPolicy(r -> r.userName("bob").policyName("p").policyDocument(document("Allow", action, condition)));
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining(DENIED);
    }

    @Test
    void tagsOfQueuesAndTopics() {
        SqsClient sqs = cloud.client(SqsClient.builder());
        String ours = sqs.createQueue(r -> r.queueName("ours").tags(Map.of("team", "shop")))
                .queueUrl();
        String others = sqs.createQueue(r -> r.queueName("others")).queueUrl();
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(
                        r -> r.name("ours").tags(t -> t.key("team").value("shop")))
                .topicArn();
        allow("*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"shop\"}}");

        SqsClient bobs = cloud.clientAs(bob, SqsClient.builder());
        bobs.sendMessage(r -> r.queueUrl(ours).messageBody("m"));
        denied(() -> bobs.sendMessage(r -> r.queueUrl(others).messageBody("m")));
        SnsClient bobsTopics = cloud.clientAs(bob, SnsClient.builder());
        bobsTopics.publish(r -> r.topicArn(topic).message("m"));

        sns.untagResource(r -> r.resourceArn(topic).tagKeys("team"));
        denied(() -> bobsTopics.publish(r -> r.topicArn(topic).message("m")));
    }

    @Test
    void tagsOfRolesToReadAndToAssumeThem() {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + bob.account() + "\"}}}";
        String arn = iam.createRole(r -> r.roleName("app")
                        .assumeRolePolicyDocument(trust)
                        .tags(t -> t.key("team").value("shop")))
                .role()
                .arn();
        iam.createRole(r -> r.roleName("other").assumeRolePolicyDocument(trust));
        allow("*", "{\"StringEquals\":{\"iam:ResourceTag/team\":\"shop\",\"aws:ResourceTag/team\":\"shop\"}}");

        IamClient bobs = cloud.clientAs(bob, IamClient.builder());
        assertThat(bobs.getRole(r -> r.roleName("app")).role().arn()).isEqualTo(arn);
        denied(() -> bobs.getRole(r -> r.roleName("other")));
        StsClient sts = cloud.clientAs(bob, StsClient.builder());
        sts.assumeRole(r -> r.roleArn(arn).roleSessionName("session"));
        denied(() -> sts.assumeRole(r -> r.roleArn(arn.replace("app", "other")).roleSessionName("session")));
    }

    @Test
    void whenASessionBeganAndThatItShowedNoSecondFactor() {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + bob.arn() + "\"}}}";
        String arn = iam.createRole(r -> r.roleName("app").assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(r -> r.roleName("app")
                .policyName("allow")
                .policyDocument(document("Allow", "sqs:*", "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"false\"}}")));
        SqsClient session = session(cloud.clientAs(bob, StsClient.builder())
                .assumeRole(r -> r.roleArn(arn).roleSessionName("session"))
                .credentials());
        session.listQueues();

        iam.putRolePolicy(r -> r.roleName("app")
                .policyName("AWSRevokeOlderSessions")
                .policyDocument(
                        document("Deny", "*", "{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2126-01-01T00:00:00Z\"}}")));

        denied(session::listQueues);
    }

    private SqsClient session(Credentials given) {
        return cloud.client(SqsClient.builder(), session(given, ""));
    }

    private static AwsSessionCredentials session(Credentials given, String more) {
        return AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken() + more);
    }

    @Test
    void aUsersTokenWithoutSecondFactorOpensNeitherIamNorMoreTokens() {
        allow("*", "{\"StringEquals\":{\"aws:username\":\"bob\"}}");
        Credentials token = cloud.clientAs(bob, StsClient.builder())
                .getSessionToken(r -> r.durationSeconds(900))
                .credentials();

        assertThatCode(session(token)::listQueues).doesNotThrowAnyException();
        IamClient withToken = cloud.client(IamClient.builder(), session(token, ""));
        assertThatThrownBy(() -> withToken.getUser())
                .hasMessageContaining("The security token included in the request is invalid")
                .hasMessageContaining("403");
        StsClient again = cloud.client(StsClient.builder(), session(token, ""));
        assertThatThrownBy(() -> again.getSessionToken(r -> r.durationSeconds(900)))
                .hasMessageContaining("Cannot call GetSessionToken with session credentials");
        assertThat(again.getCallerIdentity().arn()).isEqualTo(bob.arn());
    }

    @Test
    void tagsAndRolesOfNewStacks() {
        allow("cloudformation:*", "{\"StringEquals\":{\"aws:RequestTag/team\":\"shop\"}}");
        CloudFormationClient cfn = cloud.clientAs(bob, CloudFormationClient.builder());
        String template = "Resources: {Q: {Type: AWS::SQS::Queue}}";

        denied(() -> cfn.createStack(r -> r.stackName("other").templateBody(template)));
        cfn.createStack(r -> r.stackName("ours")
                .templateBody(template)
                .tags(t -> t.key("team").value("shop")));

        allow("cloudformation:*", "{\"Null\":{\"cloudformation:RoleArn\":\"false\"}}");
        denied(() -> cfn.createStack(r -> r.stackName("another").templateBody(template)));
    }
}
