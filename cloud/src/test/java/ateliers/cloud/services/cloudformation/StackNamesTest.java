package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Names that are taken, and updates of nothing but metadata. */
class StackNamesTest extends StackFixture {

    @Test
    void doesNotTakeOverWhatHasTheNameOfANewResource() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody("Resources: {Other: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}}"));
        client(SqsClient.class).createQueue(request -> request.queueName("orders"));

        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("c"));

        assertThat(settled().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(each -> each.contains("Other CREATE_FAILED Resource handler returned message: \"Resource of"
                        + " type 'AWS::SQS::Queue' with identifier 'orders' already exists.\""));
        assertThat(client(SqsClient.class).listQueues().queueUrls()).hasSize(1);
    }

    @Test
    void doesNotTakeOverATopicThatIsThereAlready() {
        cfn.createChangeSet(r -> r.stackName("shop")
                .changeSetName("c")
                .changeSetType(ChangeSetType.CREATE)
                .templateBody("Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}}"));
        String arn = client(SnsClient.class)
                .createTopic(request -> request.name("news"))
                .topicArn();

        cfn.executeChangeSet(r -> r.stackName("shop").changeSetName("c"));

        assertThat(settled().stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(events()).anyMatch(each -> each.contains("with identifier '" + arn + "' already exists."));
        assertThat(client(SnsClient.class).listTopics().topics()).hasSize(1);
    }

    @Test
    void takesAChangeOfMetadataForAnUpdate() {
        create("Resources: {Q: {Type: AWS::SQS::Queue}}");

        Stack stack = update("Resources: {Q: {Type: AWS::SQS::Queue, Metadata: {Version: 2}}}");

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_COMPLETE");
    }
}
