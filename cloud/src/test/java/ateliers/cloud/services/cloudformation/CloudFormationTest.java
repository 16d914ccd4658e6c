package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.Cloud;
import ateliers.cloud.door.Principal;
import ateliers.cloud.door.Unsupported;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class CloudFormationTest {

    private static final String QUEUES = """
            Parameters:
              Delay: {Type: Number, Default: 5}
            Resources:
              Orders:
                Type: AWS::SQS::Queue
                Properties:
                  DelaySeconds: !Ref Delay
                  RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 3}
              Dead:
                Type: AWS::SQS::Queue
            Outputs:
              Url: {Value: !Ref Orders, Export: {Name: orders-url}}
            """;

    private Cloud cloud;
    private CloudFormationClient cfn;
    private SqsClient sqs;

    @BeforeEach
    void start() {
        cloud = Cloud.start();
        cfn = cloud.door().as(cloud.root(), CloudFormationClient.class);
        sqs = cloud.door().as(cloud.root(), SqsClient.class);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void makesResourcesInTheOrderOfTheirDependencies() {
        Stack stack = create("shop", QUEUES);

        assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        String url = output(stack, "Url");
        assertThat(url).contains("shop-Orders-");
        assertThat(attribute(url, QueueAttributeName.DELAY_SECONDS)).isEqualTo("5");
        assertThat(attribute(url, QueueAttributeName.REDRIVE_POLICY)).contains(":shop-Dead-");
        assertThat(cfn.listExports(r -> {}).exports())
                .extracting(each -> each.name() + "=" + each.value())
                .containsExactly("orders-url=" + url);
    }

    @Test
    void writesEventsInAwsOrder() {
        create("shop", "{\"Resources\": {\"A\": {\"Type\": \"AWS::SQS::Queue\"}}}");

        assertThat(events("shop"))
                .containsExactly(
                        "shop CREATE_IN_PROGRESS User Initiated",
                        "A CREATE_IN_PROGRESS null",
                        "A CREATE_IN_PROGRESS Resource creation Initiated",
                        "A CREATE_COMPLETE null",
                        "shop CREATE_COMPLETE null");
    }

    @Test
    void rollsBackWithTheReasonWhenAResourceFails() {
        Stack stack = create("shop", """
                Resources:
                  A: {Type: AWS::SQS::Queue}
                  B: {Type: AWS::SQS::Queue, DependsOn: A, Properties: {DelaySeconds: 5000}}
                """);

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events("shop"))
                .anyMatch(each -> each.startsWith("B CREATE_FAILED Resource handler returned message:")
                        && each.contains("DelaySeconds"))
                .contains("shop ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [B]. Rollback"
                        + " requested by user.")
                .contains("A DELETE_COMPLETE null");
        assertThat(sqs.listQueues().queueUrls()).isEmpty();
    }

    @Test
    void failsAResourceWhosePropertiesComeOutAsNoneOfItsSchema() {
        create(
                "shop",
                "Resources: {T: {Type: AWS::SNS::Topic}, A: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: !GetAtt"
                        + " T.TopicName}}}");

        assertThat(events("shop"))
                .contains("A CREATE_FAILED Properties validation failed for resource A with message:\n"
                        + "#/DelaySeconds: expected type: Integer, found: String");
    }

    @Test
    void namesWhatThisCloudLacksBeforeAnythingIsMade() {
        assertThatThrownBy(() -> create("shop", "Resources: {A: {Type: AWS::Kinesis::Stream}}"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("AWS::Kinesis::Stream");
        assertThat(cfn.describeStacks().stacks()).isEmpty();
    }

    @Test
    void updatesInPlaceAndByReplacementAndRemoves() {
        String before = output(create("shop", QUEUES), "Url");
        update("shop", QUEUES.replace("Default: 5", "Default: 7"));
        String same = output(stack("shop"), "Url");
        update(
                "shop",
                "Resources: {Orders: {Type: AWS::SQS::Queue, Properties: {QueueName: named}}}\n"
                        + "Outputs: {Url: {Value: !Ref Orders}}");

        assertThat(same).isEqualTo(before);
        assertThat(output(stack("shop"), "Url")).endsWith("/named");
        assertThat(sqs.listQueues().queueUrls()).singleElement().asString().endsWith("/named");
        assertThat(events("shop"))
                .contains(
                        "Orders UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource;"
                                + " hence creating one.",
                        "shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS null",
                        "Dead DELETE_COMPLETE null");
    }

    @Test
    void goesBackWhenAnUpdateFails() {
        String url = output(create("shop", QUEUES), "Url");

        Stack stack = update(
                "shop",
                QUEUES.replace("Default: 5", "Default: 7"),
                "  Bad: {Type: AWS::SQS::Queue, DependsOn: Orders, Properties: {VisibilityTimeout: 99999}}\n");

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(attribute(url, QueueAttributeName.DELAY_SECONDS)).isEqualTo("5");
        assertThat(sqs.listQueues().queueUrls()).hasSize(2);
    }

    @Test
    void refusesAnUpdateThatChangesNothing() {
        create("shop", QUEUES);

        assertThatThrownBy(() -> update("shop", "# a comment\n" + QUEUES))
                .hasMessageContaining("No updates are to be performed.");
    }

    @Test
    void deletesInReverseAndKeepsWhatIsToBeRetained() {
        create("shop", """
                Resources:
                  A: {Type: AWS::SQS::Queue, DeletionPolicy: Retain}
                  B: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: a, Value: !GetAtt A.Arn}]}}
                """);
        String id = stack("shop").stackId();

        cfn.deleteStack(r -> r.stackName("shop"));
        settle();

        assertThat(sqs.listQueues().queueUrls()).singleElement().asString().contains("shop-A-");
        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThatThrownBy(() -> stack("shop")).hasMessageContaining("Stack with id shop does not exist");
    }

    @Test
    void keepsAStackWhoseExportIsInUse() {
        create("shop", QUEUES);
        create(
                "user",
                "Resources: {A: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: k, Value: !ImportValue orders-url}]}}}");

        cfn.deleteStack(r -> r.stackName("shop"));
        settle();

        assertThat(stack("shop").stackStatusReason())
                .contains("Cannot delete export orders-url as it is in use by user");
        assertThat(cfn.listImports(r -> r.exportName("orders-url")).imports()).containsExactly("user");
    }

    @Test
    void refusesWhatAwsRefusesAtOnce() {
        create("shop", QUEUES);

        assertThatThrownBy(() -> create("shop", QUEUES))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("Stack [shop] already exists");
        assertThatThrownBy(() -> create("a_b", QUEUES)).hasMessageContaining("[a-zA-Z][-a-zA-Z0-9]*");
        assertThatThrownBy(() -> cfn.describeStackEvents(r -> r.stackName("X")))
                .hasMessageContaining("Stack [X] does not exist");
        assertThatThrownBy(() -> cfn.describeStacks(r -> r.stackName("X")))
                .hasMessageContaining("Stack with id X does not exist");
        assertThatThrownBy(() -> create("role", ROLE)).isInstanceOf(InsufficientCapabilitiesException.class);
        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("p")
                        .templateBody(QUEUES)
                        .parameters(Parameter.builder()
                                .parameterKey("Nope")
                                .parameterValue("1")
                                .build())))
                .hasMessageContaining("Parameters: [Nope] do not exist in the template");
    }

    private static final String ROLE = """
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: 2012-10-17
                    Statement: [{Effect: Allow, Principal: {Service: cloudformation.amazonaws.com}, Action: sts:AssumeRole}]
                  ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]
                  Policies:
                    - PolicyName: queues
                      PolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Action: sqs:GetQueue*, Resource: '*'}]
            Outputs:
              Arn: {Value: !GetAtt Role.Arn}
            """;

    @Test
    void makesAndDeletesARoleWithItsPolicies() {
        cfn.createStack(r -> r.stackName("role").templateBody(ROLE).capabilities(Capability.CAPABILITY_IAM));
        settle();
        IamClient iam = cloud.door().as(cloud.root(), IamClient.class);
        String name = cfn.describeStackResource(r -> r.stackName("role").logicalResourceId("Role"))
                .stackResourceDetail()
                .physicalResourceId();

        assertThat(iam.listRolePolicies(r -> r.roleName(name)).policyNames()).containsExactly("queues");
        assertThat(iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
                .hasSize(1);
        cfn.deleteStack(r -> r.stackName("role"));
        settle();
        assertThat(iam.listRoles().roles()).isEmpty();
    }

    @Test
    void actsAsItsRole() {
        cfn.createStack(r -> r.stackName("role").templateBody(ROLE).capabilities(Capability.CAPABILITY_IAM));
        settle();
        String role = output(stack("role"), "Arn");

        cfn.createStack(r -> r.stackName("shop").templateBody(QUEUES).roleARN(role));
        settle();

        assertThat(stack("shop").stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events("shop"))
                .anyMatch(each -> each.startsWith("Dead CREATE_FAILED") && each.contains("not authorized to perform"));
    }

    @Test
    void makesAStackByAChangeSet() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(QUEUES));
        assertThat(stack("shop").stackStatusAsString()).isEqualTo("REVIEW_IN_PROGRESS");
        assertThat(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("first"))
                        .changes())
                .extracting(each -> each.resourceChange().actionAsString() + " "
                        + each.resourceChange().logicalResourceId())
                .containsExactly("Add Orders", "Add Dead");

        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("first"));
        settle();

        assertThat(stack("shop").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(events("shop")).startsWith("shop REVIEW_IN_PROGRESS User Initiated");
        cfn.createChangeSet(r -> r.stackName("shop").changeSetName("second").templateBody(QUEUES));
        assertThat(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("second")))
                .extracting(each -> each.statusAsString(), each -> each.executionStatusAsString())
                .containsExactly("FAILED", "UNAVAILABLE");
    }

    @Test
    void letsNobodyInWithoutPermission() {
        CloudFormationClient nobody = cloud.door().as(new Principal.Anonymous(), CloudFormationClient.class);

        assertThatThrownBy(() -> nobody.describeStacks()).hasMessageContaining("not authorized");
    }

    private Stack create(String name, String template) {
        cfn.createStack(r -> r.stackName(name).templateBody(template));
        settle();
        return stack(name);
    }

    private Stack update(String name, String template, String... moreResources) {
        String whole = moreResources.length == 0
                ? template
                : template.replace("Outputs:", String.join("", moreResources) + "Outputs:");
        cfn.updateStack(r -> r.stackName(name).templateBody(whole));
        settle();
        return stack(name);
    }

    private void settle() {
        assertThat(cloud.clock().awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private Stack stack(String name) {
        return cfn.describeStacks(r -> r.stackName(name)).stacks().get(0);
    }

    private static String output(Stack stack, String key) {
        return stack.outputs().stream()
                .filter(each -> each.outputKey().equals(key))
                .map(Output::outputValue)
                .findFirst()
                .orElseThrow();
    }

    private String attribute(String url, QueueAttributeName name) {
        Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(
                        r -> r.queueUrl(url).attributeNames(name))
                .attributes();
        return attributes.get(name);
    }

    private List<String> events(String name) {
        List<StackEvent> events = new java.util.ArrayList<>(
                cfn.describeStackEvents(r -> r.stackName(name)).stackEvents());
        Collections.reverse(events);
        return events.stream()
                .map(each -> each.logicalResourceId() + " " + each.resourceStatusAsString() + " "
                        + each.resourceStatusReason())
                .toList();
    }
}
