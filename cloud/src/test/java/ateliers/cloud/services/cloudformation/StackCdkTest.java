package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/**
 * Templates as {@code cdk synth} writes them.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html">Configure AWS CDK usage data reporting</a>
 */
class StackCdkTest {
    private static final String SYNTHESISED = """
            Resources:
              QueueD2E5F8A1:
                Type: AWS::SQS::Queue
                UpdateReplacePolicy: Delete
                DeletionPolicy: Delete
                Metadata: {aws:cdk:path: Shop/Queue/Resource}
              CDKMetadata:
                Type: AWS::CDK::Metadata
                Properties: {Analytics: 'v2:deflate64:H4sIAAAAAAAA/zPSMzfRM1BMLC/WTU7J1s3JTNKrDi5JTM7WcU7LC0otzi8tSk6t1XFMyk8BAA=='}
                Metadata: {aws:cdk:path: Shop/CDKMetadata/Default}
                Condition: CDKMetadataAvailable
            Conditions:
              CDKMetadataAvailable:
                Fn::Or:
                  - Fn::Equals: [!Ref AWS::Region, eu-west-1]
                  - Fn::Equals: [!Ref AWS::Region, eu-west-3]
            Outputs: {Queue: {Value: !Ref QueueD2E5F8A1}}
            """;

    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    @Test
    void theirMetadataIsAResourceWithoutEffect() {
        CloudFormationClient cfn = cloud.client(CloudFormationClient.builder());

        cfn.createStack(r -> r.stackName("shop").templateBody(SYNTHESISED));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();

        assertThat(cfn.describeStacks(r -> r.stackName("shop")).stacks().get(0).stackStatus())
                .isEqualTo(StackStatus.CREATE_COMPLETE);
        assertThat(cfn.describeStackResource(r -> r.stackName("shop").logicalResourceId("CDKMetadata"))
                        .stackResourceDetail()
                        .physicalResourceId())
                .matches("[0-9a-f-]{36}");
        assertThat(cloud.cloud().journal().entries())
                .filteredOn(entry -> entry.kind() == Entry.Kind.INERT)
                .anyMatch(entry -> entry.resource().equals("shop/CDKMetadata"));

        cfn.deleteStack(r -> r.stackName("shop"));
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(60))).isTrue();
        assertThat(cfn.listStacks().stackSummaries())
                .singleElement()
                .satisfies(stack -> assertThat(stack.stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE));
    }
}
