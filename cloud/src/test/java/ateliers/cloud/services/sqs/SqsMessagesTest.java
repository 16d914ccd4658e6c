package ateliers.cloud.services.sqs;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.services.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class SqsMessagesTest {
    private final TestServices services = new TestServices(new SqsService());
    private final SqsClient sqs = services.client(SqsClient.class);
    private final String url = sqs.createQueue(r -> r.queueName("orders")).queueUrl();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aMessageIsReceivedWithItsDigests() {
        var sent = sqs.sendMessage(
                r -> r.queueUrl(url).messageBody("foobar").messageAttributes(Map.of("Foo", text("Bar"))));

        Message message = receive("All").get(0);

        assertThat(sent.md5OfMessageBody()).isEqualTo("3858f62230ac3c915f300c664312c63f");
        assertThat(sent.md5OfMessageAttributes()).isEqualTo("ae7155c6026991b6d54b11589678bf9c");
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.body()).isEqualTo("foobar");
        assertThat(message.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(message.messageAttributes()).containsOnlyKeys("Foo");
        assertThat(message.attributes()).isEmpty();
    }

    @Test
    void fact32SystemAttributesSayWhoAndWhenAndHowOften() {
        send("one");

        Map<String, String> attributes = sqs.receiveMessage(
                        r -> r.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0)
                .attributesAsStrings();

        assertThat(attributes)
                .containsOnlyKeys(
                        "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp")
                .containsEntry("SenderId", "123456789012")
                .containsEntry("ApproximateReceiveCount", "1");
    }

    @Test
    void theTraceHeaderIsATextAndComesThrough() {
        MessageSystemAttributeValue header = MessageSystemAttributeValue.builder()
                .dataType("String")
                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793")
                .build();
        MessageSystemAttributeValue both =
                header.toBuilder().binaryValue(SdkBytes.fromUtf8String("x")).build();
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("one")
                .messageSystemAttributesWithStrings(Map.of("AWSTraceHeader", header)));

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).messageSystemAttributeNamesWithStrings("AWSTraceHeader"))
                        .messages()
                        .get(0)
                        .attributesAsStrings())
                .containsExactly(Map.entry("AWSTraceHeader", header.stringValue()));
        assertThat(refusal(() -> sqs.sendMessage(r -> r.queueUrl(url)
                        .messageBody("one")
                        .messageSystemAttributesWithStrings(Map.of("AWSTraceHeader", both)))))
                .contains("'AWSTraceHeader' must be of type 'String'");
    }

    @Test
    void attributesAreChosenByNameAndPrefix() {
        sqs.sendMessage(r -> r.queueUrl(url)
                .messageBody("one")
                .messageAttributes(Map.of("shop.a", text("1"), "shop.b", text("2"), "other", text("3"))));

        Message message = receive("shop.*").get(0);

        assertThat(message.messageAttributes()).containsOnlyKeys("shop.a", "shop.b");
        assertThat(message.md5OfMessageAttributes()).isNotEmpty();
    }

    @Test
    void threeReceivesOfALongVisibilityTimeoutTakeNoTime() {
        set("VisibilityTimeout", "180");
        send("one");

        for (int count = 1; count <= 3; count++) {
            AtomicReference<Message> seen = new AtomicReference<>();
            assertThat(services.clock.await(() -> receiveInto(seen), Duration.ofSeconds(200)))
                    .isTrue();
            assertThat(seen.get().attributesAsStrings())
                    .containsEntry("ApproximateReceiveCount", Integer.toString(count));
        }
    }

    @Test
    void aReceivedMessageIsHiddenUntilItsTimeoutEnds() {
        send("one");
        receive();

        assertThat(receive()).isEmpty();
        assertThat(count("ApproximateNumberOfMessagesNotVisible")).isEqualTo(1);
        services.clock.advance(Duration.ofSeconds(20));
        assertThat(receive()).isEmpty();
        services.clock.advance(Duration.ofSeconds(11));
        assertThat(receive()).hasSize(1);
    }

    @Test
    void aDeletedMessageNeverComesBack() {
        send("one");
        String handle = receive().get(0).receiptHandle();

        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));

        services.clock.advance(Duration.ofMinutes(1));
        assertThat(receive()).isEmpty();
        assertThat(count("ApproximateNumberOfMessages")).isZero();
    }

    @Test
    void anOldReceiptHandleDoesNotDeleteWhatWasReceivedAgain() {
        send("one");
        String old = receive().get(0).receiptHandle();
        services.clock.advance(Duration.ofSeconds(31));
        receive();

        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(old));

        assertThat(count("ApproximateNumberOfMessagesNotVisible")).isEqualTo(1);
    }

    @Test
    void aHandleOfAnotherQueueOrNoneAtAllIsInvalid() {
        String other = sqs.createQueue(r -> r.queueName("other")).queueUrl();
        send("one");
        String handle = receive().get(0).receiptHandle();

        assertThat(refusal(() -> sqs.deleteMessage(r -> r.queueUrl(other).receiptHandle(handle))))
                .isEqualTo("ReceiptHandleIsInvalid: The input receipt handle \"" + handle
                        + "\" is not a valid receipt handle.");
        assertThat(refusal(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle("garbage"))))
                .startsWith("ReceiptHandleIsInvalid:");
    }

    @Test
    void changingTheVisibilityToZeroGivesAMessageBack() {
        send("one");

        change(receive().get(0).receiptHandle(), 0);

        assertThat(receive()).hasSize(1);
    }

    @Test
    void changingTheVisibilityProlongsIt() {
        send("one");
        change(receive().get(0).receiptHandle(), 100);

        services.clock.advance(Duration.ofSeconds(90));
        assertThat(receive()).isEmpty();
        services.clock.advance(Duration.ofSeconds(11));
        assertThat(receive()).hasSize(1);
    }

    @Test
    void aMessageIsInFlightForTwelveHoursAtMost() {
        send("one");
        String handle = receive().get(0).receiptHandle();
        services.clock.advance(Duration.ofSeconds(10));

        assertThat(refusal(() -> change(handle, 43_200)))
                .isEqualTo(
                        "InvalidParameterValue: Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total"
                                + " VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        assertThat(refusal(() -> change(handle, 43_201)))
                .startsWith("InvalidParameterValue: Value 43201 for parameter VisibilityTimeout is invalid.");
    }

    @Test
    void theVisibilityOfADeletedMessageCannotBeChanged() {
        send("one");
        String handle = receive().get(0).receiptHandle();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));

        assertThat(refusal(() -> change(handle, 1)))
                .isEqualTo("InvalidParameterValue: Value " + handle + " for parameter ReceiptHandle is invalid. Reason:"
                        + " Message does not exist or is not available for visibility timeout change.");
    }

    @Test
    void messagesAreDelayedByQueueOrMessage() {
        set("DelaySeconds", "60");
        send("queue");
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("message").delaySeconds(0));

        assertThat(receive()).extracting(Message::body).containsExactly("message");
        assertThat(count("ApproximateNumberOfMessagesDelayed")).isEqualTo(1);
        services.clock.advance(Duration.ofSeconds(61));
        assertThat(receive()).extracting(Message::body).contains("queue");
    }

    @Test
    void messagesExpireAfterTheRetentionPeriod() {
        set("MessageRetentionPeriod", "60");
        send("one");

        services.clock.advance(Duration.ofSeconds(61));

        assertThat(receive()).isEmpty();
        assertThat(count("ApproximateNumberOfMessages")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    11 | 0  | Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.
                    0  | 0  | Value 0 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.
                    1  | 21 | Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.
                    1  | -1 | Value -1 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.
                    """)
    void whatAReceiveAsksForIsChecked(int max, int wait, String message) {
        assertThat(refusal(() -> sqs.receiveMessage(
                        r -> r.queueUrl(url).maxNumberOfMessages(max).waitTimeSeconds(wait))))
                .isEqualTo("InvalidParameterValue: " + message);
    }

    @Test
    void bodiesAreChecked() {
        assertThat(refusal(() -> send("")))
                .isEqualTo("MissingParameter: The request must contain the parameter MessageBody.");
        assertThat(refusal(() -> send("a\u0000b")))
                .isEqualTo("InvalidMessageContents: Invalid characters found. Valid unicode characters are #x9 | #xA |"
                        + " #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
    }

    @Test
    void fact37AMessageHasAtMostOneMebibyteWithItsAttributes() {
        String largest = "x".repeat(1_048_576);
        send(largest);

        assertThat(refusal(() -> send(largest + "x")))
                .isEqualTo("InvalidParameterValue: One or more parameters are invalid. Reason: Message must be shorter"
                        + " than 1048576 bytes.");
        assertThat(refusal(() -> sqs.sendMessage(
                        r -> r.queueUrl(url).messageBody(largest).messageAttributes(Map.of("a", text("b"))))))
                .contains("Message must be shorter than 1048576 bytes.");
        set("MaximumMessageSize", "1024");
        assertThat(refusal(() -> send("x".repeat(1025)))).contains("Message must be shorter than 1024 bytes.");
    }

    @Test
    void messageAttributesAreChecked() {
        assertThat(refusal(() -> sendWith("Empty", text(""))))
                .isEqualTo("InvalidParameterValue: Message (user) attribute 'Empty' must contain a non-empty value of"
                        + " type 'String'.");
        assertThat(refusal(() -> sendWith("a", value("Number", "seven"))))
                .isEqualTo("InvalidParameterValue: Can't cast the value of message (user) attribute 'a' to a number.");
        assertThat(refusal(() -> sendWith("a", value("Text", "b"))))
                .isEqualTo("InvalidParameterValue: The message attribute 'a' has an invalid message attribute type, the"
                        + " set of supported type prefixes is Binary, Number, and String.");
        assertThat(refusal(() -> sendWith("AWS.a", text("b"))))
                .startsWith("InvalidParameterValue: You can't use message attribute names beginning with 'AWS.'");
        assertThat(refusal(() -> sendWith("a b", text("b"))))
                .startsWith("InvalidParameterValue: Message (user) attributes name can only contain");
        MessageAttributeValue wrongField = MessageAttributeValue.builder()
                .dataType("String")
                .binaryValue(SdkBytes.fromUtf8String("b"))
                .build();
        assertThat(refusal(() -> sendWith("a", wrongField)))
                .startsWith(
                        "InvalidParameterValue: The message (user) attribute 'a' with type 'String' must use field");
    }

    private boolean receiveInto(AtomicReference<Message> seen) {
        sqs.receiveMessage(r -> r.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .forEach(seen::set);
        return seen.get() != null;
    }

    private void send(String body) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    private void sendWith(String name, MessageAttributeValue value) {
        sqs.sendMessage(r -> r.queueUrl(url).messageBody("one").messageAttributes(Map.of(name, value)));
    }

    private List<Message> receive(String... attributes) {
        return sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames(attributes))
                .messages();
    }

    private void change(String handle, int seconds) {
        sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(seconds));
    }

    private void set(String name, String value) {
        sqs.setQueueAttributes(r -> r.queueUrl(url).attributesWithStrings(Map.of(name, value)));
    }

    private int count(String name) {
        return Integer.parseInt(sqs.getQueueAttributes(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings()
                .get(name));
    }

    private static MessageAttributeValue text(String value) {
        return value("String", value);
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
