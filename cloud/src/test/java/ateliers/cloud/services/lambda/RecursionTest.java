package ateliers.cloud.services.lambda;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.Cloud;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Functions that call each other by their destinations: no code is needed for that. */
@TestInstance(Lifecycle.PER_CLASS)
class RecursionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

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
        role = functions.role("looping", "lambda.amazonaws.com");
        functions.allow("looping", "logs:*", "sqs:SendMessage", "lambda:InvokeFunction");
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private String arn(String function) {
        return cloud.place().arn("lambda", "function:" + function);
    }

    /** Two functions, the success of each of which invokes the other; the second's name ends in {@code -back}. */
    private void callEachOther(String name) {
        functions.create(name, role, r -> {});
        functions.create(name + "-back", role, r -> {});
        destination(name, name + "-back");
        destination(name + "-back", name);
    }

    private void destination(String from, String to) {
        lambda.putFunctionEventInvokeConfig(r ->
                r.functionName(from).destinationConfig(d -> d.onSuccess(s -> s.destination(arn(to)))));
    }

    private void event(String name) {
        lambda.invoke(r -> r.functionName(name)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("\"nothing\"")));
    }

    private long entries(Entry.Kind kind, String function) {
        return cloud.journal().entries().stream()
                .filter(entry -> entry.kind() == kind
                        && entry.resource().replace(":$LATEST", "").equals(arn(function)))
                .count();
    }

    @Test
    void aLoopIsStoppedAfterSixteenInvocationsAndTheJournalSaysWhy() {
        callEachOther("loop");
        event("loop");

        assertThat(cloud.clock().await(() -> entries(Entry.Kind.DROPPED, "loop") > 0, PATIENCE))
                .isTrue();
        assertThat(entries(Entry.Kind.INVOCATION, "loop")).isEqualTo(16);
        assertThat(entries(Entry.Kind.INVOCATION, "loop-back")).isEqualTo(16);
        assertThat(cloud.journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.DROPPED)
                .anySatisfy(entry -> {
                    assertThat(entry.outcome()).isEqualTo("RecursiveInvocationException");
                    assertThat(entry.message()).contains("being invoked in a recursive loop");
                });
    }

    @Test
    void whatWasStoppedGoesWhereFailedEventsGo() {
        String letters = sqs.createQueue(r -> r.queueName("stopped")).queueUrl();
        String queue = sqs.getQueueAttributes(r -> r.queueUrl(letters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        functions.create("mourned", role, r -> r.deadLetterConfig(d -> d.targetArn(queue)));
        functions.create("mourned-back", role, r -> {});
        destination("mourned-back", "mourned");
        lambda.putFunctionEventInvokeConfig(r -> r.functionName("mourned")
                .destinationConfig(d ->
                        d.onSuccess(s -> s.destination(arn("mourned-back"))).onFailure(f -> f.destination(queue))));
        event("mourned");

        assertThat(cloud.clock().await(() -> size(letters) == 2, PATIENCE)).isTrue();
        List<Message> messages = sqs.receiveMessage(
                        r -> r.queueUrl(letters).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
        assertThat(messages)
                .anySatisfy(message ->
                        assertThat(message.body()).contains("\"condition\":\"RecursiveInvocationException\""))
                .anySatisfy(message -> {
                    assertThat(message.messageAttributes()).containsKey("ErrorMessage");
                    assertThat(message.messageAttributes().get("ErrorMessage").stringValue())
                            .isEqualTo("RecursiveInvocationException");
                });
    }

    private int size(String url) {
        return Integer.parseInt(sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    @Test
    void aLoopThatIsAllowedGoesOnUntilItIsNot() {
        callEachOther("allowed");
        loop("allowed", RecursiveLoop.ALLOW);
        event("allowed");

        assertThat(cloud.clock().await(() -> entries(Entry.Kind.INVOCATION, "allowed") > 20, PATIENCE))
                .isTrue();
        loop("allowed", RecursiveLoop.TERMINATE);
        assertThat(cloud.clock()
                        .await(
                                () -> entries(Entry.Kind.DROPPED, "allowed")
                                                + entries(Entry.Kind.DROPPED, "allowed-back")
                                        > 0,
                                PATIENCE))
                .isTrue();
    }

    private void loop(String name, RecursiveLoop becomes) {
        lambda.putFunctionRecursionConfig(r -> r.functionName(name).recursiveLoop(becomes));
        lambda.putFunctionRecursionConfig(r -> r.functionName(name + "-back").recursiveLoop(becomes));
    }

    @Test
    void whoCallsInALoopIsRefused() {
        functions.create("called", role, r -> {});
        String header = "";
        for (int i = 0; i < 16; i++) {
            header = Lineage.of(header, cloud.clock().instant()).invoking(arn("called"));
        }
        String last = header;
        var key = cloud.credentials().issue(cloud.root());
        try (LambdaClient client = LambdaClient.builder()
                .endpointOverride(cloud.endpoint())
                .region(Region.of(cloud.place().region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())))
                .build()) {
            assertThat(refusal(() -> client.invoke(r -> r.functionName("called")
                            .payload(SdkBytes.fromUtf8String("\"nothing\""))
                            .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", last)))))
                    .startsWith("RecursiveInvocationException: Lambda has detected your function being invoked in a"
                            + " recursive loop");
        }
    }

    @Test
    void aFunctionSeesTheHeaderThatItPassesOn() {
        functions.create("traced", role, r -> {});

        assertThat(functions.invoke("traced", "\"trace\"").payload().asUtf8String())
                .matches("\"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0\"");
    }

    @Test
    void theSettingIsTerminateUnlessItIsChanged() {
        functions.create("set", role, r -> {});

        assertThat(lambda.getFunctionRecursionConfig(r -> r.functionName("set")).recursiveLoop())
                .isEqualTo(RecursiveLoop.TERMINATE);
        assertThat(lambda.putFunctionRecursionConfig(r -> r.functionName("set").recursiveLoop(RecursiveLoop.ALLOW))
                        .recursiveLoop())
                .isEqualTo(RecursiveLoop.ALLOW);
        assertThat(lambda.getFunctionRecursionConfig(r -> r.functionName("set")).recursiveLoop())
                .isEqualTo(RecursiveLoop.ALLOW);
        assertThat(refusal(() -> lambda.putFunctionRecursionConfig(
                        r -> r.functionName("set").recursiveLoop("Maybe"))))
                .contains("at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set");
        assertThat(refusal(() -> lambda.getFunctionRecursionConfig(r -> r.functionName("unknown"))))
                .startsWith("ResourceNotFoundException: Function not found");
    }
}
