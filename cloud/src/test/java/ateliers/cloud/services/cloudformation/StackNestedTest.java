package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackSummary;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Stacks within stacks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html">Nested
 *     stacks</a>
 */
class StackNestedTest extends StackFixture {
    private static final String QUEUE = """
            Parameters: {Name: {Type: String}, Delay: {Type: Number, Default: 1}}
            Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {QueueName: !Ref Name, DelaySeconds: !Ref Delay}}}
            Outputs: {Arn: {Value: !GetAtt Queue.Arn}}
            """;
    private static final String FAILING =
            "Resources: {Fine: {Type: AWS::SQS::Queue}, Bad: {Type: AWS::SQS::Queue, DependsOn: Fine,"
                    + " Properties: {DelaySeconds: 5000}}}";
    private static final String PARENT = """
            Resources:
              Child:
                Type: AWS::CloudFormation::Stack
                Properties:
                  TemplateURL: https://templates.s3.eu-west-3.amazonaws.com/child.yaml
                  Parameters: {Name: orders}
            Outputs:
              Id: {Value: !Ref Child}
              Queue: {Value: !GetAtt Child.Outputs.Arn}
            """;

    @BeforeEach
    void putTemplates() {
        client(S3Client.class)
                .createBucket(r -> r.bucket("templates")
                        .createBucketConfiguration(
                                c -> c.locationConstraint(cloud.place().region())));
        put("child.yaml", QUEUE);
    }

    private void put(String key, String text) {
        client(S3Client.class).putObject(r -> r.bucket("templates").key(key), RequestBody.fromString(text));
    }

    private Stack created(String template) {
        Stack stack = create(template);
        assertThat(stack.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("CREATE_COMPLETE");
        return stack;
    }

    /** The CDK asks so of every stack. */
    @Test
    void aChangeSetIncludesNestedStacksWhereThereAreNone() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("first")
                .changeSetType(ChangeSetType.CREATE)
                .includeNestedStacks(true)
                .templateBody("Resources: {Queue: {Type: AWS::SQS::Queue}}"));

        var described = cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("first"));

        assertThat(described.includeNestedStacks()).isTrue();
        assertThat(described.changes()).hasSize(1);
        assertThat(cfn.listChangeSets(r -> r.stackName("shop"))
                        .summaries()
                        .get(0)
                        .includeNestedStacks())
                .isTrue();
    }

    @Test
    void changeSetsOfNestedStacksAreLackingAlsoWhereOneGoes() {
        assertThatThrownBy(() -> cfn.createChangeSet(r -> r.stackName("shop")
                        .changeSetName("first")
                        .changeSetType(ChangeSetType.CREATE)
                        .includeNestedStacks(true)
                        .templateBody(PARENT)))
                .hasMessageContaining("change sets of nested stacks (IncludeNestedStacks)");
        assertThat(cfn.listStacks().stackSummaries()).isEmpty();

        created(PARENT);
        assertThatThrownBy(() -> cfn.createChangeSet(r -> r.stackName("shop")
                        .changeSetName("second")
                        .includeNestedStacks(true)
                        .templateBody("Resources: {Queue: {Type: AWS::SQS::Queue}}")))
                .hasMessageContaining("change sets of nested stacks (IncludeNestedStacks)");
    }

    private List<String> queues() {
        return client(SqsClient.class).listQueues().queueUrls().stream()
                .map(each -> each.replaceAll(".*/", ""))
                .toList();
    }

    private List<String> eventsOf(String stack) {
        return cfn.describeStackEvents(r -> r.stackName(stack)).stackEvents().stream()
                .map(each -> each.logicalResourceId() + " " + each.resourceStatusAsString())
                .toList();
    }

    /** Outputs: "Use Fn::GetAtt with Outputs.NestedStackOutputName"; name and family as the API reference's Stack has them. */
    @Test
    void aChildGetsParametersAndGivesOutputs() {
        Stack parent = created(PARENT);

        String id = output(parent, "Id");
        Stack child = stack(id);
        assertThat(output(parent, "Queue")).isEqualTo(cloud.place().arn("sqs", "orders"));
        assertThat(child.stackName()).matches("shop-Child-[0-9A-Z]{12}");
        assertThat(child.parentId()).isEqualTo(parent.stackId());
        assertThat(child.rootId()).isEqualTo(parent.stackId());
        assertThat(parent.parentId()).isNull();
        assertThat(parent.rootId()).isNull();
        assertThat(physicalId("Child")).isEqualTo(id);
        assertThat(cfn.listStackResources(r -> r.stackName(child.stackName())).stackResourceSummaries())
                .extracting(each -> each.logicalResourceId())
                .containsExactly("Queue");
        assertThat(cfn.listStacks().stackSummaries())
                .extracting(StackSummary::parentId)
                .containsExactlyInAnyOrder(null, parent.stackId());

        delete();

        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThat(queues()).isEmpty();
    }

    /** "Virtual hosting of buckets": the forms that a template's URL may have. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://templates.s3.amazonaws.com/child.yaml",
                "https://s3.eu-west-3.amazonaws.com/templates/child.yaml",
                "https://s3.amazonaws.com/templates/child.yaml",
                "https://templates.s3-eu-west-3.amazonaws.com/child.yaml",
                "https://s3-eu-west-3.amazonaws.com/templates/child.yaml",
            })
    void theTemplateLiesInABucket(String url) {
        created(PARENT.replace("https://templates.s3.eu-west-3.amazonaws.com/child.yaml", url));

        assertThat(queues()).containsExactly("orders");
    }

    @Test
    void childrenHaveChildrenAndTags() {
        put("middle.yaml", PARENT);

        cfn.createStack(r -> r.stackName("shop")
                .tags(tag("team", "a"))
                .templateBody(PARENT.replace("child.yaml", "middle.yaml")
                        .replace("Parameters: {Name: orders}", "Tags: [{Key: kind, Value: b}]")
                        .replace("Child.Outputs.Arn", "Child.Outputs.Queue")));
        Stack root = settled();

        assertThat(output(root, "Queue")).endsWith(":orders");
        Stack middle = stack(output(root, "Id"));
        Stack inner = stack(output(middle, "Id"));
        assertThat(inner.parentId()).isEqualTo(middle.stackId());
        assertThat(inner.rootId()).isEqualTo(root.stackId());
        assertThat(inner.tags()).containsExactlyInAnyOrder(tag("team", "a"), tag("kind", "b"));
        assertThat(client(SqsClient.class)
                        .listQueueTags(r -> r.queueUrl(cfn.describeStackResources(d -> d.stackName(inner.stackId()))
                                .stackResources()
                                .get(0)
                                .physicalResourceId()))
                        .tags())
                .containsEntry("team", "a")
                .containsEntry("kind", "b");
    }

    /** An update asks its nested stacks, too: what lies at the same URL may be another template. */
    @Test
    void anUpdateReachesChildren() {
        Stack parent = created(PARENT);
        String id = output(parent, "Id");

        put(
                "child.yaml",
                QUEUE.replace("Default: 1", "Default: 9").replace("Outputs: {", "Outputs: {More: {Value: new}, "));
        Stack after = update(PARENT + "  Added: {Value: !GetAtt Child.Outputs.More}\n");

        assertThat(after.stackStatusAsString())
                .as(() -> String.join("\n", events()))
                .isEqualTo("UPDATE_COMPLETE");
        assertThat(output(after, "Id")).isEqualTo(id);
        assertThat(output(after, "Added")).isEqualTo("new");
        assertThat(eventsOf(id)).contains("Queue UPDATE_COMPLETE");
        int before = eventsOf(id).size();

        assertThat(update(PARENT).stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(eventsOf(id)).as("nothing to do").hasSize(before);
    }

    /** The words of serverless 7593 and of others; the child goes with what is rolled back. */
    @Test
    void aChildThatFailsRollsItsParentBack() {
        put("child.yaml", FAILING);

        Stack parent = create("Resources: {First: {Type: AWS::SQS::Queue}, "
                + "Child: {Type: AWS::CloudFormation::Stack, DependsOn: First, Properties: {TemplateURL:"
                + " 'https://templates.s3.eu-west-3.amazonaws.com/child.yaml'}}}");

        assertThat(parent.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        String reason = reason("Child", "CREATE_FAILED");
        assertThat(reason)
                .matches("Embedded stack arn:aws:cloudformation:[^ ]*:stack/shop-Child-[^ ]* was not successfully"
                        + " created: The following resource\\(s\\) failed to create: \\[Bad]\\. ");
        assertThat(queues()).isEmpty();
        String id = reason.split(" ")[2];
        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThat(eventsOf(id)).contains("Bad CREATE_FAILED");
    }

    private String reason(String logicalId, String status) {
        return cfn.describeStackEvents(r -> r.stackName("shop")).stackEvents().stream()
                .filter(each -> each.logicalResourceId().equals(logicalId)
                        && each.resourceStatus() == ResourceStatus.fromValue(status))
                .map(StackEvent::resourceStatusReason)
                .findFirst()
                .orElseThrow();
    }

    /** As LocalStack saw AWS do in test_deletion_of_failed_nested_stack. */
    @Test
    void aFailedChildStaysWithAFailedParentAndGoesWithIt() {
        put("child.yaml", "Parameters: {Name: {Type: String}}\n" + FAILING);
        cfn.createStack(r -> r.stackName("shop").templateBody(PARENT).onFailure(OnFailure.DO_NOTHING));
        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_FAILED");
        String child = physicalId("Child");
        assertThat(stack(child).stackStatusAsString()).isEqualTo("CREATE_FAILED");
        String name = stack(child).stackName();

        delete();

        assertThatThrownBy(() -> stack(name)).hasMessageContaining("Stack with id " + name + " does not exist");
        assertThat(queues()).isEmpty();
    }

    @Test
    void anUpdateThatFailsInAChildIsRolledBackInBoth() {
        Stack parent = created(PARENT);
        String id = output(parent, "Id");

        Stack after = update(PARENT.replace("Name: orders", "Name: orders, Delay: 5000"));

        assertThat(after.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(reason("Child", "UPDATE_FAILED"))
                .isEqualTo("Embedded stack " + id + " was not successfully updated. Currently in"
                        + " UPDATE_ROLLBACK_IN_PROGRESS with reason: The following resource(s) failed to update:"
                        + " [Queue]. ");
        assertThat(stack(id).stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(update(PARENT.replace("Name: orders", "Name: orders, Delay: 7"))
                        .stackStatusAsString())
                .isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void aTemplateThatIsRefusedLeavesTheChildAsItWas() {
        Stack parent = created(PARENT);
        put("child.yaml", "no template");

        assertThat(update(PARENT).stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");

        assertThat(stack(output(parent, "Id")).stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(queues()).containsExactly("orders");
    }

    /** What is refused before a child is there, in the form that events have it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    Name: orders | Nom: orders                     | Parameters: [Nom] do not exist in the template (Service: AmazonCloudFormation; Status Code: 400; Error Code: ValidationError; Request ID:
                    child.yaml   | none.yaml                       | S3 error: Access Denied
                    https://templates.s3.eu-west-3.amazonaws.com/child.yaml | ./child.yaml | TemplateURL must be a supported URL.
                    Child.Outputs.Arn | Child.Outputs.Other        | Output 'Other' not found in stack 'arn:aws:cloudformation:
                    """)
    void saysWhyAChildCannotBe(String what, String instead, String reason) {
        assertThat(create(PARENT.replace(what, instead)).stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");

        assertThat(events()).anyMatch(each -> each.contains(reason));
        assertThat(queues()).isEmpty();
    }

    /** CreateStack's page: capabilities are acknowledged for nested stacks, too, macros by CAPABILITY_AUTO_EXPAND. */
    @Test
    void aChildNeedsItsParentsCapabilities() {
        put("child.yaml", """
                Transform: AWS::LanguageExtensions
                Parameters: {Name: {Type: String}}
                Resources:
                  Role:
                    Type: AWS::IAM::Role
                    Properties:
                      AssumeRolePolicyDocument:
                        Version: 2012-10-17
                        Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
                Outputs: {Arn: {Value: !GetAtt Role.Arn}}
                """);
        cfn.createStack(r -> r.stackName("shop").templateBody(PARENT).capabilities(Capability.CAPABILITY_IAM));
        assertThat(settled().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(reason("Child", "CREATE_FAILED"))
                .startsWith("Requires capabilities : [CAPABILITY_AUTO_EXPAND] (Service: AmazonCloudFormation; Status"
                        + " Code: 400; Error Code: InsufficientCapabilitiesException");
        delete();

        cfn.createStack(r -> r.stackName("shop")
                .templateBody(PARENT)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND));
        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void aChildCanBeMadeByAChangeSet() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(PARENT));
        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("c"));
        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");

        cfn.createChangeSet(r -> r.stackName("shop").changeSetName("d").templateBody(PARENT));

        assertThat(cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("d"))
                        .changes())
                .as("change sets show nested stacks as changed")
                .hasSize(1);
    }

    /** SAM's page of AWS::Serverless::Application: an Amazon S3 URL, tagged as SAM tags it. */
    @Test
    void samMakesApplicationsOfTemplates() {
        Stack parent = created("""
                Transform: AWS::Serverless-2016-10-31
                Resources:
                  App:
                    Type: AWS::Serverless::Application
                    Properties:
                      Location: https://templates.s3.eu-west-3.amazonaws.com/child.yaml
                      Parameters: {Name: orders}
                      Tags: {kind: b}
                Outputs: {Id: {Value: !Ref App}, Queue: {Value: !GetAtt App.Outputs.Arn}}
                """);

        assertThat(output(parent, "Queue")).endsWith(":orders");
        assertThat(stack(output(parent, "Id")).tags()).contains(tag("lambda:createdBy", "SAM"), tag("kind", "b"));
    }

    @Test
    void namesApplicationsOfARepositoryAsMissing() {
        assertThatThrownBy(() -> create("""
                        Transform: AWS::Serverless-2016-10-31
                        Resources:
                          App:
                            Type: AWS::Serverless::Application
                            Properties: {Location: {ApplicationId: a, SemanticVersion: 1.0.0}}
                        """))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("Location.ApplicationId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    TimeoutInMinutes: 10              | Resource is missing the required [Location] property.
                    Location: {SemanticVersion: 2.0}  | Resource is missing the required [ApplicationId] property.
                    Location: {ApplicationId: a}      | Resource is missing the required [SemanticVersion] property.
                    """)
    void refusesApplicationsInSamsWords(String properties, String message) {
        assertThatThrownBy(() -> create("Transform: AWS::Serverless-2016-10-31\nResources: {App: {Type:"
                        + " AWS::Serverless::Application, Properties: {" + properties + "}}}"))
                .hasMessageContaining("Resource with id [App] is invalid. " + message);
    }
}
