package ateliers.cloud.services.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Names that are taken, and updates of nothing but metadata. */
class StackNamesTest extends StackFixture {

    @Test
    void doesNotTakeOverWhatHasTheNameOfANewResource() {
        create("Resources: {Q: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}}");

        Stack stack = update("Resources: {Other: {Type: AWS::SQS::Queue, Properties: {QueueName: orders}}}");

        assertThat(stack.stackStatusAsString()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(events())
                .anyMatch(each -> each.contains("Other CREATE_FAILED Resource handler returned message: \"Resource of"
                        + " type 'AWS::SQS::Queue' with identifier 'orders' already exists.\""));
        assertThat(client(SqsClient.class).listQueues().queueUrls()).hasSize(1);
    }

    @Test
    void doesNotTakeOverATopicThatIsThereAlready() {
        String arn = client(SnsClient.class)
                .createTopic(request -> request.name("news"))
                .topicArn();

        Stack stack = create("Resources: {T: {Type: AWS::SNS::Topic, Properties: {TopicName: news}}}");

        assertThat(stack.stackStatusAsString()).isEqualTo("ROLLBACK_COMPLETE");
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
