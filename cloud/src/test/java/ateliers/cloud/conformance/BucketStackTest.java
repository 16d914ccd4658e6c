package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/**
 * A bucket's access control is that of new buckets, which have no lists: {@code Private} says so, anything else is refused as S3
 * does. What the cloud lacks is said before anything is made.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html">AWS::S3::Bucket</a>
 */
class BucketStackTest extends ConformanceCase {
    private CloudFormationClient stacks;

    @BeforeEach
    void connect() {
        stacks = cloud.client(CloudFormationClient.builder());
    }

    @Test
    void privateIsWhatABucketIsAnyway() {
        create("AWS::S3::Bucket", "AccessControl: Private");
        assertThat(status()).isEqualTo("CREATE_COMPLETE");

        stacks.updateStack(
                r -> r.stackName("shop").templateBody(template("AWS::S3::Bucket", "BucketName: other-name")));
        idle();
        assertThat(status()).isEqualTo("UPDATE_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PublicRead", "LogDeliveryWrite", "BucketOwnerFullControl"})
    void othersAreRefusedWhereTheOwnerIsEnforced(String control) {
        create("AWS::S3::Bucket", "AccessControl: " + control);

        assertThat(status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .anyMatch(event -> event.resourceStatusReason() != null
                        && event.resourceStatusReason()
                                .contains("Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced"
                                        + " setting (Service: S3, Status Code: 400"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS::S3::Bucket | AccessControl: PublicRead, OwnershipControls: {Rules: [{ObjectOwnership: ObjectWriter}]}",
                "AWS::S3::Bucket | BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault:"
                        + " {SSEAlgorithm: 'aws:kms:dsse'}}]}",
                "AWS::S3::Bucket | BucketEncryption: {ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault:"
                        + " {SSEAlgorithm: 'aws:kms', KMSMasterKeyID: alias/mine}}]}",
                "AWS::SecretsManager::Secret | KmsKeyId: alias/mine"
            })
    void whatIsLackingIsSaidBeforeAnythingIsMade(String resource) {
        String[] parts = resource.split(" \\| ");

        assertThatThrownBy(() -> create(parts[0], parts[1])).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("Unsupported");
            assertThat(e.statusCode()).isEqualTo(501);
        });
        assertThat(stacks.listStacks().stackSummaries()).isEmpty();
    }

    private void create(String type, String properties) {
        stacks.createStack(r -> r.stackName("shop").templateBody(template(type, properties)));
        idle();
    }

    private static String template(String type, String properties) {
        return "Resources: {First: {Type: AWS::SQS::Queue}, Other: {Type: " + type + ", DependsOn: First, Properties: {"
                + properties + "}}}";
    }

    private String status() {
        return stacks.describeStacks(r -> r.stackName("shop")).stacks().get(0).stackStatusAsString();
    }
}
