package ateliers.cloud.conformance;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sns.SnsClient;

class IamFactsTest extends ConformanceCase {
    private IamClient iam;
    private SnsClient asEve;
    private String eve;
    private String topic;

    @BeforeEach
    void makeUser() {
        iam = cloud.client(IamClient.builder());
        eve = iam.createUser(r -> r.userName("eve")).user().arn();
        AccessKey key = iam.createAccessKey(r -> r.userName("eve")).accessKey();
        asEve = cloud.client(SnsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        topic = cloud.client(SnsClient.builder())
                .createTopic(r -> r.name("news"))
                .topicArn();
    }

    @Test
    @Fact(59)
    @DisplayName("Fact 59: no policy allows it")
    void implicitDenial() {
        refused(
                () -> asEve.publish(r -> r.topicArn(topic).message("hello")),
                "AuthorizationError",
                403,
                "User: " + eve + " is not authorized to perform: SNS:Publish on resource: " + topic
                        + " because no identity-based policy allows the SNS:Publish action");
    }

    @Test
    @Fact(59)
    @DisplayName("Fact 59: a policy denies it")
    void explicitDenial() {
        iam.putUserPolicy(r -> r.userName("eve")
                .policyName("no")
                .policyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\","
                        + "\"Resource\":\"*\"}]}"));

        refused(
                () -> asEve.publish(r -> r.topicArn(topic).message("hello")),
                "AuthorizationError",
                403,
                "User: " + eve + " is not authorized to perform: SNS:Publish on resource: " + topic
                        + " with an explicit deny in an identity-based policy");
    }
}
