package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetStatus;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeletionMode;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/** What is refused before a stack or any part of it exists. */
class StackRefusalsTest extends StackFixture {

    private static final String QUEUE = """
            Parameters: {P: {Type: String, Default: x}}
            Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref P}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    AWS::Lambda::Function | Role: r, Runtime: python3.12, Code: {ZipFile: x} | lambda: the runtime python3.12
                    AWS::Lambda::EventSourceMapping | FunctionName: f, StartingPosition: LATEST, TumblingWindowInSeconds: 3, EventSourceArn: !GetAtt T.TopicArn | lambda: tumbling windows
                    AWS::Lambda::EventSourceMapping | FunctionName: f, EventSourceArn: arn:aws:kinesis:eu-west-3:123456789012:stream/s | lambda: event sources of the service kinesis
                    """)
    void namesValuesThatItLacksBeforeAnythingIsMade(String type, String properties, String gap) {
        String template = "Resources: {T: {Type: AWS::SNS::Topic}, R: {Type: " + type + ", DependsOn: T,"
                + " Properties: {" + properties + "}}}";

        assertThatThrownBy(() -> create(template)).hasMessageContaining(gap);
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    void namesValuesByParameterThatItLacksBeforeAnythingIsMade() {
        String template = "Parameters: {R: {Type: String, Default: python3.12}}\n"
                + "Resources: {T: {Type: AWS::SNS::Topic}, F: {Type: AWS::Lambda::Function, DependsOn: T,"
                + " Properties: {Role: r, Runtime: !Ref R, Code: {ZipFile: x}}}}";

        assertThatThrownBy(() -> create(template)).hasMessageContaining("lambda: the runtime python3.12");
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    {Name: !Ref AWS::Region}     | Key Name of transform definition must be a string.
                    [3]                          | Key Name of transform definition must be a string.
                    AWS::SecretsManager-2020-07-23 | the transform AWS::SecretsManager-2020-07-23
                    {Name: AWS::Include}         | Transform AWS::Include failed with: The location parameter is not a valid S3 uri.
                    [], Fn::Transform: {Name: x} | ::x found.
                    [], Mappings: {Fn::Transform: {Name: x}} | ::x found.
                    """)
    void refusesTransformsItCannotRun(String transform, String message) {
        assertThatThrownBy(() -> create("---\n{Transform: " + transform + ", Resources: {Q: {Type: AWS::SQS::Queue}}}"))
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatParametersMakeOfATemplateBeforeAnythingIsMade() {
        String template = "Parameters: {P: {Type: String, Default: a}}\nMappings: {M: {a: {n: x}}}\n"
                + "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: !FindInMap [M, !Ref P, n]}}}";
        var other = Parameter.builder().parameterKey("P").parameterValue("b").build();
        String message = "Template error: Unable to get mapping for M::b::n";

        assertThatThrownBy(() -> cfn.createStack(
                        r -> r.stackName("shop").templateBody(template).parameters(other)))
                .hasMessageContaining(message);
        create(template);
        assertThatThrownBy(() -> cfn.updateStack(
                        r -> r.stackName("shop").usePreviousTemplate(true).parameters(other)))
                .hasMessageContaining(message);
        assertThatThrownBy(() -> cfn.createChangeSet(r -> r.stackName("shop")
                        .changeSetName("c")
                        .usePreviousTemplate(true)
                        .parameters(other)))
                .hasMessageContaining(message);
        assertThat(stack("shop").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreationPolicy", "UpdatePolicy"})
    void namesPoliciesThatItLacks(String attribute) {
        String template = "Resources: {Q: {Type: AWS::SQS::Queue, " + attribute + ": {A: {B: C}}}}";

        assertThatThrownBy(() -> create(template))
                .hasMessageContaining("the attribute " + attribute + " of AWS::SQS::Queue (resource Q)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    Value: !Split [',', 'a,b']       | The Value field of every Outputs member must evaluate to a String and not a List.
                    Value: !FindInMap [M, a, b]      | The Value field of every Outputs member must evaluate to a String and not a List.
                    Value: [a]                       | The Value field of every Outputs member must evaluate to a String and not a List.
                    Value: {a: b}                    | The Value field of every Outputs member must evaluate to a String and not a Map.
                    Value: !GetAZs ''                | The Value field of every Outputs member must evaluate to a String.
                    Value: !Ref L                    | The Value field of every Outputs member must evaluate to a String.
                    Value: !Ref AWS::NoValue         | The Value field of every Outputs member must evaluate to a String.
                    Value: x, Export: {Name: !Sub 'a ${AWS::Region}'} | Output O is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.
                    """)
    void refusesOutputsThatAreNoText(String output, String message) {
        String template = "Parameters: {L: {Type: CommaDelimitedList, Default: 'a,b'}}\nMappings: {M: {a: {b: [c]}}}\n"
                + "Resources: {Q: {Type: AWS::SQS::Queue}}\nOutputs: {O: {" + output + "}}";

        assertThatThrownBy(() -> create(template)).hasMessageContaining("Template format error: " + message);
    }

    static List<Arguments> requests() {
        return List.of(
                request(
                        r -> r.parameters(Parameter.builder().parameterKey("P").build()),
                        "Parameters: [P] must have values"),
                request(
                        r -> r.parameters(
                                Parameter.builder().parameterValue("x").build()),
                        "Value null at 'parameters.member.parameterKey' failed to satisfy constraint: Member must not"
                                + " be null"),
                request(r -> r.tags(tag(null, "x")), "Value null at 'tags.1.member.key' failed"),
                request(r -> r.tags(tag("x", null)), "Value null at 'tags.1.member.value' failed"),
                request(
                        r -> r.tags(tag("x", "1"), tag("", "1")),
                        "Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater"
                                + " than or equal to 1"),
                request(
                        r -> r.tags(tag("x", "v".repeat(257))),
                        "at 'tags.1.member.value' failed to satisfy constraint: Member must have length less than or"
                                + " equal to 256"),
                request(r -> r.tags(tag("x", "1"), tag("x", "2")), "Duplicate tag key: x"),
                request(r -> r.capabilitiesWithStrings("CAPABILITY_FOO"), "Member must satisfy enum value set: ["),
                request(r -> r.onFailure("KEEP"), "Value 'KEEP' at 'onFailure' failed to satisfy constraint"),
                request(r -> r.roleARN("x"), "Member must have length greater than or equal to 20"),
                request(r -> r.clientRequestToken("a b"), "Value 'a b' at 'clientRequestToken' failed"),
                request(r -> r.stackName(null), "Value null at 'stackName' failed"),
                request(
                        r -> r.retainExceptOnCreate(true),
                        "the parameter RetainExceptOnCreate of cloudformation:CreateStack"),
                request(r -> r.rollbackConfiguration(c -> c.monitoringTimeInMinutes(5)), "MonitoringTimeInMinutes"));
    }

    private static Arguments request(Consumer<CreateStackRequest.Builder> change, String message) {
        return Arguments.of(message, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void refusesRequestsThatTheApiDoesNotHave(String message, Consumer<CreateStackRequest.Builder> change) {
        assertThatThrownBy(() -> cfn.createStack(r -> {
                    r.stackName("shop").templateBody(QUEUE);
                    change.accept(r);
                }))
                .hasMessageContaining(message);
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();
    }

    @Test
    void refusesARoleThatCannotBeAssumed() {
        String role = "arn:aws:iam::" + cloud.place().account() + ":role/none";

        assertThatThrownBy(() -> cfn.createStack(
                        r -> r.stackName("shop").templateBody(QUEUE).roleARN(role)))
                .isInstanceOf(CloudFormationException.class)
                .hasMessageContaining("Role " + role + " is invalid or cannot be assumed");
    }

    @Test
    void refusesUpdatesThatContradictThemselves() {
        create(QUEUE);

        assertThatThrownBy(() -> cfn.updateStack(
                        r -> r.stackName("shop").templateBody(QUEUE).usePreviousTemplate(true)))
                .hasMessageContaining("You cannot specify both usePreviousTemplate and Template Body/Template URL.");
        assertThatThrownBy(() -> cfn.updateStack(r -> r.stackName("shop")
                        .usePreviousTemplate(true)
                        .parameters(Parameter.builder()
                                .parameterKey("P")
                                .parameterValue("y")
                                .usePreviousValue(true)
                                .build())))
                .hasMessageContaining("Cannot specify usePreviousValue as true and non empty value for a parameter");
        assertThatThrownBy(
                        () -> cfn.deleteStack(r -> r.stackName("shop").deletionMode(DeletionMode.FORCE_DELETE_STACK)))
                .hasMessageContaining("the DeletionMode FORCE_DELETE_STACK");
    }

    @Test
    void failsTheChangeSetWhoseTransformFails() {
        String template = """
                Transform: AWS::Serverless-2016-10-31
                Resources: {F: {Type: AWS::Serverless::Function, Properties: {Handler: A, Runtime: java21}}}
                """;

        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .capabilities(Capability.CAPABILITY_IAM)
                .templateBody(template));

        var made = cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("first"));
        assertThat(made.status()).isEqualTo(ChangeSetStatus.FAILED);
        assertThat(made.executionStatus()).isEqualTo(ExecutionStatus.UNAVAILABLE);
        assertThat(made.statusReason())
                .startsWith("Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application"
                        + " Specification document. Number of errors found: 1. Resource with id [F] is invalid.");
        assertThat(stack("shop").stackStatusAsString()).isEqualTo("REVIEW_IN_PROGRESS");
        assertThatThrownBy(() -> cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("first")))
                .hasMessageContaining("cannot be executed in its current status of [FAILED]");
    }

    @Test
    void createsTheStackOfALaterChangeSetThatSucceeds() {
        failsTheChangeSetWhoseTransformFails();

        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("second")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(QUEUE));
        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("second"));

        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }
}
