package ateliers.cloud.services.sns;

import static ateliers.cloud.services.TestServices.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ateliers.cloud.door.Unsupported;
import ateliers.cloud.services.TestServices;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

class SnsPublishTest {
    private final TestServices services = new TestServices(new SnsService());
    private final SnsClient sns = services.client(SnsClient.class);
    private final String topic = sns.createTopic(r -> r.name("news")).topicArn();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void fact29AnEmptyMessageIsRefused() {
        assertThat(refusal(() -> sns.publish(r -> r.topicArn(topic).message(""))))
                .isEqualTo("InvalidParameter: Invalid parameter: Empty message");
    }

    @Test
    void aMessageHasAtMost256Kibibytes() {
        sns.publish(r -> r.topicArn(topic).message("x".repeat(262_144)));

        assertThat(refusal(() -> sns.publish(r -> r.topicArn(topic).message("x".repeat(262_145)))))
                .isEqualTo("InvalidParameter: Invalid parameter: Message too long");
    }

    @Test
    void aSubjectIsShortAsciiOnOneLine() {
        sns.publish(r -> r.topicArn(topic).message("m").subject("[Subject] Test, (99 at most)"));

        for (String subject : List.of("", "été", "two\nlines", " space first", "x".repeat(100))) {
            assertThat(refusal(() ->
                            sns.publish(r -> r.topicArn(topic).message("m").subject(subject))))
                    .as("subject <%s>", subject)
                    .isEqualTo("InvalidParameter: Invalid parameter: Subject");
        }
    }

    @Test
    void aJsonStructureNeedsADefault() {
        assertThat(refusal(() -> sns.publish(
                        r -> r.topicArn(topic).messageStructure("json").message("{\"sqs\":\"a\"}"))))
                .isEqualTo("InvalidParameter: Invalid parameter: Message Structure - No default entry in JSON message"
                        + " body");
        assertThat(refusal(() -> sns.publish(
                        r -> r.topicArn(topic).messageStructure("json").message("{'default'}"))))
                .isEqualTo("InvalidParameter: Invalid parameter: Message Structure - JSON message body failed to"
                        + " parse");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a^b | String | v | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.
                    .a  | String | v | Invalid message attribute name starting with character '.' was found.
                    a.  | String | v | Invalid message attribute name ending with character '.' was found.
                    a..b | String | v | Message attribute name can not have successive '.' character.
                    a   | Text   | v | The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.
                    a   | String | ''| The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.
                    a   | Binary | v | The message attribute 'a' with type 'Binary' must use field 'Binary'.
                    """)
    void attributesAreChecked(String name, String type, String value, String message) {
        MessageAttributeValue attribute = MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(value)
                .build();

        assertThat(refusal(() -> publish(Map.of(name, attribute)))).isEqualTo("ParameterValueInvalid: " + message);
    }

    @Test
    void anAttributeNeedsItsTypeAndTheRightField() {
        assertThat(refusal(() -> publish(Map.of(
                        "attr1",
                        MessageAttributeValue.builder().stringValue("v").build()))))
                .isEqualTo("ValidationError: 1 validation error detected: Value null at"
                        + " 'messageAttributes.attr1.member.dataType' failed to satisfy constraint: Member must not be"
                        + " null");
        MessageAttributeValue binary = MessageAttributeValue.builder()
                .dataType("Number")
                .binaryValue(SdkBytes.fromUtf8String("1"))
                .build();
        assertThat(refusal(() -> publish(Map.of("attr1", binary))))
                .isEqualTo("ParameterValueInvalid: The message attribute 'attr1' with type 'Number' must use field"
                        + " 'String'.");
    }

    @Test
    void targetsAreChecked() {
        assertThat(refusal(() -> sns.publish(r -> r.topicArn("a:b").message("m"))))
                .isEqualTo("InvalidParameter: Invalid parameter: TopicArn Reason: An ARN must have at least 6"
                        + " elements, not 2");
        assertThat(refusal(() -> sns.publish(r -> r.targetArn("arn:aws:sns:eu-west-3:123456789012:endpoint/APNS/a/b")
                        .message("m"))))
                .isEqualTo("InvalidParameter: Invalid parameter: TargetArn Reason: No endpoint found for the target"
                        + " arn specified");
        assertThatThrownBy(() -> sns.publish(r -> r.phoneNumber("+33612345678").message("m")))
                .isInstanceOf(Unsupported.class);
        assertThat(sns.publish(r -> r.targetArn(topic).message("m")).messageId())
                .isNotEmpty();
    }

    @Test
    void batchesAreCheckedAsAWhole() {
        assertThat(refusal(() -> batch(IntStream.range(0, 11)
                        .mapToObj(i -> entry("id" + i, "x"))
                        .toList())))
                .isEqualTo("TooManyEntriesInBatchRequest: The batch request contains more entries than permissible.");
        assertThat(refusal(() -> batch(List.of(entry("a", "x"), entry("a", "y")))))
                .isEqualTo("BatchEntryIdsNotDistinct: Two or more batch entries in the request have the same Id.");
        assertThat(refusal(() -> batch(List.of(entry("message.id", "x")))))
                .isEqualTo("InvalidBatchEntryId: The Id of a batch entry in the batch request contains an impermissible"
                        + " character: message.id");
        assertThat(refusal(() -> batch(List.of(entry("a".repeat(81), "x")))))
                .isEqualTo("InvalidBatchEntryId: The Id of a batch entry in the batch request is too long: "
                        + "a".repeat(81));
        assertThat(refusal(() -> batch(List.of(entry("a", "x".repeat(262_144)), entry("b", "y")))))
                .isEqualTo("BatchRequestTooLong: The length of all the messages put together is more than the limit.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFifoTopicNeedsAGroupAndWhatTellsDuplicates(boolean contentBased) {
        String fifo = sns.createTopic(r -> r.name("news.fifo")
                        .attributes(Map.of(
                                "FifoTopic", "true", "ContentBasedDeduplication", Boolean.toString(contentBased))))
                .topicArn();

        assertThat(refusal(() -> sns.publish(r -> r.topicArn(fifo).message("m"))))
                .isEqualTo("InvalidParameter: Invalid parameter: The MessageGroupId parameter is required for FIFO"
                        + " topics");
        if (contentBased) {
            assertThat(sns.publish(r -> r.topicArn(fifo).message("m").messageGroupId("g"))
                            .sequenceNumber())
                    .hasSize(20);
        } else {
            assertThat(refusal(
                            () -> sns.publish(r -> r.topicArn(fifo).message("m").messageGroupId("g"))))
                    .isEqualTo("InvalidParameter: Invalid parameter: The topic should either have"
                            + " ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        }
    }

    private void publish(Map<String, MessageAttributeValue> attributes) {
        sns.publish(r -> r.topicArn(topic).message("m").messageAttributes(attributes));
    }

    private void batch(List<PublishBatchRequestEntry> entries) {
        sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(entries));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }
}
