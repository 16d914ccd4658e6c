package ateliers.cloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

class SnsFactsTest extends ConformanceCase {
    private SnsClient sns;
    private OpenQueue queue;
    private String topic;

    @BeforeEach
    void makeTopic() {
        sns = cloud.client(SnsClient.builder());
        queue = new OpenQueue("inbox");
        topic = sns.createTopic(r -> r.name("news")).topicArn();
    }

    @Test
    @Fact(25)
    @DisplayName("Fact 25: the envelope that a queue gets has Subject and MessageAttributes only when they are set")
    void envelope() {
        subscribe(Map.of());
        String[] always = {
            "Type",
            "MessageId",
            "TopicArn",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL"
        };

        String id = sns.publish(r -> r.topicArn(topic).message("hello")).messageId();
        JsonNode bare = queue.takeJson();
        assertThat(names(bare)).containsExactlyInAnyOrder(always);
        assertThat(bare.path("Type").asText()).isEqualTo("Notification");
        assertThat(bare.path("MessageId").asText()).isEqualTo(id);
        assertThat(bare.path("Message").asText()).isEqualTo("hello");

        sns.publish(r -> r.topicArn(topic)
                .message("hello")
                .subject("greetings")
                .messageAttributes(Map.of("colour", text("blue"))));
        assertThat(names(queue.takeJson()))
                .contains(always)
                .contains("Subject", "MessageAttributes")
                .hasSize(always.length + 2);
    }

    @Test
    @Fact(26)
    @DisplayName("Fact 26: the envelope's attributes are Type and Value, binary in base64")
    void envelopeAttributes() {
        subscribe(Map.of());
        MessageAttributeValue bytes = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2, 3}))
                .build();

        sns.publish(r ->
                r.topicArn(topic).message("hello").messageAttributes(Map.of("colour", text("blue"), "bytes", bytes)));

        assertThat(queue.takeJson().path("MessageAttributes"))
                .isEqualTo(json("{\"colour\": {\"Type\": \"String\", \"Value\": \"blue\"},"
                        + " \"bytes\": {\"Type\": \"Binary\", \"Value\": \"AQID\"}}"));
    }

    @Test
    @Fact(27)
    @DisplayName("Fact 27: raw delivery makes the message the body and its attributes SQS's")
    void rawDelivery() {
        subscribe(Map.of("RawMessageDelivery", "true"));

        sns.publish(r -> r.topicArn(topic).message("hello").messageAttributes(Map.of("colour", text("blue"))));

        Message message = queue.take();
        assertThat(message.body()).isEqualTo("hello");
        assertThat(message.messageAttributes()).containsOnlyKeys("colour");
        assertThat(message.messageAttributes().get("colour").stringValue()).isEqualTo("blue");
    }

    @Test
    @Fact(29)
    @DisplayName("Fact 29: an unknown topic, an empty message")
    void refusals() {
        refused(
                () -> sns.publish(r -> r.topicArn(topic + "2").message("hello")),
                "NotFound",
                404,
                "Topic does not exist");
        refused(
                () -> sns.publish(r -> r.topicArn(topic).message("")),
                "InvalidParameter",
                400,
                "Invalid parameter: Empty message");
    }

    @Test
    @Fact(30)
    @DisplayName("Fact 30: a queue subscribes by its ARN, not by its URL")
    void queueUrl() {
        refused(
                () -> sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue.url)),
                "InvalidParameter",
                400,
                "Invalid parameter: SQS endpoint ARN");
    }

    private void subscribe(Map<String, String> attributes) {
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(queue.arn).attributes(attributes));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
