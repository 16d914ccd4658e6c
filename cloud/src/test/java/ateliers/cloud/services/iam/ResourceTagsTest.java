package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Policies that look at the tags of log groups, secrets, parameters, rules and buses.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_iam-tags.html">aws:ResourceTag</a>
 */
@SuppressWarnings("unchecked") // consumers as varargs, which the SDK does not call safe
class ResourceTagsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private Principal.User bob;

    @BeforeEach
    void aUser() {
        bob = cloud.user("bob");
        only("aws:ResourceTag/team");
    }

    /** Bob may everything where a key says that it is the shop's. */
    private void only(String key) {
        cloud.client(IamClient.builder())
                .putUserPolicy(r -> r.userName("bob")
                        .policyName("p")
                        .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":"
                                        + "\"*\",\"Condition\":{\"StringEquals\":{\"" + key + "\":\"shop\"}}}}"));
    }

    private static void allowed(ThrowingCallable call) {
        assertThatCode(call).doesNotThrowAnyException();
    }

    private static void denied(ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining("because no identity-based policy allows");
    }

    @Test
    void logGroups() {
        CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
        logs.createLogGroup(r -> r.logGroupName("/shop/ours").tags(Map.of("team", "shop")));
        logs.createLogGroup(r -> r.logGroupName("/shop/others"));
        CloudWatchLogsClient bobs = cloud.clientAs(bob, CloudWatchLogsClient.builder());

        allowed(() -> bobs.createLogStream(r -> r.logGroupName("/shop/ours").logStreamName("s")));
        allowed(() -> bobs.putRetentionPolicy(r -> r.logGroupName("/shop/ours").retentionInDays(7)));
        allowed(() -> bobs.putLogEvents(r -> r.logGroupName("/shop/ours")
                .logStreamName("s")
                .logEvents(e ->
                        e.message("m").timestamp(cloud.cloud().clock().instant().toEpochMilli()))));
        denied(() -> bobs.createLogStream(r -> r.logGroupName("/shop/others").logStreamName("s")));
    }

    @Test
    void secrets() {
        SecretsManagerClient secrets = cloud.client(SecretsManagerClient.builder());
        String ours = secrets.createSecret(r ->
                        r.name("ours").secretString("a").tags(t -> t.key("team").value("shop")))
                .arn();
        secrets.createSecret(r -> r.name("others").secretString("b"));
        SecretsManagerClient bobs = cloud.clientAs(bob, SecretsManagerClient.builder());

        allowed(() -> bobs.getSecretValue(r -> r.secretId(ours)));
        denied(() -> bobs.getSecretValue(r -> r.secretId("others")));
        only("secretsmanager:ResourceTag/team");
        allowed(() -> bobs.getSecretValue(r -> r.secretId("ours")));
        denied(() -> bobs.getSecretValue(r -> r.secretId("others")));

        secrets.untagResource(r -> r.secretId(ours).tagKeys("team"));
        denied(() -> bobs.getSecretValue(r -> r.secretId("ours")));
    }

    @Test
    void parameters() {
        SsmClient ssm = cloud.client(SsmClient.builder());
        for (String name : new String[] {"/shop/title", "title"}) {
            ssm.putParameter(r -> r.name(name)
                    .type(ParameterType.STRING)
                    .value("v")
                    .tags(t -> t.key("team").value("shop")));
        }
        ssm.putParameter(r -> r.name("/shop/other").type(ParameterType.STRING).value("v"));
        SsmClient bobs = cloud.clientAs(bob, SsmClient.builder());

        allowed(() -> bobs.getParameter(r -> r.name("/shop/title")));
        allowed(() -> bobs.getParameter(r -> r.name("title")));
        denied(() -> bobs.getParameter(r -> r.name("/shop/other")));
        denied(() -> bobs.getParameters(r -> r.names("title", "/shop/other")));
        only("ssm:resourceTag/team");
        allowed(() -> bobs.getParameter(r -> r.name("title")));
        denied(() -> bobs.getParameter(r -> r.name("/shop/other")));
    }

    @Test
    void rulesAndBuses() {
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        Tag tag = Tag.builder().key("team").value("shop").build();
        events.createEventBus(r -> r.name("ours").tags(tag));
        events.createEventBus(r -> r.name("others"));
        String pattern = "{\"source\":[\"shop\"]}";
        events.putRule(r -> r.name("first").eventPattern(pattern).tags(tag));
        events.putRule(r ->
                r.name("second").eventBusName("others").eventPattern(pattern).tags(tag));
        events.putRule(r -> r.name("third").eventPattern(pattern));
        EventBridgeClient bobs = cloud.clientAs(bob, EventBridgeClient.builder());

        allowed(() -> bobs.describeEventBus(r -> r.name("ours")));
        denied(() -> bobs.describeEventBus(r -> r.name("others")));
        allowed(() -> bobs.describeRule(r -> r.name("first")));
        allowed(() -> bobs.describeRule(r -> r.name("second").eventBusName("others")));
        denied(() -> bobs.describeRule(r -> r.name("third")));
    }

    /**
     * Only where a bucket's ABAC is enabled, which is lacking.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/buckets-tagging-enable-abac.html">Enabling ABAC in
     *     general purpose buckets</a>
     */
    @Test
    void bucketsTagsAreNotLookedAt() {
        S3Client s3 = cloud.client(S3Client.builder());
        s3.createBucket(r -> r.bucket("drawer").createBucketConfiguration(c -> c.locationConstraint("eu-west-3")));
        s3.putBucketTagging(r ->
                r.bucket("drawer").tagging(t -> t.tagSet(tag -> tag.key("team").value("shop"))));
        S3Client bobs = cloud.clientAs(bob, S3Client.builder());

        denied(() -> bobs.listObjectsV2(r -> r.bucket("drawer")));
        only("s3:BucketTag/team");
        denied(() -> bobs.listObjectsV2(r -> r.bucket("drawer")));
    }
}
