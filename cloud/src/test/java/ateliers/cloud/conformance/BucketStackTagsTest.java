package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The tags that CloudFormation gives a stack's bucket, which nobody else may change: cloud-custodian's issue 2834 and pull
 * request 2861, terraform-provider-aws issue 7323.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html">Resource
 *     tags</a>
 */
class BucketStackTagsTest extends ConformanceCase {
    private static final String NAME = "any-company-shop";

    private CloudFormationClient stacks;
    private S3Client s3;

    @BeforeEach
    void connect() {
        stacks = cloud.client(CloudFormationClient.builder());
        s3 = cloud.client(S3Client.builder().forcePathStyle(true));
    }

    @Test
    void aStacksBucketSaysWhoseItIs() {
        Stack stack = create("Tags: [{Key: team, Value: shop}]");

        assertThat(tags())
                .isEqualTo(Map.of(
                        "team", "shop",
                        "aws:cloudformation:stack-name", "shop",
                        "aws:cloudformation:stack-id", stack.stackId(),
                        "aws:cloudformation:logical-id", "Bucket"));

        stacks.updateStack(r -> r.stackName("shop").templateBody(template("BucketName: " + NAME)));
        idle();

        assertThat(tags().keySet())
                .containsExactly(
                        "aws:cloudformation:logical-id",
                        "aws:cloudformation:stack-id",
                        "aws:cloudformation:stack-name");
    }

    @Test
    void whoeverTagsTheBucketRepeatsTagsOfAws() {
        create("VersioningConfiguration: {Status: Enabled}");
        List<Tag> system = s3.getBucketTagging(r -> r.bucket(NAME)).tagSet();
        Tag own = tag("team", "shop");

        refused(() -> put(List.of(own)), "InvalidTag", 400, "System tags cannot be removed by requester");
        refused(
                () -> s3.deleteBucketTagging(r -> r.bucket(NAME)),
                "InvalidTag",
                400,
                "System tags cannot be removed by requester");
        refused(
                () -> put(List.of(
                        own, system.get(0), system.get(1), tag(system.get(2).key(), "other"))),
                "InvalidTag",
                400,
                "System tags cannot be added/updated by requester");
        refused(
                () -> put(List.of(own, system.get(0), system.get(1), system.get(2), tag("aws:mine", "1"))),
                "InvalidTag",
                400,
                "System tags cannot be added/updated by requester");
        assertThat(tags()).hasSize(3);

        put(List.of(own, system.get(0), system.get(1), system.get(2)));

        assertThat(tags()).hasSize(4).containsEntry("team", "shop");
    }

    @Test
    void twoTagsOfOneKeyFailTheBucketAsS3RefusesThem() {
        Stack stack = create("Tags: [{Key: team, Value: a}, {Key: team, Value: b}]");

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .filteredOn(each -> each.resourceStatusAsString().equals("CREATE_FAILED"))
                .extracting(StackEvent::resourceStatusReason)
                .singleElement()
                .asString()
                .startsWith("Resource handler returned message: \"Cannot provide multiple Tags with the same key"
                        + " (Service: S3, Status Code: 400,");
    }

    /**
     * aws-cloudformation/cloudformation-coverage-roadmap issue 744; the handler's code is that of public answers of a bucket
     * that is not empty.
     */
    @Test
    void anUpdateThatCannotCleanUpSaysSo() {
        create("VersioningConfiguration: {Status: Suspended}");
        s3.putObject(r -> r.bucket(NAME).key("kept"), RequestBody.fromString("a"));

        stacks.updateStack(r -> r.stackName("shop").templateBody("Resources: {Queue: {Type: AWS::SQS::Queue}}"));
        idle();

        Stack stack = stack();
        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
        assertThat(stack.stackStatusReason())
                .isEqualTo("Update successful. One or more resources could not be deleted.");
        assertThat(stacks.describeStackEvents(r -> r.stackName("shop"))
                        .stackEvents()
                        .get(0)
                        .resourceStatusReason())
                .isEqualTo("Update successful. One or more resources could not be deleted.");
        assertThat(stacks.describeStackEvents(r -> r.stackName("shop")).stackEvents())
                .anyMatch(event -> event.resourceStatusAsString().equals("DELETE_FAILED")
                        && event.resourceStatusReason().contains("\"The bucket you tried to delete is not empty")
                        && event.resourceStatusReason().endsWith("HandlerErrorCode: GeneralServiceException)"));

        stacks.updateStack(r -> r.stackName("shop")
                .templateBody("Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}}"));
        idle();

        assertThat(stack().stackStatusReason()).isNull();
    }

    private Stack create(String properties) {
        stacks.createStack(r -> r.stackName("shop").templateBody(template("BucketName: " + NAME + ", " + properties)));
        idle();
        return stack();
    }

    private static String template(String properties) {
        return "Resources: {Bucket: {Type: AWS::S3::Bucket, Properties: {" + properties + "}}}";
    }

    private Stack stack() {
        return stacks.describeStacks(r -> r.stackName("shop")).stacks().get(0);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        s3.getBucketTagging(r -> r.bucket(NAME)).tagSet().forEach(each -> tags.put(each.key(), each.value()));
        return tags;
    }

    private void put(List<Tag> tags) {
        s3.putBucketTagging(r -> r.bucket(NAME).tagging(t -> t.tagSet(tags)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
