package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Where a member is JSON, it is one value and nothing after it. SNS's refusal of a message with more after it is in {@link RefusalsTest}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-2">RFC 8259, JSON grammar</a>
 */
class TrailingJsonTest extends ConformanceCase {
    private static final String RULE = "orders";

    private String topic;
    private OpenQueue queue;

    private static Arguments given(String member, String json, String code, BiConsumer<TrailingJsonTest, String> call) {
        return Arguments.of(member, json, code, call);
    }

    static Stream<Arguments> members() {
        return Stream.of(
                given(
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"QUEUE\",\"maxReceiveCount\":3}",
                        "InvalidParameterValue",
                        (test, json) -> test.attribute("RedrivePolicy", json)),
                given(
                        "RedriveAllowPolicy",
                        "{\"redrivePermission\":\"denyAll\"}",
                        "InvalidParameterValue",
                        (test, json) -> test.attribute("RedriveAllowPolicy", json)),
                given(
                        "FilterPolicy",
                        "{\"kind\":[\"order\"]}",
                        "InvalidParameter",
                        (test, json) -> test.subscribe(Map.of("FilterPolicy", json))),
                given(
                        "a subscription's RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"QUEUE\"}",
                        "InvalidParameter",
                        (test, json) -> test.subscribe(Map.of("RedrivePolicy", json))),
                given(
                        "DeliveryPolicy",
                        "{}",
                        "InvalidParameter",
                        (test, json) -> test.sns()
                                .setTopicAttributes(r -> r.topicArn(test.topic)
                                        .attributeName("DeliveryPolicy")
                                        .attributeValue(json))),
                given(
                        "EventPattern",
                        "{\"source\":[\"a\"]}",
                        "InvalidEventPatternException",
                        (test, json) -> test.events().putRule(r -> r.name(RULE).eventPattern(json))),
                given(
                        "the pattern of a mapping",
                        "{\"body\":[\"a\"]}",
                        "InvalidParameterValueException",
                        (test, json) -> test.lambda()
                                .createEventSourceMapping(r -> r.functionName("f")
                                        .eventSourceArn(test.queue.arn)
                                        .filterCriteria(c -> c.filters(
                                                Filter.builder().pattern(json).build())))),
                given(
                        "an invocation's payload",
                        "{}",
                        "InvalidRequestContentException",
                        (test, json) -> test.lambda()
                                .invoke(r -> r.functionName("f")
                                        .invocationType(InvocationType.EVENT)
                                        .payload(SdkBytes.fromUtf8String(json)))),
                given(
                        "an OpenAPI document",
                        "{\"swagger\":\"2.0\",\"info\":{\"title\":\"a\"},\"paths\":{}}",
                        "BadRequestException",
                        (test, json) -> test.apis().importRestApi(r -> r.body(SdkBytes.fromUtf8String(json)))),
                given(
                        "an OpenAPI document of an HTTP API",
                        "{\"openapi\":\"3.0.1\",\"info\":{\"title\":\"a\"},\"paths\":{}}",
                        "BadRequestException",
                        (test, json) ->
                                test.cloud.client(ApiGatewayV2Client.builder()).importApi(r -> r.body(json))),
                given(
                        "a model's schema",
                        "{\"type\":\"object\"}",
                        "BadRequestException",
                        (test, json) -> test.apis()
                                .createModel(r -> r.restApiId(test.api())
                                        .name("Order")
                                        .contentType("application/json")
                                        .schema(json))),
                given(
                        "DashboardBody",
                        "{\"widgets\":[]}",
                        "InvalidParameterInput",
                        (test, json) -> test.cloud
                                .client(CloudWatchClient.builder())
                                .putDashboard(r -> r.dashboardName("shop").dashboardBody(json))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("members")
    void nothingStandsAfterTheValue(
            String member, String json, String code, BiConsumer<TrailingJsonTest, String> call) {
        topic = sns().createTopic(r -> r.name("news")).topicArn();
        queue = new OpenQueue("inbox");
        createFunction();
        String good = json.replace("QUEUE", queue.arn);

        for (String more : new String[] {" trailing", "}", " {}"}) {
            assertThatThrownBy(() -> call.accept(this, good + more))
                    .isInstanceOfSatisfying(
                            AwsServiceException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        }
        call.accept(this, good + "\n ");
    }

    /** What targets and events are told to be is checked one by one. */
    @Test
    void anEventOrAnInputIsOneValue() {
        queue = new OpenQueue("inbox");
        events().putRule(r -> r.name(RULE).eventPattern("{\"source\":[\"a\"]}"));

        assertThat(events().putEvents(r -> r.entries(PutEventsRequestEntry.builder()
                                .source("a")
                                .detailType("b")
                                .detail("{} trailing")
                                .build()))
                        .entries()
                        .get(0)
                        .errorCode())
                .isEqualTo("MalformedDetail");
        assertThatThrownBy(() -> events().putTargets(r -> r.rule(RULE)
                        .targets(Target.builder()
                                .id("1")
                                .arn(queue.arn)
                                .input("{} trailing")
                                .build())))
                .hasMessageContaining("JSON syntax error in input for target 1.");
        assertThatThrownBy(() -> events().testEventPattern(r -> r.eventPattern("{\"source\":[\"a\"]} trailing")
                        .event("{\"id\":\"1\",\"account\":\"1\",\"source\":\"a\",\"time\":\"2020-01-01T00:00:00Z\","
                                + "\"region\":\"r\",\"resources\":[],\"detail-type\":\"b\"}")))
                .isInstanceOf(AwsServiceException.class);
    }

    private void createFunction() {
        IamClient iam = cloud.client(IamClient.builder());
        String role = iam.createRole(
                        r -> r.roleName("runner")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"))
                .role()
                .arn();
        iam.attachRolePolicy(r ->
                r.roleName("runner").policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"));
        lambda().createFunction(r -> r.functionName("f")
                .runtime("java17")
                .handler("a.B")
                .role(role)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(FunctionJar.of(Reporting.class)))));
    }

    private SnsClient sns() {
        return cloud.client(SnsClient.builder());
    }

    private EventBridgeClient events() {
        return cloud.client(EventBridgeClient.builder());
    }

    private LambdaClient lambda() {
        return cloud.client(LambdaClient.builder());
    }

    private ApiGatewayClient apis() {
        return cloud.client(ApiGatewayClient.builder());
    }

    private String api() {
        return apis().createRestApi(r -> r.name("shop")).id();
    }

    private void attribute(String name, String json) {
        cloud.client(SqsClient.builder())
                .setQueueAttributes(r -> r.queueUrl(queue.url).attributesWithStrings(Map.of(name, json)));
    }

    private void subscribe(Map<String, String> attributes) {
        sns().subscribe(r ->
                r.topicArn(topic).protocol("sqs").endpoint(queue.arn).attributes(attributes));
    }
}
