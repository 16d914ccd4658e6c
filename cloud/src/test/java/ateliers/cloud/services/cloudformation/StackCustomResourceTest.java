package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.conformance.FunctionJar;
import ateliers.cloud.journal.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Resources that a function of the stack provides, which answers over HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">Custom resource
 *     reference</a>
 */
class StackCustomResourceTest extends StackFixture {
    private static final String PROVIDER = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
              Provider:
                Type: AWS::Lambda::Function
                Properties:
                  Code: {S3Bucket: code-of-the-shop, S3Key: provider.jar}
                  Handler: ateliers.cloud.services.cloudformation.CustomProvider
                  Runtime: java17
                  Timeout: 60
                  Role: !GetAtt Role.Arn
            """;
    private static final String THING = """
              Thing:
                Type: Custom::Thing
                Properties: {ServiceToken: !GetAtt Provider.Arn, Name: anna, Count: 3}
            Outputs:
              Id: {Value: !Ref Thing}
              Seen: {Value: !GetAtt Thing.Seen}
              Deep: {Value: !GetAtt Thing.Deep.Er}
            """;

    @BeforeEach
    void putProvider() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("code-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(
                r -> r.bucket("code-of-the-shop").key("provider.jar"),
                RequestBody.fromBytes(FunctionJar.of(CustomProvider.class)));
    }

    private static String with(String properties) {
        return PROVIDER + THING.replace("Count: 3", "Count: 3, " + properties);
    }

    private void start(String template) {
        cfn.createStack(r -> r.stackName("shop").templateBody(template).capabilities(Capability.CAPABILITY_IAM));
    }

    private boolean ends(String status) {
        return cloud.clock().await(() -> stack("shop").stackStatusAsString().equals(status), Duration.ofHours(5));
    }

    private List<String> eventsOfThing() {
        return events().stream().filter(each -> each.startsWith("Thing ")).toList();
    }

    @Test
    void aFunctionMakesIt() {
        Stack stack = create(PROVIDER + THING);

        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(output(stack, "Id")).isEqualTo("thing-1").isEqualTo(physicalId("Thing"));
        // Numbers come as texts, there is no id yet.
        assertThat(output(stack, "Seen")).isEqualTo("Create null anna 3 was null");
        assertThat(output(stack, "Deep")).isEqualTo("7");
    }

    @Test
    void itIsChangedInPlaceAndTakenAway() {
        create(PROVIDER + THING);

        Stack after = update(PROVIDER + THING.replace("anna", "zoe"));

        assertThat(after.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(output(after, "Seen")).isEqualTo("Update thing-1 zoe 3 was anna");
        assertThat(output(after, "Id")).isEqualTo("thing-1");

        String id = after.stackId();
        delete();
        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThat(invocations()).isEqualTo(3);
    }

    @Test
    void anotherIdIsAnotherResourceAndTheOneBeforeIsDeleted() {
        create(PROVIDER + THING);

        Stack after = update(with("Id: thing-2"));

        assertThat(output(after, "Id")).isEqualTo("thing-2");
        assertThat(eventsOfThing()).containsSequence("Thing DELETE_IN_PROGRESS null", "Thing DELETE_COMPLETE null");
        assertThat(invocations()).isEqualTo(3);
    }

    @Test
    void aFailureIsToldInTheProvidersWords() {
        assertThat(create(with("Mode: fail Create")).stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");

        assertThat(eventsOfThing())
                .anyMatch(each -> each.matches("Thing CREATE_FAILED Received response status \\[FAILED] from custom"
                        + " resource\\. Message returned: no Create of null \\(RequestId: [0-9a-f-]{36}\\)"));
        assertThat(invocations()).as("what failed is deleted").isEqualTo(2);
    }

    @Test
    void aFailedDeletionKeepsTheStack() {
        create(with("Mode: fail Delete"));

        delete();

        assertThat(stack("shop").stackStatusAsString()).isEqualTo("DELETE_FAILED");
        assertThat(eventsOfThing())
                .anyMatch(each -> each.startsWith("Thing DELETE_FAILED Received response status [FAILED] from custom"
                        + " resource. Message returned: no Delete of thing-1 (RequestId:"));
    }

    @Test
    void whoSaysNothingIsWaitedForAnHourOfCloudTime() {
        Instant begin = cloud.clock().instant();
        start(with("Mode: silent Create"));

        assertThat(ends("ROLLBACK_COMPLETE")).isTrue();

        assertThat(Duration.between(begin, cloud.clock().instant()))
                .isBetween(Duration.ofHours(1), Duration.ofMinutes(70));
        assertThat(eventsOfThing())
                .anyMatch(each -> each.matches("Thing CREATE_FAILED CloudFormation did not receive a response from your"
                        + " Custom Resource\\. Please check your logs for requestId \\[[0-9a-f-]{36}]\\. If you are using"
                        + " the Python cfn-response module,.*"));
    }

    @Test
    void theTemplateMayBeLessPatient() {
        Instant begin = cloud.clock().instant();
        start(with("Mode: silent Create, ServiceTimeout: 30"));

        assertThat(ends("ROLLBACK_COMPLETE")).isTrue();

        assertThat(Duration.between(begin, cloud.clock().instant()))
                .isBetween(Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    @Test
    void aDeletionDoesNotWaitForAnAnswerThatNeverComes() {
        start(with("Mode: silent Create"));
        settle();
        String id = stack("shop").stackId();
        assertThat(stack("shop").stackStatusAsString()).isEqualTo("CREATE_IN_PROGRESS");

        delete();

        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void anAttributeThatTheAnswerLacksIsSaid() {
        assertThat(create(PROVIDER + THING.replace("Thing.Seen", "Thing.Other")).stackStatusAsString())
                .isEqualTo("ROLLBACK_COMPLETE");

        assertThat(events())
                .anyMatch(each ->
                        each.contains("CustomResource attribute error: Vendor response doesn't contain Other key"
                                + " in object arn:aws:cloudformation:"));
    }

    @Test
    void whatIsNotToBeEchoedIsNotInEvents() {
        Stack stack = create(with("Hidden: yes").replace("Outputs:", """
                          Queue:
                            Type: AWS::SQS::Queue
                            Properties: {Tags: [{Key: secret, Value: !GetAtt Thing.Secret}]}
                        Outputs:"""));

        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(cfn.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .filteredOn(event -> event.logicalResourceId().equals("Queue"))
                .extracting(StackEvent::resourceProperties)
                .allMatch(properties -> !properties.contains("s3cr3t"))
                .anyMatch(properties -> properties.contains("*****"));
    }

    @Test
    void aTokenThatIsNoFunctionAndNoTopicIsRefused() {
        create(PROVIDER + THING.replace("!GetAtt Provider.Arn", "arn:aws:sqs:eu-west-3:123456789012:q"));

        assertThat(eventsOfThing()).contains("Thing CREATE_FAILED Invalid service token.");
    }

    @Test
    void itsProviderStaysTheSame() {
        create(PROVIDER + THING);

        Stack stack = update(PROVIDER + THING.replace("!GetAtt Provider.Arn", "!Sub '${Provider.Arn}:$LATEST'"));

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(eventsOfThing()).contains("Thing UPDATE_FAILED Modifying service token is not allowed.");
    }

    @Test
    void nobodyElseCanAnswer() throws IOException, InterruptedException {
        start(with("Mode: silent Create"));
        settle();
        URI guess = URI.create(cloud.endpoint() + "/cloudformation-custom-resource-response-euwest3/"
                + stack("shop").stackId() + "%7CThing%7C1?X-Amz-Signature=0");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(guess)
                                .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>AccessDenied</Code>");
    }

    private long invocations() {
        return cloud.journal().entries().stream()
                .filter(entry -> entry.kind() == Entry.Kind.INVOCATION)
                .count();
    }
}
