package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class StackLifecycleTest extends StackFixture {

    private static final String EXPORTS = """
            Resources: {Queue: {Type: AWS::SQS::Queue}}
            Outputs: {Name: {Value: one, Export: {Name: shop-name}}}
            """;
    private static final String IMPORTS =
            "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {Tags: [{Key: k, Value: !ImportValue shop-name}]}}}";
    private static final String FAILS = """
            Resources:
              Good: {Type: AWS::SQS::Queue}
              Kept: {Type: AWS::SQS::Queue, DeletionPolicy: Retain}
              Fresh: {Type: AWS::SQS::Queue, DeletionPolicy: RetainExceptOnCreate}
              Bad: {Type: AWS::SQS::Queue, DependsOn: [Good, Kept, Fresh], Properties: {DelaySeconds: 5000}}
            """;

    private void importIt() {
        cfn.createStack(r -> r.stackName("user").templateBody(IMPORTS));
        settle();
        assertThat(stack("user").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void missesAnExportBeforeItMakesAnything() {
        create("Resources: {T: {Type: AWS::SNS::Topic}, Q: {Type: AWS::SQS::Queue, DependsOn: T, Properties:"
                + " {QueueName: {Fn::ImportValue: !Sub '${AWS::StackName}-name'}}}}");

        assertThat(events())
                .containsExactly(
                        "shop CREATE_IN_PROGRESS User Initiated",
                        "shop ROLLBACK_IN_PROGRESS No export named shop-name found. Rollback requested by user.",
                        "shop ROLLBACK_COMPLETE null");
    }

    @Test
    void rollsAnUpdateBackThatMissesAnExport() {
        create("Resources: {Q: {Type: AWS::SQS::Queue}}");

        update(IMPORTS.replace("Resources: {", "Resources: {T: {Type: AWS::SNS::Topic}, "));

        assertThat(events())
                .contains("shop UPDATE_ROLLBACK_IN_PROGRESS No export named shop-name found.")
                .noneMatch(each -> each.startsWith("T "));
    }

    @Test
    void refusesToChangeAnExportInUse() {
        create(EXPORTS);
        importIt();

        var stack = update(EXPORTS.replace("Value: one", "Value: two"));

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(events())
                .contains("shop UPDATE_ROLLBACK_IN_PROGRESS"
                        + " Export shop-name cannot be updated as it is in use by user");
        assertThat(output(stack, "Name")).isEqualTo("one");
    }

    @Test
    void refusesToRemoveAnExportInUse() {
        create(EXPORTS);
        importIt();

        update("Resources: {Queue: {Type: AWS::SQS::Queue, Properties: {DelaySeconds: 1}}}");

        assertThat(events())
                .contains("shop UPDATE_ROLLBACK_IN_PROGRESS"
                        + " Export shop-name cannot be deleted as it is in use by user");
    }

    @Test
    void letsAnExportGoOnceItsImporterIsGone() {
        create(EXPORTS);
        importIt();
        cfn.deleteStack(r -> r.stackName("user"));
        settle();

        assertThat(update(EXPORTS.replace("Value: one", "Value: two")).stackStatusAsString())
                .isEqualTo("UPDATE_COMPLETE");
    }

    @Test
    void keepsWhatIsRetainedWhenACreationIsRolledBack() {
        var stack = create(FAILS);

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(queues()).singleElement().asString().contains("shop-Kept-");
        assertThat(events()).contains("Kept DELETE_SKIPPED null", "Fresh DELETE_COMPLETE null");
    }

    @Test
    void keepsWhatIsRetainedExceptOnCreateWhenTheStackIsDeleted() {
        create("Resources: {Fresh: {Type: AWS::SQS::Queue, DeletionPolicy: RetainExceptOnCreate}}");

        delete();

        assertThat(queues()).singleElement().asString().contains("shop-Fresh-");
    }

    @Test
    void leavesAFailedStackAsItIsWhenAskedTo() {
        cfn.createStack(r -> r.stackName("shop").templateBody(FAILS).onFailure(OnFailure.DO_NOTHING));

        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_FAILED");
        assertThat(queues()).hasSize(3);
    }

    @Test
    void deletesAFailedStackWhenAskedTo() {
        String id = cfn.createStack(r -> r.stackName("shop").templateBody(FAILS).onFailure(OnFailure.DELETE))
                .stackId();
        settle();

        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
    }

    @Test
    void keepsAReplacedResourceWhosePolicySaysSo() {
        String queue = "Resources: {Queue: {Type: AWS::SQS::Queue, UpdateReplacePolicy: Retain,"
                + " Properties: {QueueName: one}}}";
        create(queue);

        update(queue.replace("QueueName: one", "QueueName: two"));

        assertThat(queues()).hasSize(2);
        assertThat(events()).contains("Queue DELETE_SKIPPED null");
    }

    @Test
    void readsATemplateOutOfABucket() {
        S3Client s3 = client(S3Client.class);
        s3.createBucket(r -> r.bucket("templates-of-the-shop")
                .createBucketConfiguration(
                        c -> c.locationConstraint(cloud.place().region())));
        s3.putObject(r -> r.bucket("templates-of-the-shop").key("t.yaml"), RequestBody.fromString(EXPORTS));

        cfn.createStack(r -> r.stackName("shop")
                .templateURL("https://templates-of-the-shop.s3." + cloud.place().region() + ".amazonaws.com/t.yaml"));

        assertThat(settled().stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThatThrownBy(() -> cfn.createStack(r -> r.stackName("other")
                        .templateURL("https://templates-of-the-shop.s3.amazonaws.com/missing.yaml")))
                .hasMessageContaining("S3 error: Access Denied");
    }

    @Test
    void answersAboutAStackOnceItsOperationIsDone() {
        cfn.createStack(r -> r.stackName("shop").templateBody(EXPORTS));

        assertThat(stack("shop").stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
    }

    @Test
    void deletesAStackThatIsStillBeingMade() {
        StringBuilder many = new StringBuilder("Resources:\n");
        for (int i = 0; i < 150; i++) {
            many.append("  Q").append(i).append(": {Type: AWS::SQS::Queue}\n");
        }
        String id = cfn.createStack(r -> r.stackName("shop").templateBody(many.toString()))
                .stackId();

        cfn.deleteStack(r -> r.stackName("shop"));
        settle();

        assertThat(stack(id).stackStatusAsString()).isEqualTo("DELETE_COMPLETE");
        assertThat(queues()).isEmpty();
    }

    @Test
    void keepsTheTimeoutOfACreation() {
        cfn.createStack(r -> r.stackName("shop").templateBody(EXPORTS).timeoutInMinutes(5));

        assertThat(settled().timeoutInMinutes()).isEqualTo(5);
        assertThatThrownBy(() -> cfn.createStack(
                        r -> r.stackName("other").templateBody(EXPORTS).timeoutInMinutes(0)))
                .hasMessageContaining("Member must have value greater than or equal to 1");
    }

    @Test
    void endsAnOperationThatMetADefectOfThisCloud() {
        cloud.faults().inject("sqs", "CreateQueue", request -> true, 1, (request, real) -> {
            throw new IllegalStateException("a defect");
        });

        cfn.createStack(r -> r.stackName("shop").templateBody(EXPORTS));

        assertThat(settled())
                .extracting(each -> each.stackStatusAsString(), each -> each.stackStatusReason())
                .containsExactly("CREATE_FAILED", "Internal Failure: java.lang.IllegalStateException: a defect");
    }

    @Test
    void namesTopicsToNotifyAsAGap() {
        CreateStackRequest request = CreateStackRequest.builder()
                .stackName("shop")
                .templateBody(EXPORTS)
                .notificationARNs("arn:aws:sns:eu-west-1:123456789012:t")
                .build();

        assertThatThrownBy(() -> cfn.createStack(request))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("NotificationARNs");
    }

    private java.util.List<String> queues() {
        return client(SqsClient.class).listQueues().queueUrls();
    }
}
