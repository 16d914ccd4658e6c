package ateliers.cloud.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

class MembersTest {
    private static final MessageSystemAttributeValue OF_NOTHING =
            MessageSystemAttributeValue.builder().build();

    private final Members members = new Members();
    private final List<String> inert = new ArrayList<>();

    private void send(Consumer<SendMessageRequest.Builder> request) {
        members.check(
                "sqs",
                "SendMessage",
                SendMessageRequest.builder().applyMutation(request).build(),
                inert::add);
    }

    @Test
    void whatIsLackingIsRefusedByItsName() {
        members.lacking("SendMessage", "MessageGroupId");

        assertThatThrownBy(() -> send(r -> r.messageGroupId("g")))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the parameter MessageGroupId of sqs:SendMessage");
        assertThatCode(() -> send(r -> r.messageBody("b"))).doesNotThrowAnyException();
    }

    @Test
    void whatIsInertIsToldWhenItIsGiven() {
        members.inert(Members.EVERY, "DelaySeconds");

        send(r -> r.messageBody("b"));
        assertThat(inert).isEmpty();
        send(r -> r.messageBody("b").delaySeconds(0));
        assertThat(inert).containsExactly("DelaySeconds");
    }

    @Test
    void aPathLeadsThroughListsMapsAndStructures() {
        members.lacking("SendMessageBatch", "Entries.MessageAttributes.BinaryListValues");
        MessageAttributeValue text =
                MessageAttributeValue.builder().stringValue("s").build();
        MessageAttributeValue lists =
                text.toBuilder().binaryListValues(SdkBytes.fromUtf8String("b")).build();

        assertThatCode(() -> batch(text)).doesNotThrowAnyException();
        assertThatThrownBy(() -> batch(lists)).isInstanceOf(Unsupported.class);
    }

    private void batch(MessageAttributeValue value) {
        SendMessageBatchRequestEntry entry = SendMessageBatchRequestEntry.builder()
                .messageAttributes(Map.of("a", value))
                .build();
        members.check(
                "sqs",
                "SendMessageBatch",
                SendMessageBatchRequest.builder().entries(entry).build(),
                inert::add);
    }

    @Test
    void emptyListsMapsAndStructuresAskForNothing() {
        members.lacking("SendMessage", "MessageAttributes", "MessageSystemAttributes");

        assertThatCode(() -> send(r -> r.messageAttributes(Map.of())
                        .messageSystemAttributesWithStrings(Map.of("AWSTraceHeader", OF_NOTHING))))
                .doesNotThrowAnyException();
    }
}
