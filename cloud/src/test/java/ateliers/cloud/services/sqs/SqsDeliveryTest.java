package ateliers.cloud.services.sqs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Long polls, dead-letter queues and move tasks. */
class SqsDeliveryTest {
    private static final String ARN = "arn:aws:sqs:eu-west-3:123456789012:";

    private final TestServices services = new TestServices(new SqsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String url = create("orders", Map.of());

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aLongPollIsWokenByAMessage() {
        List<String> received = poll(20);
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        Instant before = services.clock.instant();

        send("one");

        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(received).containsExactly("one");
        assertThat(services.clock.instant()).isBefore(before.plusSeconds(20));
    }

    @Test
    void aLongPollThatNothingWakesEndsEmpty() {
        List<String> received = poll(20);

        assertThat(services.clock.await(() -> !received.isEmpty(), Duration.ofSeconds(25)))
                .isTrue();
        assertThat(received).containsExactly("nothing");
    }

    @Test
    void aLongPollIsWokenWhenAMessageBecomesVisibleAgain() {
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of("VisibilityTimeout", "10")));
        send("one");
        receive(url);
        List<String> received = poll(20);

        assertThat(services.clock.await(() -> !received.isEmpty(), Duration.ofSeconds(15)))
                .isTrue();
        assertThat(received).containsExactly("one");
    }

    @Test
    void everyWaitingReceiverGetsItsMessage() {
        List<String> first = poll(20);
        List<String> second = poll(20);
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();

        send("one");
        send("two");

        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(List.of(first, second)).allMatch(list -> list.size() <= 1);
        services.clock.advance(Duration.ofSeconds(1));
        assertThat(first.size() + second.size()).isEqualTo(2);
    }

    @Test
    void aWaitingReceiverLearnsThatItsQueueIsGone() {
        List<String> received = poll(20);
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();

        sqs.deleteQueue(r -> r.queueUrl(url));

        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        assertThat(received)
                .containsExactly("AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist.");
    }

    @Test
    void theReceiveThatExceedsTheCountMovesTheMessage() {
        String dead = create("dead", Map.of());
        redriveTo("dead", 2);
        send("one");
        for (int i = 0; i < 2; i++) {
            assertThat(receive(url)).hasSize(1);
            services.clock.advance(Duration.ofSeconds(31));
        }
        assertThat(receive(dead)).isEmpty();

        assertThat(receive(url)).isEmpty();

        Message moved = receive(dead).get(0);
        assertThat(moved.body()).isEqualTo("one");
        assertThat(moved.attributesAsStrings())
                .containsEntry("ApproximateReceiveCount", "3")
                .containsEntry("DeadLetterQueueSourceArn", ARN + "orders");
    }

    @Test
    void aDeadLetterQueueMustExistAllowItAndBeOfTheSameType() {
        create("closed", Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));
        create("dead.fifo", Map.of("FifoQueue", "true"));

        assertThat(refusal(() -> redriveTo("nowhere", 2))).contains("Dead letter target does not exist.");
        assertThat(refusal(() -> redriveTo("closed", 2))).contains("redriveAllowPolicy");
        assertThat(refusal(() -> redriveTo("dead.fifo", 2)))
                .contains("Dead-letter queue must be same type of queue as the source.");
        assertThat(refusal(() -> redriveTo("closed", 1001)))
                .contains("Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.");
    }

    @Test
    void theSourcesOfADeadLetterQueueAreListed() {
        String dead = create("dead", Map.of());
        redriveTo("dead", 2);

        assertThat(sqs.listDeadLetterSourceQueues(r -> r.queueUrl(dead)).queueUrls())
                .containsExactly(url);
    }

    @Test
    void aMoveTaskBringsMessagesBackToTheirSource() {
        String dead = create("dead", Map.of());
        redriveTo("dead", 1);
        send("one");
        receive(url);
        services.clock.advance(Duration.ofSeconds(31));
        receive(url);

        sqs.startMessageMoveTask(r -> r.sourceArn(ARN + "dead"));
        services.clock.advance(Duration.ofSeconds(1));

        assertThat(receive(url)).extracting(Message::body).containsExactly("one");
        assertThat(receive(dead)).isEmpty();
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(ARN + "dead"))
                        .results()
                        .get(0)
                        .status())
                .isEqualTo("COMPLETED");
        assertThat(refusal(() -> sqs.startMessageMoveTask(r -> r.sourceArn(ARN + "orders"))))
                .isEqualTo("InvalidParameterValue: Source queue must be configured as a Dead Letter Queue.");
    }

    @Test
    void aMessageThatIsMovedBackIsReceivedForTheFirstTime() {
        create("dead", Map.of());
        redriveTo("dead", 1);
        send("one");
        receive(url);
        services.clock.advance(Duration.ofSeconds(31));
        receive(url);
        long moved = services.clock.instant().toEpochMilli();

        sqs.startMessageMoveTask(r -> r.sourceArn(ARN + "dead"));
        services.clock.advance(Duration.ofSeconds(1));

        assertThat(receive(url)).singleElement().satisfies(message -> {
            assertThat(message.attributesAsStrings()).containsEntry("ApproximateReceiveCount", "1");
            assertThat(firstReceived(message)).isGreaterThanOrEqualTo(moved);
        });
    }

    @Test
    void aDeadMessageKeepsTheTimeOfItsFirstReceive() {
        String dead = create("dead", Map.of());
        redriveTo("dead", 1);
        send("one");
        long first = firstReceived(receive(url).get(0));
        services.clock.advance(Duration.ofSeconds(31));

        receive(url);

        assertThat(receive(dead)).extracting(SqsDeliveryTest::firstReceived).containsExactly(first);
    }

    private static long firstReceived(Message message) {
        return Long.parseLong(message.attributes().get(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
    }

    @Test
    void idleTimeIsNotSpentWhileAWokenReceiverWorks() {
        List<String> received = poll(20);
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
        send("one");

        boolean seen = services.clock.await(() -> received.contains("one"), Duration.ofDays(1));

        assertThat(seen).isTrue();
        Entry last = services.journal.entries().get(services.journal.entries().size() - 1);
        assertThat(Duration.between(last.time(), services.clock.instant())).isLessThan(Duration.ofMinutes(1));
    }

    /** Receives once on another thread, into the list it gives back. */
    private List<String> poll(int seconds) {
        List<String> received = new CopyOnWriteArrayList<>();
        services.clock.execute(() -> {
            try {
                List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url).waitTimeSeconds(seconds))
                        .messages();
                received.add(messages.isEmpty() ? "nothing" : messages.get(0).body());
            } catch (RuntimeException e) {
                received.add(refusal(() -> {
                    throw e;
                }));
            }
        });
        return received;
    }

    private void send(String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private List<Message> receive(String queue) {
        return sqs.receiveMessage(r -> r.queueUrl(queue).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private void redriveTo(String queue, int count) {
        sqs.setQueueAttributes(r -> r.queueUrl(url)
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + ARN + queue + "\",\"maxReceiveCount\":\"" + count + "\"}")));
    }

    private String create(String name, Map<String, String> attributes) {
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }
}
