package ateliers.grader.checklist;

import ateliers.grader.variety.Variety;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue subscribed to a topic, to see what the topic sends. Messages come in SNS's JSON envelope, which keeps the subject.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html">Fanout to Amazon SQS queues</a>
 */
public final class TopicProbe {
    public static final Noun NOTIFICATION = Noun.of("notification");

    /** Like those that people give, and it may stand beside the names of another run. */
    private static final int LONGEST_NAME = 24;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String queueUrl;
    private final List<Notification> received = new ArrayList<>();

    private TopicProbe(Stack stack, String queueUrl) {
        this.stack = stack;
        this.queueUrl = queueUrl;
    }

    /** Whether this is the ARN of a probe's queue, and not one of the stack. */
    public static boolean isProbe(Stack stack, String queueArn) {
        return stack.probes().contains(queueArn);
    }

    /** Subscribes a new queue to the topic. */
    public static TopicProbe on(Stack stack, String topicArn) {
        var sqs = stack.aws().sqs();
        String name = Variety.resourceName(LONGEST_NAME);
        String queueUrl = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        String queueArn = sqs.getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        stack.probes().add(queueArn);
        sqs.setQueueAttributes(
                r -> r.queueUrl(queueUrl).attributes(Map.of(QueueAttributeName.POLICY, policy(queueArn, topicArn))));
        stack.aws().sns().subscribe(r -> r.topicArn(topicArn).protocol("sqs").endpoint(queueArn));
        return new TopicProbe(stack, queueUrl);
    }

    private static String policy(String queueArn, String topicArn) {
        return """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},\
                "Action":"sqs:SendMessage","Resource":"%s","Condition":{"ArnEquals":{"aws:SourceArn":"%s"}}}]}""".formatted(queueArn, topicArn);
    }

    /** All that came so far, in the order in which it was read. */
    public synchronized List<Notification> received() {
        QueueDrain.bodies(stack, queueUrl, body -> received.add(read(body)));
        return List.copyOf(received);
    }

    /** Those whose text holds this; what was set in motion before the probe stood may still come in. */
    public List<Notification> naming(String text) {
        return received().stream()
                .filter(notification -> notification.text().contains(text))
                .toList();
    }

    /** So many notifications, as a student reads it. */
    public static String said(int count) {
        return NOTIFICATION.said(count);
    }

    private static Notification read(String body) {
        try {
            JsonNode envelope = JSON.readTree(body);
            Map<String, Attribute> attributes = new HashMap<>();
            envelope.path("MessageAttributes")
                    .properties()
                    .forEach(field -> attributes.put(
                            field.getKey(),
                            new Attribute(
                                    field.getValue().path("Type").asText(),
                                    field.getValue().path("Value").asText())));
            return new Notification(
                    envelope.path("Subject").asText(""),
                    envelope.path("Message").asText(""),
                    attributes);
        } catch (JsonProcessingException e) {
            return new Notification("", body, Map.of());
        }
    }

    /** What a subscriber of the topic gets; an absent subject is empty. */
    public record Notification(String subject, String text, Map<String, Attribute> attributes) {
        /** The value of a String attribute; empty when it is absent or of another type. */
        public String string(String name) {
            Attribute attribute = attributes.get(name);
            return attribute == null || !attribute.type().equals("String") ? "" : attribute.value();
        }
    }

    /** A message attribute as SNS forwards it. */
    public record Attribute(String type, String value) {}
}
