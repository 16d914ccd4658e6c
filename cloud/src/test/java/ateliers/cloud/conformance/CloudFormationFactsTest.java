package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

class CloudFormationFactsTest extends ConformanceCase {
    private static final String QUEUE = "Resources: {A: {Type: AWS::SQS::Queue}}";
    private static final String ROLE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: sts:AssumeRole}]
            """;

    private CloudFormationClient stacks;

    @BeforeEach
    void connect() {
        stacks = cloud.client(CloudFormationClient.builder());
    }

    @Test
    @Fact(53)
    @DisplayName("Fact 53: an update that changes nothing, a stack that does not exist, a parameter without value")
    void refusals() {
        stacks.createStack(r -> r.stackName("shop").templateBody(QUEUE));
        idle();

        refused(
                () -> stacks.updateStack(r -> r.stackName("shop").templateBody(QUEUE)),
                "ValidationError",
                400,
                "No updates are to be performed.");
        refused(
                () -> stacks.describeStacks(r -> r.stackName("X")),
                "ValidationError",
                400,
                "Stack with id X does not exist");
        refused(
                () -> stacks.describeStackEvents(r -> r.stackName("X")),
                "ValidationError",
                400,
                "Stack [X] does not exist");
        refused(
                () -> stacks.createStack(
                        r -> r.stackName("other").templateBody("Parameters: {Input: {Type: String}}\n" + QUEUE)),
                "ValidationError",
                400,
                "Parameters: [Input] must have values");
    }

    @Test
    @Fact(54)
    @DisplayName("Fact 54: the events of a stack that a change set makes")
    void events() {
        stacks.createChangeSet(r -> r.stackName("shop")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(QUEUE));
        idle();
        stacks.executeChangeSet(r -> r.stackName("shop").changeSetName("first"));
        idle();

        List<StackEvent> events = new ArrayList<>(
                stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents());
        Collections.reverse(events);
        assertThat(events)
                .extracting(event -> event.logicalResourceId() + " " + event.resourceStatusAsString() + " "
                        + event.resourceStatusReason())
                .containsExactly(
                        "shop REVIEW_IN_PROGRESS User Initiated",
                        "shop CREATE_IN_PROGRESS User Initiated",
                        "A CREATE_IN_PROGRESS null",
                        "A CREATE_IN_PROGRESS Resource creation Initiated",
                        "A CREATE_COMPLETE null",
                        "shop CREATE_COMPLETE null");
    }

    @Test
    @Fact(62)
    @DisplayName("Fact 62: a change set without a type is one of an update")
    void changeSetsUpdate() {
        refused(
                () -> stacks.createChangeSet(
                        r -> r.stackName("shop").changeSetName("first").templateBody(QUEUE)),
                "ValidationError",
                400,
                "Stack [shop] does not exist");
    }

    @Test
    @Fact(62)
    @DisplayName("Fact 62: a YAML syntax error is refused before a stack exists")
    void syntaxErrors() {
        assertThat(catchThrowableOfType(
                                CloudFormationException.class,
                                () -> stacks.createStack(r ->
                                        r.stackName("shop").templateBody("Resources: {A: {Type: AWS::SQS::Queue}")))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith("Template format error: ");
        assertThat(stacks.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    @Fact(62)
    @DisplayName("Fact 62: IAM resources need a capability")
    void capabilities() {
        refused(
                () -> stacks.createStack(r -> r.stackName("role").templateBody(ROLE)),
                "InsufficientCapabilitiesException",
                400,
                "Requires capabilities : [CAPABILITY_IAM]");

        stacks.createStack(r -> r.stackName("role").templateBody(ROLE).capabilities(Capability.CAPABILITY_IAM));
        idle();
        assertThat(stacks.describeStacks(r -> r.stackName("role"))
                        .stacks()
                        .get(0)
                        .stackStatusAsString())
                .isEqualTo("CREATE_COMPLETE");
    }
}
