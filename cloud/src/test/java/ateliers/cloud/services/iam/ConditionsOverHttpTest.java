package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How conditions and variables of a policy are read.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">Set
 *     operators for multivalued context keys</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Variables and tags</a>
 */
class ConditionsOverHttpTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private IamClient iam;
    private SqsClient bob;
    private String queue;

    @BeforeEach
    void prepare() {
        iam = cloud.client(IamClient.builder());
        bob = cloud.clientAs(cloud.user("bob"), SqsClient.builder());
        queue = cloud.client(SqsClient.builder())
                .createQueue(r -> r.queueName("bob"))
                .queueUrl();
    }

    private void allow(String resource, String condition) {
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName("p")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\""
                                + resource + "\"" + (condition.isEmpty() ? "" : ",\"Condition\":" + condition) + "}}"));
    }

    private void tag(String... keys) {
        Map<String, String> tags = keys.length == 1 ? Map.of(keys[0], "x") : Map.of(keys[0], "x", keys[1], "y");
        bob.tagQueue(r -> r.queueUrl(queue).tags(tags));
    }

    @Test
    void aKeyOfSeveralValuesAsksForASetOperator() {
        allow("*", "{\"StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}");

        tag("a");
        assertThatThrownBy(() -> tag("a", "b")).hasMessageContaining("is not authorized to perform: sqs:tagqueue");

        allow("*", "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}");
        tag("a", "b");
    }

    @Test
    void forAnyValueMatchesNothingWithoutItsKey() {
        allow("*", "{\"ForAnyValue:StringEqualsIfExists\":{\"aws:TagKeys\":\"a\"}}");

        tag("a");
        assertThatThrownBy(() -> bob.receiveMessage(r -> r.queueUrl(queue)))
                .hasMessageContaining("is not authorized to perform: sqs:receivemessage");
    }

    @Test
    void theValuesOfNullAreAlternatives() {
        allow("*", "{\"Null\":{\"aws:TagKeys\":[\"true\",\"false\"]}}");

        tag("a");
        assertThat(bob.receiveMessage(r -> r.queueUrl(queue)).messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:sqs:*:*:${aws:username},                       true",
        "arn:aws:sqs:*:${aws:PrincipalAccount}:bob,             false",
        "arn:aws:sqs:${aws:RequestedRegion}:*:bob,              false",
    })
    void variablesStandAfterTheFifthColonOfAnArn(String resource, boolean resolved) {
        allow(resource, "");

        if (resolved) {
            assertThat(bob.receiveMessage(r -> r.queueUrl(queue)).messages()).isEmpty();
        } else {
            assertThatThrownBy(() -> bob.receiveMessage(r -> r.queueUrl(queue)))
                    .hasMessageContaining("because no identity-based policy allows the sqs:receivemessage action");
        }
    }
}
