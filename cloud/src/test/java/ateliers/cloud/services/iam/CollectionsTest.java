package ateliers.cloud.services.iam;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Listings are judged on all there is of a kind, as the denials of AWS's public answers name it; Lambda's on anything. Instance
 * profiles under a path were seen by kubernetes/kops pull request 17854.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">Troubleshoot access denied
 *     error messages</a>
 */
class CollectionsTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private IamClient iam;
    private Principal.User bob;

    @BeforeEach
    void prepare() {
        iam = cloud.client(IamClient.builder());
        bob = cloud.user("bob");
    }

    private static Arguments listing(String arn, Function<CollectionsTest, ThrowingCallable> call) {
        return Arguments.of(arn, call);
    }

    static Stream<Arguments> listings() {
        return Stream.of(
                listing(
                        "arn:aws:sns:eu-west-3:ACCOUNT:*",
                        test -> test.cloud.clientAs(test.bob, SnsClient.builder())::listTopics),
                listing(
                        "arn:aws:sns:eu-west-3:ACCOUNT:*",
                        test -> test.cloud.clientAs(test.bob, SnsClient.builder())::listSubscriptions),
                listing(
                        "arn:aws:dynamodb:eu-west-3:ACCOUNT:table/*",
                        test -> test.cloud.clientAs(test.bob, DynamoDbClient.builder())::listTables),
                listing(
                        "arn:aws:cloudformation:eu-west-3:ACCOUNT:stack/*/*",
                        test -> test.cloud.clientAs(test.bob, CloudFormationClient.builder())::listStacks),
                listing(
                        "arn:aws:iam::ACCOUNT:role/",
                        test -> test.cloud.clientAs(test.bob, IamClient.builder())::listRoles),
                listing(
                        "arn:aws:iam::ACCOUNT:user/",
                        test -> test.cloud.clientAs(test.bob, IamClient.builder())::listUsers),
                listing(
                        "arn:aws:iam::ACCOUNT:group/",
                        test -> test.cloud.clientAs(test.bob, IamClient.builder())::listGroups),
                listing(
                        "arn:aws:iam::ACCOUNT:instance-profile/",
                        test -> test.cloud.clientAs(test.bob, IamClient.builder())::listInstanceProfiles),
                listing(
                        "arn:aws:iam::ACCOUNT:instance-profile/shop/",
                        test -> () -> test.cloud
                                .clientAs(test.bob, IamClient.builder())
                                .listInstanceProfiles(r -> r.pathPrefix("/shop/"))),
                listing(
                        "arn:aws:events:eu-west-3:ACCOUNT:rule/*",
                        test -> () -> test.cloud
                                .clientAs(test.bob, EventBridgeClient.builder())
                                .listRules(r -> {})),
                listing(
                        "arn:aws:logs:eu-west-3:ACCOUNT:log-group::log-stream:",
                        test -> test.cloud.clientAs(test.bob, CloudWatchLogsClient.builder())::describeLogGroups));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void aPolicyOnTheCollectionAllowsTheListing(String arn, Function<CollectionsTest, ThrowingCallable> call) {
        String collection = arn.replace("ACCOUNT", bob.account());
        assertThatThrownBy(call.apply(this)).hasMessageContaining(" on resource: " + collection + " because");

        allow(collection);
        assertThatCode(call.apply(this)).doesNotThrowAnyException();

        allow(collection.replaceFirst("[*/:]+$", "$0orders").replace("*", "x"));
        assertThatThrownBy(call.apply(this)).hasMessageContaining(" on resource: " + collection + " because");
    }

    @Test
    void functionsAreListedFromAnywhereOrNot() {
        allow("arn:aws:lambda:*:*:function:*");

        assertThatThrownBy(() -> cloud.clientAs(bob, LambdaClient.builder()).listFunctions())
                .hasMessageContaining("lambda:ListFunctions on resource: * because");
    }

    private void allow(String resource) {
        iam.putUserPolicy(r -> r.userName("bob")
                .policyName("p")
                .policyDocument(
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\""
                                + resource + "\"}}"));
    }
}
