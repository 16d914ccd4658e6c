package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

class SnsTopicsTest {
    private static final String ARN = "arn:aws:sns:eu-west-3:123456789012:";

    private final TestServices services = new TestServices(new SnsService());
    private final SnsClient sns = services.client(SnsClient.class);

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aTopicIsBornWithAwssPolicyAndAttributes() {
        String arn = create("news", Map.of());

        assertThat(arn).isEqualTo(ARN + "news");
        assertThat(attributes(arn))
                .containsEntry("Owner", "123456789012")
                .containsEntry("TopicArn", arn)
                .containsEntry("DisplayName", "")
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsPending", "0")
                .containsEntry("SubscriptionsDeleted", "0")
                .containsEntry(
                        "Policy",
                        "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Sid\":"
                                + "\"__default_statement_ID\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},"
                                + "\"Action\":[\"SNS:GetTopicAttributes\",\"SNS:SetTopicAttributes\","
                                + "\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\","
                                + "\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],"
                                + "\"Resource\":\"" + arn + "\",\"Condition\":{\"StringEquals\":"
                                + "{\"AWS:SourceOwner\":\"123456789012\"}}}]}")
                .containsKey("EffectiveDeliveryPolicy")
                .doesNotContainKeys("FifoTopic", "ContentBasedDeduplication");
    }

    @Test
    void creatingTheSameTopicAgainGivesItsArn() {
        String arn = create("news", Map.of("DisplayName", "News"));

        assertThat(create("news", Map.of())).isEqualTo(arn);
        assertThat(refusal(() -> create("news", Map.of("DisplayName", "Other"))))
                .isEqualTo("InvalidParameter: Invalid parameter: Attributes Reason: Topic already exists with"
                        + " different attributes");
        assertThat(refusal(() -> sns.createTopic(r -> r.name("news").tags(tag("a", "b")))))
                .isEqualTo("InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different"
                        + " tags");
    }

    @ParameterizedTest
    @CsvSource({"''", "news.fifo", "a b"})
    void namesAreChecked(String name) {
        assertThat(refusal(() -> create(name, Map.of()))).isEqualTo("InvalidParameter: Invalid parameter: Topic Name");
    }

    @Test
    void fact29AnUnknownTopicDoesNotExist() {
        assertThatThrownBy(() -> attributes(ARN + "nowhere")).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.statusCode()).isEqualTo(404);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotFound");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Topic does not exist");
        });
        assertThat(refusal(() -> attributes("nowhere")))
                .isEqualTo("InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6"
                        + " elements, not 1");
    }

    @Test
    void attributesAreChecked() {
        String arn = create("news", Map.of());

        assertThat(refusal(() -> set(arn, "Colour", "red")))
                .isEqualTo("InvalidParameter: Invalid parameter: AttributeName");
        assertThat(refusal(() -> set(arn, "Policy", "{")))
                .isEqualTo("InvalidParameter: Invalid parameter: Policy Error: null");
        assertThat(refusal(() -> set(
                        arn,
                        "Policy",
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":"
                                + "\"sqs:SendMessage\",\"Resource\":\"*\"}]}")))
                .isEqualTo("InvalidParameter: Invalid parameter: Policy statement action out of service scope!");
    }

    @Test
    void aKeyIsInertAndStatusLoggingIsUnsupported() {
        String arn = create("news", Map.of("KmsMasterKeyId", "alias/aws/sns"));

        assertThat(services.journal.entries()).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(Entry.Kind.INERT);
            assertThat(entry.operation()).isEqualTo("KmsMasterKeyId");
            assertThat(entry.resource()).isEqualTo(arn);
        });
        assertThatThrownBy(() -> set(arn, "SQSSuccessFeedbackRoleArn", "arn:aws:iam::1:role/r"))
                .isInstanceOf(Unsupported.class);
    }

    @Test
    void permissionsAreStatementsOfThePolicy() {
        String arn = create("news", Map.of());
        sns.addPermission(r ->
                r.topicArn(arn).label("partner").awsAccountIds("668614515564").actionNames("Publish"));

        assertThat(attributes(arn).get("Policy"))
                .contains("{\"Sid\":\"partner\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                        + "\"arn:aws:iam::668614515564:root\"},\"Action\":\"SNS:Publish\",\"Resource\":\"" + arn
                        + "\"}");
        assertThat(refusal(() -> sns.addPermission(r -> r.topicArn(arn)
                        .label("partner")
                        .awsAccountIds("668614515564")
                        .actionNames("Publish"))))
                .isEqualTo("InvalidParameter: Invalid parameter: Statement already exists");
        sns.removePermission(r -> r.topicArn(arn).label("partner"));
        assertThat(attributes(arn).get("Policy")).doesNotContain("partner");
    }

    @Test
    void tagsAreKept() {
        String arn = sns.createTopic(r -> r.name("news").tags(tag("k1", "v1"), tag("k2", "v2")))
                .topicArn();
        sns.untagResource(r -> r.resourceArn(arn).tagKeys("k1"));
        sns.tagResource(r -> r.resourceArn(arn).tags(tag("k2", "v2b")));

        assertThat(sns.listTagsForResource(r -> r.resourceArn(arn)).tags()).containsExactly(tag("k2", "v2b"));
        assertThat(refusal(() -> sns.tagResource(r -> r.resourceArn(arn).tags(tag("a", "1"), tag("a", "2")))))
                .isEqualTo("InvalidParameter: Invalid parameter: Duplicated keys are not allowed.");
    }

    @Test
    void topicsAreListedAndDeleted() {
        List<String> arns = List.of(create("a", Map.of()), create("b", Map.of()));

        assertThat(sns.listTopicsPaginator().topics())
                .extracting(t -> t.topicArn())
                .containsExactlyElementsOf(arns);
        sns.deleteTopic(r -> r.topicArn(arns.get(0)));
        sns.deleteTopic(r -> r.topicArn(arns.get(0)));
        assertThat(sns.listTopics().topics()).hasSize(1);
    }

    @Test
    void aDenialIsAnAuthorizationError() {
        String arn = create("news", Map.of());
        services.deny("sns:Publish");

        assertThatThrownBy(() -> sns.publish(r -> r.topicArn(arn).message("hello")))
                .isInstanceOfSatisfying(AuthorizationErrorException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(403);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthorizationError");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: arn:aws:iam::123456789012:user/nobody is not authorized to perform:"
                                    + " SNS:Publish on resource: " + arn
                                    + " because no identity-based policy allows the SNS:Publish action");
                });
    }

    private String create(String name, Map<String, String> attributes) {
        return sns.createTopic(r -> r.name(name).attributes(attributes)).topicArn();
    }

    private void set(String arn, String name, String value) {
        sns.setTopicAttributes(r -> r.topicArn(arn).attributeName(name).attributeValue(value));
    }

    private Map<String, String> attributes(String arn) {
        return sns.getTopicAttributes(r -> r.topicArn(arn)).attributes();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
