package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Begun;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Lambda in a cloud with IAM, SQS and CloudWatch Logs; facts 41 to 46 among it. */
@TestInstance(Lifecycle.PER_CLASS)
class LambdaTest {
    private Cloud cloud;
    private Subjects functions;
    private LambdaClient lambda;
    private SqsClient sqs;
    private String role;

    @BeforeAll
    void start() {
        cloud = Cloud.start();
        functions = new Subjects(cloud);
        lambda = cloud.door().as(cloud.root(), LambdaClient.class);
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
        role = role("runner", "lambda.amazonaws.com");
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private String role(String name, String service) {
        String arn = functions.role(name, service);
        functions.allow(name, "logs:*", "sqs:SendMessage", "events:PutEvents");
        return arn;
    }

    private void create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        functions.create(name, role, more);
    }

    private InvokeResponse invoke(String name, String payload) {
        return functions.invoke(name, payload);
    }

    private String queue(String name) {
        return sqs.createQueue(r -> r.queueName(name)).queueUrl();
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private List<Message> receive(String url) {
        return sqs.receiveMessage(r -> r.queueUrl(url).messageAttributeNames("All"))
                .messages();
    }

    @Test
    void fact41AnswersAreStatus200And202And204AndNothingIsNull() {
        create("answers", r -> {});
        InvokeResponse error = invoke("answers", "\"throw\"");

        assertThat(invoke("answers", "\"nothing\"").payload().asUtf8String()).isEqualTo("null");
        assertThat(error.statusCode()).isEqualTo(200);
        assertThat(error.functionError()).isEqualTo("Unhandled");
        assertThat(lambda.invoke(r -> r.functionName("answers").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(lambda.invoke(r -> r.functionName("answers")
                                .invocationType(InvocationType.EVENT)
                                .payload(SdkBytes.fromUtf8String("\"nothing\"")))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void fact42JavaErrorsHaveMessageTypeAndTrace() {
        create("errors", r -> {});

        assertThat(invoke("errors", "\"throw\"").payload().asUtf8String())
                .startsWith("{\"errorMessage\":\"as asked\",\"errorType\":\"java.lang.IllegalStateException\","
                        + "\"stackTrace\":[");
    }

    @Test
    void fact43ATimeoutIsSandboxTimedout() {
        create("late", r -> r.timeout(1));

        assertThat(invoke("late", "\"loop\"").payload().asUtf8String())
                .matches("\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error:"
                        + " Task timed out after 1.00 seconds\"}");
    }

    @Test
    void theJournalSaysWhatRunsUntilItHasEnded() {
        create("long", r -> r.timeout(2));
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("long").maximumRetryAttempts(0));

        event("long", "\"loop\"");

        Duration patience = Duration.ofMinutes(1);
        assertThat(cloud.clock().await(() -> running("long").findAny().isPresent(), patience))
                .isTrue();
        assertThat(running("long")).singleElement().satisfies(begun -> {
            assertThat(begun.limit()).isEqualTo(Duration.ofSeconds(2));
            assertThat(begun.since()).isBeforeOrEqualTo(cloud.clock().realTime());
        });
        assertThat(cloud.clock().await(() -> running("long").findAny().isEmpty(), patience))
                .isTrue();
    }

    private Stream<Begun> running(String name) {
        return cloud.journal().underWay().stream()
                .filter(begun -> begun.resource().contains(":function:" + name));
    }

    @Test
    void fact44AnUnknownFunctionIsNamedWithTheQualifier() {
        String base = "ResourceNotFoundException: Function not found: "
                + cloud.place().arn("lambda", "function:doesnotexist");

        assertThat(refusal(() -> invoke("doesnotexist", "{}"))).isEqualTo(base + ":$LATEST");
        assertThat(refusal(() -> lambda.getFunction(r -> r.functionName("doesnotexist"))))
                .isEqualTo(base);
        assertThat(refusal(() ->
                        lambda.getFunction(r -> r.functionName("doesnotexist").qualifier("live"))))
                .isEqualTo(base + ":live");
    }

    @Test
    void fact45AFailedEventGoesToTheDestinationAfterTwoRetries() {
        String url = queue("failed");
        create("destined", r -> {});
        lambda.putFunctionEventInvokeConfig(r ->
                r.functionName("destined").destinationConfig(d -> d.onFailure(f -> f.destination(arn(url)))));
        event("destined", "\"throw\"");

        assertThat(cloud.clock().await(() -> size(url) == 1, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(receive(url).get(0).body())
                .contains("\"version\":\"1.0\"")
                .contains("\"condition\":\"RetriesExhausted\"")
                .contains("\"approximateInvokeCount\":3")
                .contains("\"requestPayload\":\"throw\"")
                .contains("\"responseContext\":{\"statusCode\":200,\"executedVersion\":\"$LATEST\","
                        + "\"functionError\":\"Unhandled\"}")
                .contains("\"errorMessage\":\"as asked\"");
    }

    @Test
    void fact45ABusGetsTheRecordAsTheDetailOfAnEvent() {
        String url = queue("told");
        sqs.setQueueAttributes(
                r -> r.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, """
                        {"Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},
                         "Action":"sqs:SendMessage","Resource":"%s"}]}""".formatted(arn(url)))));
        EventBridgeClient events = cloud.door().as(cloud.root(), EventBridgeClient.class);
        events.putRule(r -> r.name("failures").eventPattern("{\"source\":[\"lambda\"]}"));
        events.putTargets(r -> r.rule("failures")
                .targets(Target.builder().id("queue").arn(arn(url)).build()));
        String bus = cloud.place().arn("events", "event-bus/default");
        create("bridged", r -> {});
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("bridged")
                .maximumRetryAttempts(0)
                .destinationConfig(d -> d.onFailure(f -> f.destination(bus))));
        event("bridged", "\"throw\"");

        assertThat(cloud.clock().await(() -> size(url) == 1, Duration.ofMinutes(10)))
                .isTrue();
        assertThat(receive(url).get(0).body())
                .contains("\"detail-type\":\"Lambda Function Invocation Result - Failure\",\"source\":\"lambda\"")
                .contains("\"resources\":[\"" + bus + "\",\"" + cloud.place().arn("lambda", "function:bridged:$LATEST"))
                .contains("\"detail\":{\"version\":\"1.0\"")
                .contains("\"condition\":\"RetriesExhausted\"");
    }

    @Test
    void aFailedEventIsTriedAgainAfterAMinuteAndAfterTwoMore() {
        String url = queue("tried");
        create("untiring", r -> r.deadLetterConfig(d -> d.targetArn(arn(url))));
        Duration before = ahead();
        event("untiring", "\"throw\"");
        assertThat(cloud.clock().await(() -> size(url) == 1, Duration.ofMinutes(10)))
                .isTrue();

        List<Entry> tries = cloud.journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.INVOCATION
                        && entry.resource().contains(":function:untiring"))
                .toList();

        assertThat(tries).hasSize(3);
        assertThat(Duration.between(tries.get(0).time(), tries.get(1).time())).isGreaterThan(Duration.ofMinutes(1));
        assertThat(Duration.between(tries.get(1).time(), tries.get(2).time())).isGreaterThan(Duration.ofMinutes(2));
        assertThat(ahead().minus(before)).isLessThan(Duration.ofMinutes(4));
    }

    /** How far the cloud's time is ahead of the machine's. */
    private Duration ahead() {
        return Duration.between(cloud.clock().realTime(), cloud.clock().instant());
    }

    @Test
    void fact46ADeadLetterIsTheEventWithItsError() {
        String url = queue("dead");
        create("mortal", r -> r.deadLetterConfig(d -> d.targetArn(arn(url))));
        event("mortal", "\"throw\"");

        assertThat(cloud.clock().await(() -> size(url) == 1, Duration.ofMinutes(10)))
                .isTrue();
        Message message = receive(url).get(0);
        assertThat(message.body()).isEqualTo("\"throw\"");
        assertThat(message.messageAttributes()).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
        assertThat(message.messageAttributes().get("ErrorCode").dataType()).isEqualTo("Number");
        assertThat(message.messageAttributes().get("ErrorCode").stringValue()).isEqualTo("200");
        assertThat(message.messageAttributes().get("ErrorMessage").stringValue())
                .isEqualTo("as asked");
    }

    private void event(String name, String payload) {
        lambda.invoke(r ->
                r.functionName(name).invocationType(InvocationType.EVENT).payload(SdkBytes.fromUtf8String(payload)));
    }

    private int size(String url) {
        return Integer.parseInt(sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    @Test
    void theFunctionActsAsItsRole() {
        create("who", r -> r.environment(e -> e.variables(Map.of("OWN", "mine"))));
        String environment = invoke("who", "\"environment\"").payload().asUtf8String();

        assertThat(environment)
                .contains("\"AWS_ENDPOINT_URL\":\"" + cloud.endpoint() + "\"")
                .contains("\"AWS_ACCESS_KEY_ID\":\"ASIA")
                .contains("\"OWN\":\"mine\"");
    }

    @Test
    void refusesWhatLambdaRefuses() {
        String notEnum = refusal(() -> create("bad", r -> r.runtime("java99")));
        assertThat(notEnum)
                .startsWith("InvalidParameterValueException: Value java99 at 'runtime' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [")
                .endsWith("] or be a valid ARN");
        assertThat(refusal(() -> create("bad", r -> r.runtime("python3.13")))).contains("Unsupported");
        assertThat(refusal(() -> create("bad", r -> r.memorySize(64))))
                .isEqualTo("ValidationException: 1 validation error detected: Value '64' at 'memorySize' failed to"
                        + " satisfy constraint: Member must have value greater than or equal to 128");
        assertThat(refusal(() -> create("bad", r -> r.timeout(901)))).contains("less than or equal to 900");
        assertThat(refusal(() -> create("bad", r -> r.role(role("for-ec2", "ec2.amazonaws.com")))))
                .isEqualTo("InvalidParameterValueException: The role defined for the function cannot be assumed by"
                        + " Lambda.");
        assertThat(refusal(() -> create("bad", r -> r.environment(e -> e.variables(Map.of("AWS_REGION", "mars"))))))
                .contains("Reserved keys used in this request: AWS_REGION");
        assertThat(refusal(() -> create(
                        "bad", r -> r.code(c -> c.s3Bucket("none-such-bucket").s3Key("key")))))
                .startsWith(
                        "InvalidParameterValueException: Error occurred while GetObject. S3 Error Code: NoSuchBucket.");
        assertThat(refusal(() -> create("bad", r -> r.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))))))
                .contains("Could not unzip uploaded file.");
        assertThat(refusal(() -> create(
                        "bad",
                        r -> r.deadLetterConfig(d -> d.targetArn(cloud.place().arn("sns", "topic"))))))
                .isEqualTo("InvalidParameterValueException: The provided execution role does not have permissions to"
                        + " call Publish on SNS");
    }

    @Test
    void versionsAliasesAndPermissionsBelongTogether() {
        create("versioned", r -> r.publish(true));
        lambda.createAlias(r -> r.functionName("versioned").name("live").functionVersion("1"));
        lambda.addPermission(r -> r.functionName("versioned")
                .qualifier("live")
                .statementId("s3")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::bucket"));

        assertThat(lambda.invoke(r -> r.functionName("versioned")
                                .qualifier("live")
                                .payload(SdkBytes.fromUtf8String("\"nothing\"")))
                        .executedVersion())
                .isEqualTo("1");
        assertThat(lambda.getPolicy(r -> r.functionName("versioned").qualifier("live"))
                        .policy())
                .contains("\"Principal\":{\"Service\":\"s3.amazonaws.com\"}")
                .contains("\"Resource\":\"" + cloud.place().arn("lambda", "function:versioned:live") + "\"");
        assertThat(refusal(() -> lambda.getPolicy(r -> r.functionName("versioned"))))
                .isEqualTo("ResourceNotFoundException: The resource you requested does not exist.");
    }

    @Test
    void aPermissionForAlexaIsBoundToASkillByItsToken() {
        create("skill", r -> {});
        lambda.addPermission(r -> r.functionName("skill")
                .statementId("alexa")
                .action("lambda:InvokeFunction")
                .principal("alexa-appkit.amazon.com")
                .eventSourceToken("amzn1.ask.skill.1"));

        assertThat(lambda.getPolicy(r -> r.functionName("skill")).policy())
                .contains("\"Principal\":{\"Service\":\"alexa-appkit.amazon.com\"}")
                .contains("\"Condition\":{\"StringEquals\":{\"lambda:EventSourceToken\":\"amzn1.ask.skill.1\"}}");
    }

    @Test
    void reservedConcurrencyZeroThrottles() {
        create("throttled", r -> {});
        lambda.putFunctionConcurrency(r -> r.functionName("throttled").reservedConcurrentExecutions(0));

        assertThat(refusal(() -> invoke("throttled", "{}"))).isEqualTo("TooManyRequestsException: Rate Exceeded.");
    }

    @Test
    void updatedCodeAndConfigurationTakeEffectAndDeletionEndsIt() {
        create("changing", r -> r.description("before"));
        lambda.updateFunctionConfiguration(r -> r.functionName("changing").description("after"));
        try (LambdaWaiter waiter = LambdaWaiter.builder().client(lambda).build()) {
            waiter.waitUntilFunctionUpdatedV2(r -> r.functionName("changing"));
        }

        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("changing"))
                        .description())
                .isEqualTo("after");
        lambda.deleteFunction(r -> r.functionName("changing"));
        assertThat(refusal(() -> lambda.getFunction(r -> r.functionName("changing"))))
                .startsWith("ResourceNotFoundException");
    }

    @Test
    void theSdksClientInvokesOverHttp() {
        create("wired", r -> {});
        var key = cloud.credentials().issue(cloud.root());
        try (LambdaClient client = LambdaClient.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build()) {
            InvokeResponse answer = client.invoke(
                    r -> r.functionName("wired").logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("\"throw\"")));
            InvokeResponse queued = client.invoke(r -> r.functionName("wired")
                    .invocationType(InvocationType.EVENT)
                    .payload(SdkBytes.fromUtf8String("\"nothing\"")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.functionError()).isEqualTo("Unhandled");
            assertThat(answer.executedVersion()).isEqualTo("$LATEST");
            assertThat(answer.logResult()).isNotEmpty();
            assertThat(answer.payload().asUtf8String()).contains("as asked");
            assertThat(queued.statusCode()).isEqualTo(202);
        }
    }
}
