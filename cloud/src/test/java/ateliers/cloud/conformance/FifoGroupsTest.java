package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A message group is blocked behind its messages in flight, and only behind them: as LocalStack's tests
 * {@code test_sqs.py, test_fifo_message_group_visibility_after_…} and
 * {@code test_fifo_group_visibility_extends_with_change_message_visibility} saw it on AWS.
 */
class FifoGroupsTest extends ConformanceCase {
    private SqsClient sqs;
    private String url;

    @BeforeEach
    void queue() {
        sqs = cloud.client(SqsClient.builder());
        url = sqs.createQueue(r -> r.queueName("orders.fifo")
                        .attributesWithStrings(Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")))
                .queueUrl();
        List.of("a1", "a2", "a3").forEach(this::send);
    }

    @Test
    void aMessageThatIsGivenBackComesAgainBeforeThoseStillInFlight() {
        List<Message> all = receive(3);

        hide(all.get(0), 0);

        assertThat(bodies(10)).containsExactly("a1");
        assertThat(bodies(10)).isEmpty();
    }

    @Test
    void aMessageThatIsGivenBackWaitsForThoseBeforeIt() {
        List<Message> all = receive(3);

        hide(all.get(1), 0);
        assertThat(bodies(10)).isEmpty();

        delete(all.get(0));
        assertThat(bodies(10)).containsExactly("a2");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "1, a1", "2, a1 a2"})
    void whatPrecedesTheMessageThatStaysInFlightComesInOrder(int staying, String expected) {
        List<Message> all = receive(3);
        hide(all.get(staying), 600);
        send("a4");

        cloud.cloud().clock().advance(Duration.ofSeconds(31));

        assertThat(String.join(" ", bodies(10))).isEqualTo(expected);
    }

    @Test
    void withOnlyTheLastInFlightTheFirstComeInOrderAndNothingAfterIt() {
        List<Message> all = receive(3);
        send("a4");
        hide(all.get(2), 600);
        hide(all.get(1), 0);
        hide(all.get(0), 0);

        assertThat(bodies(1)).containsExactly("a1");
        assertThat(bodies(10)).isEmpty();
    }

    @Test
    void aDeletedMessageBlocksNothingWhileTheRestDoes() {
        List<Message> two = receive(2);

        delete(two.get(0));
        assertThat(bodies(10)).isEmpty();

        delete(two.get(1));
        assertThat(bodies(10)).containsExactly("a3");
    }

    @Test
    void otherGroupsGoOn() {
        receive(1);
        sqs.sendMessage(r -> r.queueUrl(url).messageGroupId("b").messageBody("b1"));

        assertThat(bodies(10)).containsExactly("b1");
    }

    /** A receive goes past what it moves to the dead-letter queue. */
    @Test
    void aMessageThatIsMovedAwayBlocksNothing() {
        String dead = sqs.createQueue(r -> r.queueName("dead.fifo").attributesWithStrings(Map.of("FifoQueue", "true")))
                .queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        hide(receive(1).get(0), 0);
        hide(receive(1).get(0), 0);
        sqs.setQueueAttributes(r -> r.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}")));

        assertThat(bodies(10)).containsExactly("a2", "a3");
        assertThat(sqs.receiveMessage(r -> r.queueUrl(dead)).messages())
                .extracting(Message::body)
                .containsExactly("a1");
    }

    private void send(String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageGroupId("a").messageBody(body));
    }

    private List<Message> receive(int most) {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(most))
                .messages();
    }

    private List<String> bodies(int most) {
        return receive(most).stream().map(Message::body).toList();
    }

    private void hide(Message message, int seconds) {
        sqs.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(seconds));
    }

    private void delete(Message message) {
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
    }
}
