package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * A stack takes back the policies that its template gave. Those that somebody else gave hold a role, a user or a group: its
 * deletion fails, as IAM says (aws-amplify/amplify-cli issue 1858, serverless/serverless issue 4926).
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html">DeleteRole</a>
 */
class HeldHoldersTest extends ConformanceCase {
    private static final String READ = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    private static final String WRITE = "arn:aws:iam::aws:policy/AmazonSQSFullAccess";
    private static final String POLICY =
            "{Version: 2012-10-17, Statement: [{Effect: Allow, Action: 'sqs:*', Resource: '*'}]}";
    private static final String INLINE =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:*\",\"Resource\":\"*\"}]}";

    private CloudFormationClient stacks;
    private IamClient iam;

    @BeforeEach
    void connect() {
        stacks = cloud.client(CloudFormationClient.builder());
        iam = cloud.client(IamClient.builder());
    }

    enum Holder {
        ROLE(
                "AWS::IAM::Role",
                "RoleName: bob, AssumeRolePolicyDocument: {Version: 2012-10-17, Statement: [{Effect: Allow, Principal:"
                        + " {Service: lambda.amazonaws.com}, Action: 'sts:AssumeRole'}]}",
                (iam, arn) -> iam.attachRolePolicy(r -> r.roleName("bob").policyArn(arn)),
                (iam, arn) -> iam.detachRolePolicy(r -> r.roleName("bob").policyArn(arn))),
        USER(
                "AWS::IAM::User",
                "UserName: bob",
                (iam, arn) -> iam.attachUserPolicy(r -> r.userName("bob").policyArn(arn)),
                (iam, arn) -> iam.detachUserPolicy(r -> r.userName("bob").policyArn(arn))),
        GROUP(
                "AWS::IAM::Group",
                "GroupName: bob",
                (iam, arn) -> iam.attachGroupPolicy(r -> r.groupName("bob").policyArn(arn)),
                (iam, arn) -> iam.detachGroupPolicy(r -> r.groupName("bob").policyArn(arn)));

        final String type;
        final String properties;
        final BiConsumer<IamClient, String> attach;
        final BiConsumer<IamClient, String> detach;

        Holder(
                String type,
                String properties,
                BiConsumer<IamClient, String> attach,
                BiConsumer<IamClient, String> detach) {
            this.type = type;
            this.properties = properties;
            this.attach = attach;
            this.detach = detach;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPolicyThatSomebodyAttachedHoldsIt(Holder holder) {
        String id = create(holder);
        holder.attach.accept(iam, WRITE);

        assertThat(deleted(id)).isEqualTo("DELETE_FAILED");
        assertThat(stacks.describeStackEvents(r -> r.stackName(id)).stackEvents())
                .anyMatch(event -> "Holder".equals(event.logicalResourceId())
                        && event.resourceStatusReason() != null
                        && event.resourceStatusReason()
                                .contains("\"Cannot delete entity, must detach all policies first. (Service: Iam"));

        holder.detach.accept(iam, WRITE);
        assertThat(deleted(id)).isEqualTo("DELETE_COMPLETE");
    }

    @ParameterizedTest
    @EnumSource
    void whatTheTemplateGaveGoesWithItAndMayHaveGone(Holder holder) {
        String id = create(holder);
        holder.detach.accept(iam, READ);

        assertThat(deleted(id)).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void anInlinePolicyThatSomebodyPutHoldsItToo() {
        String id = create(Holder.ROLE);
        iam.putRolePolicy(r -> r.roleName("bob").policyName("mine").policyDocument(INLINE));

        assertThat(deleted(id)).isEqualTo("DELETE_FAILED");
    }

    private String create(Holder holder) {
        String template = "Resources: {Holder: {Type: " + holder.type + ", Properties: {" + holder.properties
                + ", ManagedPolicyArns: ['" + READ + "'], Policies: [{PolicyName: own, PolicyDocument: " + POLICY
                + "}]}}}";
        String id = stacks.createStack(
                        r -> r.stackName("shop").templateBody(template).capabilities(Capability.CAPABILITY_NAMED_IAM))
                .stackId();
        idle();
        assertThat(status(id)).isEqualTo("CREATE_COMPLETE");
        return id;
    }

    private String deleted(String id) {
        stacks.deleteStack(r -> r.stackName(id));
        idle();
        return status(id);
    }

    private String status(String id) {
        return stacks.describeStacks(r -> r.stackName(id)).stacks().get(0).stackStatusAsString();
    }
}
