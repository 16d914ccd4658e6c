package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class LambdaFactsTest extends ConformanceCase {
    private static final String TRUST = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";
    private static final String LOGS_AND_QUEUES = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Action\":[\"logs:*\",\"sqs:SendMessage\",\"events:PutEvents\"],\"Resource\":\"*\"}]}";

    private LambdaClient lambda;
    private String role;

    @BeforeEach
    void makeRole() {
        lambda = cloud.client(LambdaClient.builder());
        IamClient iam = cloud.client(IamClient.builder());
        role = iam.createRole(r -> r.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        iam.putRolePolicy(r -> r.roleName("runner").policyName("all").policyDocument(LOGS_AND_QUEUES));
    }

    @Test
    @Fact(41)
    @DisplayName("Fact 41: statuses of events, dry runs and errors, and no answer is null")
    void statuses() throws IOException {
        create("f", r -> {});

        InvokeResponse error = invoke("f", "\"throw\"");
        assertThat(error.statusCode()).isEqualTo(200);
        assertThat(error.functionError()).isEqualTo("Unhandled");
        assertThat(invoke("f", "{}").payload().asUtf8String()).isEqualTo("null");
        assertThat(invokeAs(InvocationType.DRY_RUN, "f", "{}").statusCode()).isEqualTo(204);
        assertThat(invokeAs(InvocationType.EVENT, "f", "{}").statusCode()).isEqualTo(202);
    }

    @Test
    @Fact({42, 43})
    @DisplayName("Facts 42 and 43: what a Java error and a timeout answer")
    void errors() throws IOException {
        create("f", r -> r.timeout(1));

        JsonNode thrown = json(invoke("f", "\"throw\"").payload().asUtf8String());
        assertThat(names(thrown)).containsExactly("errorMessage", "errorType", "stackTrace");
        assertThat(thrown.path("errorMessage").asText()).isEqualTo("as asked");
        assertThat(thrown.path("errorType").asText()).isEqualTo("java.lang.RuntimeException");
        assertThat(thrown.path("stackTrace").isArray()).isTrue();

        JsonNode late = json(invoke("f", "\"loop\"").payload().asUtf8String());
        assertThat(late.path("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(late.path("errorMessage").asText())
                .matches("RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds");
    }

    @Test
    @Fact(44)
    @DisplayName("Fact 44: a function that does not exist, with the qualifier as asked")
    void unknownFunction() {
        String arn = cloud.cloud().place().arn("lambda", "function:doesnotexist");

        refused(
                () -> invoke("doesnotexist", "{}"),
                "ResourceNotFoundException",
                404,
                "Function not found: " + arn + ":$LATEST");
        refused(
                () -> lambda.invoke(r -> r.functionName("doesnotexist").qualifier("live")),
                "ResourceNotFoundException",
                404,
                "Function not found: " + arn + ":live");
    }

    @Test
    @Fact({45, 46})
    @DisplayName("Facts 45 and 46: an event that fails three times, at its destination and at its dead-letter queue")
    void retriesExhausted() throws IOException {
        OpenQueue destination = new OpenQueue("failed");
        OpenQueue dead = new OpenQueue("dead");
        create("f", r -> r.deadLetterConfig(d -> d.targetArn(dead.arn)));
        lambda.putFunctionEventInvokeConfig(r ->
                r.functionName("f").destinationConfig(d -> d.onFailure(f -> f.destination(destination.arn))));

        invokeAs(InvocationType.EVENT, "f", "\"throw\"");
        await(destination);
        await(dead);

        JsonNode record = destination.takeJson();
        assertThat(record.path("version").asText()).isEqualTo("1.0");
        assertThat(record.at("/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(record.at("/requestContext/approximateInvokeCount").asInt()).isEqualTo(3);

        Message letter = dead.take();
        assertThat(letter.body()).isEqualTo("\"throw\"");
        assertThat(letter.messageAttributes()).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
        assertThat(letter.messageAttributes().get("ErrorCode").dataType()).isEqualTo("Number");
        assertThat(letter.messageAttributes().get("ErrorCode").stringValue()).isEqualTo("200");
    }

    @Test
    @Fact(45)
    @DisplayName("Fact 45: the event of a failure on a bus")
    void failureOnABus() throws IOException {
        OpenQueue told = new OpenQueue("told");
        EventBridgeClient events = cloud.client(EventBridgeClient.builder());
        events.putRule(r -> r.name("failures").eventPattern("{\"source\":[\"lambda\"]}"));
        events.putTargets(r -> r.rule("failures")
                .targets(Target.builder().id("1").arn(told.arn).build()));
        String function = create("f", r -> {});
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("f")
                .maximumRetryAttempts(0)
                .destinationConfig(d ->
                        d.onFailure(f -> f.destination(cloud.cloud().place().arn("events", "event-bus/default")))));

        invokeAs(InvocationType.EVENT, "f", "\"throw\"");
        await(told);

        JsonNode event = told.takeJson();
        assertThat(event.path("source").asText()).isEqualTo("lambda");
        assertThat(event.path("detail-type").asText()).isEqualTo("Lambda Function Invocation Result - Failure");
        assertThat(event.at("/detail/requestContext/condition").asText()).isEqualTo("RetriesExhausted");
        assertThat(event.path("resources").get(0).asText())
                .isEqualTo(cloud.cloud().place().arn("events", "event-bus/default"));
        assertThat(event.path("resources").get(1).asText()).isEqualTo(function + ":$LATEST");
    }

    @Test
    @Fact(28)
    @DisplayName("Fact 28: what a function gets of a topic")
    void eventOfATopic() throws IOException {
        OpenQueue done = new OpenQueue("done");
        String function = create("f", r -> {});
        lambda.putFunctionEventInvokeConfig(
                r -> r.functionName("f").destinationConfig(d -> d.onSuccess(s -> s.destination(done.arn))));
        SnsClient sns = cloud.client(SnsClient.builder());
        String topic = sns.createTopic(r -> r.name("news")).topicArn();
        lambda.addPermission(r -> r.functionName("f")
                .statementId("sns")
                .action("lambda:InvokeFunction")
                .principal("sns.amazonaws.com")
                .sourceArn(topic));
        String subscription = sns.subscribe(r ->
                        r.topicArn(topic).protocol("lambda").endpoint(function).returnSubscriptionArn(true))
                .subscriptionArn();

        sns.publish(r -> r.topicArn(topic).message("hello"));
        await(done);

        JsonNode record = done.takeJson().at("/requestPayload/Records/0");
        assertThat(record.path("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(record.path("EventVersion").asText()).isEqualTo("1.0");
        assertThat(record.path("EventSubscriptionArn").asText()).isEqualTo(subscription);
        JsonNode message = record.path("Sns");
        assertThat(message.path("Message").asText()).isEqualTo("hello");
        assertThat(names(message)).contains("SigningCertUrl", "UnsubscribeUrl");
        assertThat(message.get("Subject").isNull()).isTrue();
        assertThat(message.get("MessageAttributes")).isEqualTo(json("{}"));
    }

    private String create(String name, Consumer<CreateFunctionRequest.Builder> more) throws IOException {
        SdkBytes code = code();
        return lambda.createFunction(r -> {
                    r.functionName(name)
                            .runtime("java17")
                            .handler(Failing.class.getName())
                            .role(role)
                            .timeout(60)
                            .code(c -> c.zipFile(code));
                    more.accept(r);
                })
                .functionArn();
    }

    private InvokeResponse invoke(String name, String event) {
        return invokeAs(InvocationType.REQUEST_RESPONSE, name, event);
    }

    private InvokeResponse invokeAs(InvocationType type, String name, String event) {
        return lambda.invoke(r -> r.functionName(name).invocationType(type).payload(SdkBytes.fromUtf8String(event)));
    }

    /** Retries take minutes of the cloud's time. */
    private void await(OpenQueue queue) {
        assertThat(cloud.cloud()
                        .clock()
                        .await(
                                () -> queue.sqs
                                        .getQueueAttributes(r -> r.queueUrl(queue.url)
                                                .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                                        .attributes()
                                        .containsValue("1"),
                                Duration.ofMinutes(10)))
                .isTrue();
    }

    private static SdkBytes code() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = Failing.class.getName().replace('.', '/') + ".class";
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                InputStream input = Failing.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new ZipEntry(name));
            input.transferTo(zip);
            zip.closeEntry();
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }
}
