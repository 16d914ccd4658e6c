package ateliers.cloud.services.sns;

import static org.assertj.core.api.Assertions.assertThat;

import ateliers.cloud.door.AwsErrors;
import ateliers.cloud.door.Principal;
import ateliers.cloud.faults.Fault;
import ateliers.cloud.journal.Entry;
import ateliers.cloud.services.TestServices;
import ateliers.cloud.services.sqs.SqsService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

class SnsDeliveryTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "arn:aws:lambda:eu-west-3:123456789012:function:reader";
    private static final String QUEUE_ARN = "arn:aws:sqs:eu-west-3:123456789012:";

    private final FakeLambda lambda = new FakeLambda();
    private final TestServices services = new TestServices(new SqsService(), new SnsService(), lambda);
    private final SqsClient sqs = services.client(SqsClient.class);
    private final SnsClient sns = services.client(SnsClient.class);
    private final String topic = sns.createTopic(r -> r.name("news")).topicArn();
    private final String queue = sqs.createQueue(r -> r.queueName("inbox")).queueUrl();

    @AfterEach
    void close() {
        services.close();
        assertThat(services.defects).isEmpty();
    }

    @Test
    void fact25AQueueGetsTheEnvelope() throws Exception {
        String subscription = subscribe("sqs", QUEUE_ARN + "inbox", Map.of());
        String id = sns.publish(r -> r.topicArn(topic).message("hello")).messageId();

        JsonNode envelope = JSON.readTree(receive(queue).get(0).body());

        assertThat(names(envelope))
                .containsExactly(
                        "Type",
                        "MessageId",
                        "TopicArn",
                        "Message",
                        "Timestamp",
                        "SignatureVersion",
                        "Signature",
                        "SigningCertURL",
                        "UnsubscribeURL");
        assertThat(envelope.get("Type").asText()).isEqualTo("Notification");
        assertThat(envelope.get("MessageId").asText()).isEqualTo(id);
        assertThat(envelope.get("TopicArn").asText()).isEqualTo(topic);
        assertThat(envelope.get("Message").asText()).isEqualTo("hello");
        assertThat(envelope.get("Timestamp").asText()).matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z");
        assertThat(envelope.get("SignatureVersion").asText()).isEqualTo("1");
        assertThat(envelope.get("Signature").asText()).hasSize(344).endsWith("==");
        assertThat(envelope.get("UnsubscribeURL").asText())
                .endsWith("/?Action=Unsubscribe&SubscriptionArn=" + subscription);
    }

    @Test
    void fact26SubjectAndAttributesAreInTheEnvelopeWhenThereAreAny() throws Exception {
        subscribe("sqs", QUEUE_ARN + "inbox", Map.of());
        sns.publish(r -> r.topicArn(topic)
                .message("hello")
                .subject("Greeting")
                .messageAttributes(Map.of(
                        "count", value("Number", "99.12"),
                        "raw",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 0, 3}))
                                        .build())));

        JsonNode envelope = JSON.readTree(receive(queue).get(0).body());

        assertThat(envelope.get("Subject").asText()).isEqualTo("Greeting");
        assertThat(envelope.get("MessageAttributes"))
                .isEqualTo(JSON.readTree("{\"count\":{\"Type\":\"Number\",\"Value\":\"99.12\"},"
                        + "\"raw\":{\"Type\":\"Binary\",\"Value\":\"AgAD\"}}"));
    }

    @Test
    void fact27RawDeliveryMakesAttributesThoseOfTheQueue() {
        subscribe("sqs", QUEUE_ARN + "inbox", Map.of("RawMessageDelivery", "true"));
        sns.publish(r -> r.topicArn(topic)
                .message("Test msg")
                .subject("left out")
                .messageAttributes(Map.of("attr1", value("Number", "99.12"))));

        Message message = receive(queue).get(0);

        assertThat(message.body()).isEqualTo("Test msg");
        assertThat(message.md5OfMessageAttributes()).isEqualTo("d302007e9aa062660afc85fd0a482472");
        assertThat(message.messageAttributes().get("attr1").dataType()).isEqualTo("Number");
    }

    @Test
    void fact28AFunctionGetsAnEvent() throws Exception {
        String subscription = subscribe("lambda", FUNCTION, Map.of());
        sns.publish(r -> r.topicArn(topic).message("Hello world."));
        idle();

        JsonNode entry = JSON.readTree(lambda.invocations.get(0).payload().asUtf8String())
                .get("Records")
                .get(0);

        assertThat(names(entry)).containsExactly("EventSource", "EventVersion", "EventSubscriptionArn", "Sns");
        assertThat(entry.get("EventSource").asText()).isEqualTo("aws:sns");
        assertThat(entry.get("EventVersion").asText()).isEqualTo("1.0");
        assertThat(entry.get("EventSubscriptionArn").asText()).isEqualTo(subscription);
        JsonNode message = entry.get("Sns");
        assertThat(names(message)).contains("SigningCertUrl", "UnsubscribeUrl", "Signature", "Timestamp");
        assertThat(message.get("Subject").isNull()).isTrue();
        assertThat(message.get("MessageAttributes").isEmpty()).isTrue();
        assertThat(message.get("MessageAttributes").isObject()).isTrue();
        assertThat(lambda.invocations.get(0).invocationType()).isEqualTo(InvocationType.EVENT);
    }

    @Test
    void deliveriesAreCallsByTheTopic() {
        subscribe("lambda", FUNCTION, Map.of());
        sns.publish(r -> r.topicArn(topic).message("hello"));
        idle();

        assertThat(lambda.callers)
                .containsExactly(Principal.service("sns.amazonaws.com", topic, TestServices.PLACE.account()));
        Entry publish = journalled("sns", "Publish");
        assertThat(journalled("lambda", "Invoke").parentRequestId()).contains(publish.requestId());
    }

    @Test
    void aMessageCanDifferByProtocol() {
        subscribe("sqs", QUEUE_ARN + "inbox", Map.of("RawMessageDelivery", "true"));
        sns.publish(r ->
                r.topicArn(topic).messageStructure("json").message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));

        assertThat(receive(queue)).extracting(Message::body).containsExactly("for queues");
    }

    @Test
    void aBatchDeliversEachOfItsMessages() {
        subscribe("sqs", QUEUE_ARN + "inbox", Map.of("RawMessageDelivery", "true"));

        var response = sns.publishBatch(
                r -> r.topicArn(topic).publishBatchRequestEntries(entry("1", "one"), entry("2", "two")));

        assertThat(response.successful()).extracting(e -> e.id()).containsExactly("1", "2");
        assertThat(receive(queue)).extracting(Message::body).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void aServersFaultIsRetriedOnTheClock() {
        subscribe("sqs", QUEUE_ARN + "inbox", Map.of("RawMessageDelivery", "true"));
        var error = (RuntimeException) AwsErrors.of(SqsException.builder(), "InternalError", 500, "try again");
        services.faults.inject("sqs", "SendMessage", request -> true, 8, Fault.failing(error));
        sns.publish(r -> r.topicArn(topic).message("hello"));
        List<Message> received = new ArrayList<>();

        assertThat(services.clock.await(
                        () -> {
                            received.addAll(
                                    sqs.receiveMessage(r -> r.queueUrl(queue)).messages());
                            return !received.isEmpty();
                        },
                        Duration.ofMinutes(1)))
                .isTrue();
        assertThat(received).hasSize(1);
    }

    @Test
    void aThrottledDeliveryIsRetriedToo() {
        subscribe("lambda", FUNCTION, Map.of());
        var error = (RuntimeException)
                AwsErrors.of(LambdaException.builder(), "TooManyRequestsException", 429, "Rate Exceeded.");
        services.faults.inject("lambda", "Invoke", request -> true, 1, Fault.failing(error));

        sns.publish(r -> r.topicArn(topic).message("hello"));

        assertThat(services.clock.await(() -> !lambda.invocations.isEmpty(), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(lambda.invocations).hasSize(1);
    }

    @Test
    void retriesComeAtOnceThenAfterASecondThenEverLater() {
        assertThat(List.of(0, 2, 3, 4, 5, 14, 15, 100_014))
                .extracting(Deliveries::pause)
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 0L, 1L, 1L, 1L, 20L, 20L, 20L);
    }

    @Test
    void aDeniedDeliveryGoesToTheDeadLetterQueueAtOnce() {
        String dead = sqs.createQueue(r -> r.queueName("dead")).queueUrl();
        subscribe("lambda", FUNCTION, Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE_ARN + "dead\"}"));
        services.deny("lambda:InvokeFunction");

        sns.publish(r -> r.topicArn(topic).message("hello"));

        assertThat(receive(dead))
                .singleElement()
                .satisfies(message -> assertThat(
                                JSON.readTree(message.body()).get("Message").asText())
                        .isEqualTo("hello"));
        assertThat(services.journal.entries().stream()
                        .filter(entry -> entry.operation().equals("Invoke")))
                .hasSize(1);
    }

    @Test
    void whatCannotBeDeliveredIsDroppedAndTheJournalSaysWhy() {
        String subscription = subscribe("sqs", QUEUE_ARN + "nowhere", Map.of());

        sns.publish(r -> r.topicArn(topic).message("hello"));
        idle();

        assertThat(services.journal.entries()).anySatisfy(entry -> {
            assertThat(entry.kind()).isEqualTo(Entry.Kind.DROPPED);
            assertThat(entry.resource()).isEqualTo(subscription);
            assertThat(entry.outcome()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        });
    }

    @Test
    void aFifoTopicKeepsOrderAndDropsDuplicates() throws Exception {
        String fifoTopic = sns.createTopic(r -> r.name("news.fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        String fifoQueue = sqs.createQueue(
                        r -> r.queueName("inbox.fifo").attributesWithStrings(Map.of("FifoQueue", "true")))
                .queueUrl();
        sns.subscribe(r -> r.topicArn(fifoTopic).protocol("sqs").endpoint(QUEUE_ARN + "inbox.fifo"));
        for (String text : List.of("Test", "Test", "b", "c", "d")) {
            sns.publish(r -> r.topicArn(fifoTopic).messageGroupId("g").message(text));
        }

        List<Message> messages = receive(fifoQueue);

        List<String> texts = new ArrayList<>();
        for (Message message : messages) {
            texts.add(JSON.readTree(message.body()).get("Message").asText());
        }
        assertThat(texts).containsExactly("Test", "b", "c", "d");
        assertThat(messages.get(0).attributesAsStrings())
                .containsEntry("MessageGroupId", "g")
                .containsEntry(
                        "MessageDeduplicationId", "532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25");
        assertThat(names(JSON.readTree(messages.get(0).body())))
                .contains("SequenceNumber")
                .doesNotContain("Signature", "SignatureVersion", "SigningCertURL");
    }

    private void idle() {
        assertThat(services.clock.awaitIdle(Duration.ofSeconds(30))).isTrue();
    }

    private String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
        return sns.subscribe(r ->
                        r.topicArn(topic).protocol(protocol).endpoint(endpoint).attributes(attributes))
                .subscriptionArn();
    }

    private List<Message> receive(String url) {
        idle();
        return sqs.receiveMessage(r -> r.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private Entry journalled(String service, String operation) {
        return services.journal.entries().stream()
                .filter(entry ->
                        entry.service().equals(service) && entry.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry entry(String id, String text) {
        return software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry.builder()
                .id(id)
                .message(text)
                .build();
    }
}
