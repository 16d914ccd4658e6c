package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.s3.S3Client;

/** Requests about stacks that are not there, or not in the state for them. */
class StackRequestsTest extends StackFixture {

    private static final String QUEUE = "Resources: {Q: {Type: AWS::SQS::Queue}}";

    @Test
    void tellsInEachOperationsWordsThatAStackIsMissing() {
        assertThatThrownBy(
                        () -> cfn.describeStackResource(r -> r.stackName("no").logicalResourceId("Q")))
                .hasMessageContaining("Stack 'no' does not exist");
        assertThatThrownBy(() -> cfn.describeStacks(r -> r.stackName("no")))
                .hasMessageContaining("Stack with id no does not exist");
        assertThatThrownBy(() -> cfn.describeStackEvents(r -> r.stackName("no")))
                .hasMessageContaining("Stack [no] does not exist");
    }

    @Test
    void wantsToKnowWhoseTemplateAndWhichResource() {
        create(QUEUE);

        assertThatThrownBy(() -> cfn.getTemplate(r -> {}))
                .hasMessageContaining("StackName is required if ChangeSetName is not specified.");
        assertThatThrownBy(() -> cfn.getTemplate(r -> r.changeSetName("c")))
                .hasMessageContaining("StackName is a required parameter.");
        assertThatThrownBy(() -> cfn.describeStackResource(r -> r.stackName("shop")))
                .hasMessageContaining("Value null at 'logicalResourceId' failed to satisfy constraint");
    }

    @Test
    void refusesNamesOfStacksAndChangeSetsByTheirPatterns() {
        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("a_b").templateBody(QUEUE)))
                .hasMessageContaining("Value 'a_b' at 'stackName' failed to satisfy constraint: Member must satisfy"
                        + " regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/._+]*");
        assertThatThrownBy(() -> cfn.createChangeSet(
                        r -> r.stackName("shop").changeSetName("a_b").templateBody(QUEUE)))
                .hasMessageContaining("Value 'a_b' at 'changeSetName' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }

    @Test
    void hasNoSummaryOfAStackUnderReview() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody(QUEUE));

        assertThatThrownBy(() -> cfn.getTemplateSummary(r -> r.stackName("shop")))
                .hasMessageContaining("GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.");
    }

    @Test
    void takesAStackUnderReviewByItsIdForAnotherChangeSet() {
        String id = cfn.createChangeSet(r -> r.stackName("shop")
                        .changeSetName("c")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(QUEUE))
                .stackId();

        assertThat(cfn.createChangeSet(r -> r.stackName(id)
                                .changeSetName("d")
                                .changeSetType(ChangeSetType.CREATE)
                                .templateBody(QUEUE))
                        .stackId())
                .isEqualTo(id);
    }

    @Test
    void makesNoChangeSetOfADeletedStack() {
        String id = create(QUEUE).stackId();
        delete();

        assertThatThrownBy(() -> cfn.createChangeSet(
                        r -> r.stackName(id).changeSetName("c").templateBody(QUEUE)))
                .hasMessageContaining("Stack:" + id + " is in DELETE_COMPLETE state and can not be updated.");
        assertThatThrownBy(() -> cfn.createChangeSet(r -> r.stackName(id)
                        .changeSetName("c")
                        .changeSetType(ChangeSetType.CREATE)
                        .templateBody(QUEUE)))
                .hasMessageContaining(
                        "Stack [" + id + "] already exists and cannot be created again with the changeSet [c].");
    }

    @Test
    void retainsOnlyWhatIsLeft() {
        create(
                "Resources: {B: {Type: AWS::S3::Bucket, Properties: {BucketName: kept-bucket}}, Q: {Type: AWS::SQS::Queue}}");
        client(S3Client.class).putObject(r -> r.bucket("kept-bucket").key("a"), RequestBody.fromString("a"));
        delete();

        for (String unfit : new String[] {"Q", "Nothing"}) {
            assertThatThrownBy(() -> cfn.deleteStack(r -> r.stackName("shop").retainResources("B", unfit)))
                    .hasMessageContaining("The specified resources to retain must be in a valid state. Do not specify"
                            + " resources that are in the DELETE_COMPLETE state.");
        }
        cfn.deleteStack(r -> r.stackName("shop").retainResources("B"));
        settle();
        assertThatThrownBy(() -> stack("shop")).hasMessageContaining("does not exist");
    }

    /** As {@code sam delete} sends it: an empty list retains nothing. */
    @Test
    void anEmptyListOfResourcesToRetainIsNone() {
        create(QUEUE);

        cfn.deleteStack(r -> r.stackName("shop").retainResources(List.of()));

        settle();
        assertThatThrownBy(() -> stack("shop")).hasMessageContaining("does not exist");
    }

    @Test
    void namesTheUpdateOfAFailedCreationAsAGap() {
        cfn.createStack(r -> r.stackName("shop")
                .onFailure(OnFailure.DO_NOTHING)
                .templateBody("Resources: {Q: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 5000}}}"));
        settle();

        assertThatThrownBy(() -> cfn.updateStack(r -> r.stackName("shop").templateBody(QUEUE)))
                .hasMessageContaining("cloudformation: updating a stack that is in CREATE_FAILED state");
    }

    @Test
    void updatesAStackWhoseOutputPicksAPartOfWhatIsNotThereYet() {
        String template = QUEUE + "\nOutputs: {O: {Value: !Select [5, !Split [':', !GetAtt Q.Arn]]}}";
        create(template);

        assertThatThrownBy(() -> update(template)).hasMessageContaining("No updates are to be performed.");
        assertThat(output(update(template.replace("[5", "[2")), "O")).isEqualTo("sqs");
    }
}
