package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ExecutionStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Faults of templates that are the author's, not gaps of this cloud's.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html">AWS::DynamoDB::Table:
 *     StreamArn needs a StreamSpecification</a>
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html">AWS::IAM::Policy:
 *     a role, a user or a group is required</a>
 */
@SuppressWarnings("unchecked") // consumers as varargs, which the SDK does not call safe
class StackFaultsTest {
    private static final String TABLE = """
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
            """;

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private CloudFormationClient cfn;

    @BeforeEach
    void prepare() {
        cfn = cloud.client(CloudFormationClient.builder());
    }

    private StackStatus create(String template) {
        cfn.createStack(r -> r.stackName("shop").templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
        return cfn.describeStacks(r -> r.stackName("shop")).stacks().get(0).stackStatus();
    }

    private List<StackEvent> events() {
        return cfn.describeStackEvents(r -> r.stackName("shop")).stackEvents();
    }

    @Test
    void aTableWithoutStreamHasNoArnOfOneForResources() {
        String parameter = TABLE + """
                  Parameter:
                    Type: AWS::SSM::Parameter
                    Properties: {Type: String, Value: !Sub 'stream ${Table.StreamArn}'}
                """;

        assertThat(create(parameter)).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(events())
                .extracting(StackEvent::resourceStatusReason)
                .contains("Attribute 'StreamArn' does not exist Rollback requested by user.");
        assertThat(events()).extracting(StackEvent::logicalResourceId).containsOnly("shop");
    }

    @Test
    void norForOutputs() {
        assertThat(create(TABLE + "Outputs: {Stream: {Value: !GetAtt Table.StreamArn}}"))
                .isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(events()).extracting(StackEvent::logicalResourceId).containsOnly("shop");
    }

    @Test
    void aPolicyIsSomebodys() {
        String policy = """
                Resources:
                  Policy:
                    Type: AWS::IAM::Policy
                    Properties:
                      PolicyName: p
                      PolicyDocument:
                        Version: '2012-10-17'
                        Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]
                """;

        assertThat(create(policy)).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(events())
                .extracting(StackEvent::resourceStatusReason)
                .contains("At least one of [Groups,Roles,Users] must be non-empty.");
    }

    @Test
    void aSnapshotOfATypeThatIsLackingIsAGap() {
        String volume = "Resources: {Volume: {Type: AWS::EC2::Volume, DeletionPolicy: Snapshot,"
                + " Properties: {AvailabilityZone: eu-west-3a, Size: 1}}}";

        assertThatThrownBy(() -> create(volume))
                .hasMessageContaining(
                        "Unsupported by the embedded cloud: cloudformation: the resource type" + " AWS::EC2::Volume");
        assertThatThrownBy(() -> create("Resources: {Q: {Type: AWS::SQS::Queue, DeletionPolicy: Snapshot}}"))
                .hasMessageContaining("resource type AWS::SQS::Queue does not support deletion policy Snapshot");
    }

    private static final String ROLE = """
              %s:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument:
                    Version: '2012-10-17'
                    Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]
            """;

    /** See <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM quotas</a>. */
    @Test
    void anInstanceProfileWithTwoRolesIsRolledBackWhole() {
        String profile = "Resources:\n" + ROLE.formatted("A") + ROLE.formatted("B")
                + "  P: {Type: AWS::IAM::InstanceProfile, Properties: {Roles: [!Ref A, !Ref B]}}\n";

        assertThat(create(profile)).isEqualTo(StackStatus.ROLLBACK_COMPLETE);
        assertThat(events())
                .filteredOn(event -> event.resourceStatusAsString().equals("CREATE_FAILED"))
                .singleElement()
                .satisfies(event -> assertThat(event.resourceStatusReason())
                        .contains("Cannot exceed quota for", "HandlerErrorCode: ServiceLimitExceeded"));
    }

    /** A public template has what AWS makes of it: roles without {@code aws:cloudformation:} tags. */
    @Test
    void aRoleHasTheStacksOwnTagsOnly() {
        cfn.createStack(r -> r.stackName("shop")
                .templateBody("Resources:\n" + ROLE.formatted("A"))
                .tags(t -> t.key("team").value("shop"))
                .capabilities(Capability.CAPABILITY_NAMED_IAM));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
        String role = events().stream()
                .filter(event -> event.logicalResourceId().equals("A"))
                .findFirst()
                .orElseThrow()
                .physicalResourceId();

        assertThat(cloud.client(IamClient.builder())
                        .listRoleTags(r -> r.roleName(role))
                        .tags())
                .extracting(Tag::key)
                .containsExactly("team");
    }

    /** See <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ChangeSetSummary.html">OBSOLETE</a>. */
    @Test
    void aChangeSetThatAnotherChangeCameBeforeIsObsolete() {
        String template = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: %s}}}";
        create(template.formatted(1));
        cfn.createChangeSet(r -> r.stackName("shop").changeSetName("c").templateBody(template.formatted(2)));
        assertThat(status()).isEqualTo(ExecutionStatus.AVAILABLE);

        cfn.updateStack(r -> r.stackName("shop").templateBody(template.formatted(3)));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();

        assertThat(status()).isEqualTo(ExecutionStatus.OBSOLETE);
        assertThatThrownBy(() -> cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("c")))
                .hasMessageContaining("cannot be executed in its current execution status of [OBSOLETE]");
    }

    @Test
    void aChangeSetStaysObsoleteWhenTheOtherChangeIsRolledBack() {
        String template = "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: %s}}}";
        create(template.formatted(1));
        cfn.createChangeSet(r -> r.stackName("shop").changeSetName("c").templateBody(template.formatted(2)));

        cfn.updateStack(r -> r.stackName("shop").templateBody(template.formatted(-3)));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();

        assertThat(cfn.describeStacks(r -> r.stackName("shop")).stacks().get(0).stackStatusAsString())
                .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(status()).isEqualTo(ExecutionStatus.OBSOLETE);
    }

    private ExecutionStatus status() {
        return cfn.describeChangeSet(r -> r.stackName("shop").changeSetName("c"))
                .executionStatus();
    }
}
