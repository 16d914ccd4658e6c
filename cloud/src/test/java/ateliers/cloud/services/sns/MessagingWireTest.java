package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.CloudExtension;
import ateliers.cloud.door.Principal;
import ateliers.cloud.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SNS and SQS together over HTTP, with the SDK's clients and IAM's decisions. */
class MessagingWireTest {
    @RegisterExtension
    final CloudExtension cloud = new CloudExtension();

    private SqsClient sqs;
    private SnsClient sns;
    private String queue;
    private String queueArn;
    private String topic;

    @BeforeEach
    void connect() {
        sqs = cloud.client(SqsClient.builder());
        sns = cloud.client(SnsClient.builder());
        queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();
        queueArn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        topic = sns.createTopic(r -> r.name("news")).topicArn();
    }

    @Test
    void fact37TheSdkSeesThatAQueueIsMissing() {
        assertThatThrownBy(() -> sqs.receiveMessage(r -> r.queueUrl(queue + "-2")))
                .isInstanceOfSatisfying(QueueDoesNotExistException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("The specified queue does not exist.");
                });
    }

    @Test
    void otherErrorsOfSqsKeepTheirClassAndCode() {
        assertThatThrownBy(() -> sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle("x")))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
        assertThat(refusal(() -> sqs.sendMessage(r -> r.queueUrl(queue).messageBody(""))))
                .isEqualTo("MissingParameter: The request must contain the parameter MessageBody.");
    }

    @Test
    void theSdkChecksTheDigestsOfWhatItSendsAndReceives() {
        Map<String, MessageAttributeValue> attributes = Map.of(
                "cle",
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue("été")
                        .build(),
                "n",
                MessageAttributeValue.builder()
                        .dataType("Number.int")
                        .stringValue("5")
                        .build());
        sqs.sendMessage(r -> r.queueUrl(queue).messageBody("café").messageAttributes(attributes));

        Message message = sqs.receiveMessage(
                        r -> r.queueUrl(queue).waitTimeSeconds(20).messageAttributeNames("All"))
                .messages()
                .get(0);

        assertThat(message.body()).isEqualTo("café");
        assertThat(message.messageAttributes()).isEqualTo(attributes);
    }

    @Test
    void fact29TheSdkSeesThatATopicIsMissing() {
        assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic + "2").message("hello")))
                .isInstanceOfSatisfying(NotFoundException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Topic does not exist");
                });
    }

    @Test
    void theTopicsOwnPolicyAllowsNobodyOfTheAccountWithoutAnIdentityPolicy() {
        SnsClient nobody = cloud.clientAs(nobody(), SnsClient.builder());

        assertThatThrownBy(() -> nobody.publish(r -> r.topicArn(topic).message("hello")))
                .isInstanceOfSatisfying(
                        AuthorizationErrorException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage())
                                .isEqualTo("User: " + nobody().arn() + " is not authorized to perform: SNS:Publish on"
                                        + " resource: " + topic
                                        + " because no identity-based policy allows the SNS:Publish action"));
    }

    @Test
    void sqsDeniesInItsOwnWords() {
        SqsClient nobody = cloud.clientAs(nobody(), SqsClient.builder());

        assertThatThrownBy(() -> nobody.receiveMessage(r -> r.queueUrl(queue)))
                .isInstanceOfSatisfying(SqsException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).startsWith("AccessDenied");
                    assertThat(e.awsErrorDetails().errorMessage())
                            .contains("is not authorized to perform: sqs:receivemessage on resource: " + queueArn);
                });
    }

    @Test
    void aQueueGetsNothingUntilItsPolicyAllowsTheTopic() {
        sns.subscribe(r ->
                r.topicArn(topic).protocol("sqs").endpoint(queueArn).attributes(Map.of("RawMessageDelivery", "true")));
        sns.publish(r -> r.topicArn(topic).message("refused"));
        idle();
        assertThat(cloud.cloud().journal().entries())
                .anySatisfy(entry -> assertThat(entry.kind()).isEqualTo(Entry.Kind.DROPPED));
        assertThat(receive()).isEmpty();

        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"sns.amazonaws.com\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"" + queueArn
                + "\",\"Condition\":{\"ArnEquals\":{\"aws:SourceArn\":\"" + topic + "\"}}}]}";
        sqs.setQueueAttributes(r -> r.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        sns.publish(r -> r.topicArn(topic).message("allowed"));
        idle();

        assertThat(receive()).extracting(Message::body).containsExactly("allowed");
    }

    private Principal nobody() {
        String account = cloud.cloud().place().account();
        return new Principal.User(account, "eve", "arn:aws:iam::" + account + ":user/eve", "AIDAEVE");
    }

    private List<Message> receive() {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    private void idle() {
        assertThat(cloud.cloud().clock().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }
}
